"""What becomes of jobs while workers are killed in the middle of them, the broker loses all, and two beats run.

Run `python -m benchmarks.job_kills [KILLS]` in the checkout. It works in a database of its own, with a broker, workers
and beats of its own, and takes some eight seconds a kill. Each job leaves something that shows whether it was done,
and how often: lines in a ledger without any key, or a release.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

from config import servers


def main(kills: int) -> None:
    """Print how many jobs were asked for, lost and done twice; ends with an error unless both are none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    # What is measured here fills its database itself.
    os.environ.pop("BENCHMARK_DATABASE", None)
    with servers.in_use():
        django.setup()
        all_is_well = import_module("benchmarks.kills.run").run(kills)
    raise SystemExit(0 if all_is_well else 1)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
