"""How many of many conflicting pairs of saves are overwritten in silence: none may be.

Run `python -m benchmarks.conflicting_saves [PAIRS]` in the checkout: of ten pairs, one is a person and a load of files;
half of the others are two people at the desk, half a person and a task. The saves of a pair come at the same moment.
"""

from __future__ import annotations

import os
import sys
import time

import django
from django.db import connection
from django.test.utils import setup_test_environment

from config import servers


def main(pairs: int) -> None:
    """Print what became of the pairs, and the seconds; exit with 1 unless one of each was taken."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with servers.in_use():
        django.setup()
        setup_test_environment()
        before = connection.settings_dict["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"benchmark_{os.getpid()}"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            loads = pairs // 10
            each = (pairs - loads) // 2
            # Files first: they make rows that the others find.
            wrong = held(loads, "import") + held(each, "desk") + held(pairs - loads - each, "task")
        finally:
            connection.creation.destroy_test_db(before, verbosity=0)
    raise SystemExit(1 if wrong else 0)


def held(pairs: int, sort: str) -> int:
    """How many pairs of one sort ended otherwise than with one taken and one refused."""
    from tests.editorial.conflicts import meet_often  # noqa: PLC0415  (it needs the models)

    begun = time.perf_counter()
    outcomes = meet_often(pairs, sort)
    right, seconds = outcomes["one taken"], time.perf_counter() - begun
    sys.stdout.write(
        f"desk with {sort}: {pairs:,} pairs in {seconds:.0f} s: one taken and one refused {right:,},"
        f" overwritten {outcomes['overwritten']:,}, lost {outcomes['lost']:,}\n"
    )
    sys.stdout.flush()
    return pairs - right


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
