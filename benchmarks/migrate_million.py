"""How long migrations since the release make anybody wait, on tables of a million rows each.

Run `python -m benchmarks.migrate_million [ROWS]` in the checkout; it works in a database of its own, and takes some 20
minutes and 15 GB for a million. Each migration is applied by `manage.py migrate`, while each table is read and written
all the time. It ends with an error if anybody waited longer than `LIMIT`.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

from config import servers

LIMIT = 2.0
"""Seconds that a migration may make a reader or a writer wait."""


def main(rows: int) -> None:
    """Print a line for each migration: how long it took, and the longest waits."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    # The small record is made anew.
    os.environ.pop("BENCHMARK_DATABASE", None)
    with servers.in_use():
        django.setup()
        worst = import_module("benchmarks.million.run").run(rows)
    sys.stdout.write(f"longest wait {worst:.2f} s, {worst / LIMIT:.2f} of what is allowed\n")
    raise SystemExit(0 if worst <= LIMIT else 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
