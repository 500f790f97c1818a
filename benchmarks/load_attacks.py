"""How long a set of 100,000 attacks takes to load and publish, and to load again.

Run `python -m benchmarks.load_attacks [ATTACKS]` in the checkout; it works in a database of its own.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from benchmarks.attack_set import write_set
from config import servers

LIMIT = 90
"""Seconds that 100,000 attacks may take on two cores."""


def main(attacks: int) -> None:
    """Print seconds, attacks per second and ratios."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with servers.in_use(), tempfile.TemporaryDirectory() as folder:
        django.setup()
        write_set(Path(folder), attacks)
        first, second = _in_own_database(folder)
    allowed = LIMIT * attacks / 100_000
    sys.stdout.write(
        f"{attacks:,} attacks: {first:.1f} s, {attacks / first:,.0f} a second,"
        f" {first / allowed:.2f} of the time allowed\n"
        f"again, nothing new: {second:.1f} s, {second / first:.2f} of the first\n"
    )


def _in_own_database(folder: str) -> tuple[float, float]:
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"benchmark_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        return _seconds(folder), _seconds(folder)
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)


def _seconds(folder: str) -> float:
    begun = time.perf_counter()
    call_command("load_dataset", folder, stdout=sys.stdout, stderr=sys.stderr)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
