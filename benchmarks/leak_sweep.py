"""The whole of the leak matrix's two tests, of which every run of the tests takes a sample; and what time tells.

Run `python -m benchmarks.leak_sweep`: every address of the site and of the desk, for every row in every state, and as
everybody; it prints how many addresses and bytes were compared. `--time` adds 500 interleaved requests for a hidden
record and for one that never was.
"""

from __future__ import annotations

import os
import subprocess
import sys

NOTES = ("addresses", "compared", "tokens", "passed", "failed", "ms,")


def main() -> int:
    """Print the figures; the tests' own status."""
    given = {"LEAK_SWEEP": "full"} | ({"LEAK_TIME": "yes"} if "--time" in sys.argv else {})
    command = [sys.executable, "-m", "pytest", "tests/leak", "-q", "-s", "--log-disable=config.operations.requests"]
    with subprocess.Popen(command, env=os.environ | given, stdout=subprocess.PIPE, text=True) as running:
        for line in running.stdout or ():
            if any(note in line for note in NOTES) or line.startswith("E "):
                sys.stdout.write(line)
                sys.stdout.flush()
    return running.returncode


if __name__ == "__main__":
    raise SystemExit(main())
