#!/usr/bin/env python
"""Django's commands, run for an administrator."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from config import servers
from config.errors import StartError


def main() -> None:
    """Run one command; maintenance has no time limit on its statements."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "0")
    try:
        with servers.in_use():
            execute_from_command_line(sys.argv)
    except StartError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
