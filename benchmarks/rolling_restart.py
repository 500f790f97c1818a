"""How many requests fail while webs are restarted in turn behind nginx.

Run `python -m benchmarks.rolling_restart [RESTARTS]`, with Debian's packages of PostgreSQL, Redis and nginx.
"""

from __future__ import annotations

import sys

from tests.production.smoke import LOOP, prepare, start
from tests.production.stack import Stack
from tests.production.traffic import Loop


def main() -> None:
    """Print the requests that were made and those that failed."""
    restarts = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with Stack(webs=3, workers=0) as stack:
        prepare(stack)
        start(stack)
        loop = Loop(stack.asker(), LOOP, clients=3, pause=0.02)
        with loop.going():
            for turn in range(restarts):
                stack.restart_web(turn % stack.webs + 1)
                sys.stdout.write(f"  {turn + 1}: {loop}\n")
                sys.stdout.flush()
    sys.stdout.write(f"{restarts} restarts: {loop}\n")


if __name__ == "__main__":
    main()
