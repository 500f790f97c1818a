#!/usr/bin/env python
"""Django's commands, run for an administrator."""

from __future__ import annotations

import contextlib
import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; maintenance has no time limit on its statements."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DATABASE_STATEMENT_TIMEOUT", "0")
    with servers():
        execute_from_command_line(sys.argv)


def servers() -> contextlib.AbstractContextManager[None]:
    """The embedded servers, unless the addresses of others are given."""
    if os.environ.get("DATABASE_URL") and os.environ.get("CELERY_BROKER_URL"):
        return contextlib.nullcontext()
    from config.embedded.users import in_use

    return in_use()


if __name__ == "__main__":
    main()
