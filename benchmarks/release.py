"""What a release of 100,000 attacks costs: seconds, processor seconds, peak memory, and how large it is.

Run `python -m benchmarks.release [ATTACKS]` in the checkout; it works in a database of its own, which stays if
BENCHMARK_DATABASE names it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import django

from benchmarks.site import CHECKOUT, database_address, database_with
from config import servers

MOST_PROCESSOR_SECONDS = 60
MOST_MEGABYTES = 600


def main(attacks: int) -> None:
    """Print the costs; ends with an error where they are too high for 100,000 attacks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with servers.in_use(), tempfile.TemporaryDirectory() as folder:
        django.setup()
        with database_with(attacks) as name:
            seconds, processor, megabytes = cost(folder, database_address(name))
        size = sum(path.stat().st_size for path in Path(folder).glob("*.zip"))
    sys.stdout.write(
        f"{attacks:,} attacks: {seconds:.1f} s, of the processor {processor:.1f} s, at most {megabytes:.0f} MB,"
        f" a file of {size / 1e6:.1f} MB\n"
    )
    if processor > MOST_PROCESSOR_SECONDS or megabytes > MOST_MEGABYTES:
        raise SystemExit(f"More than {MOST_PROCESSOR_SECONDS} s or {MOST_MEGABYTES} MB.")


def cost(folder: str, database: str) -> tuple[float, float, float]:
    """Cut a release in a process of its own: seconds, its processor's seconds, the most megabytes that it held."""
    environment = {**os.environ, "DATABASE_URL": database, "RELEASES_DIR": folder}
    start, most, ended = time.perf_counter(), 0.0, 0
    child = subprocess.Popen([sys.executable, "manage.py", "cut_release"], cwd=CHECKOUT, env=environment)
    while not ended:
        time.sleep(0.1)
        # What wait4 tells of memory holds that of the process it was forked from.
        most = max(most, megabytes_of(child.pid))
        ended, status, used = os.wait4(child.pid, os.WNOHANG)
    if status:
        raise SystemExit("The release was not cut.")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, most


def megabytes_of(pid: int) -> float:
    """The most that a running process has held; 0 once it has ended."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
