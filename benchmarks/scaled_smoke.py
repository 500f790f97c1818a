"""Requests per second through nginx with one web and with three, and while 300 slow clients hold on.

Run `python -m benchmarks.scaled_smoke [SECONDS]`, with Debian's packages of PostgreSQL, Redis and nginx.
"""

from __future__ import annotations

import sys

from tests.production.smoke import API, prepare, start
from tests.production.stack import Stack
from tests.production.traffic import rate, slow_clients

PATHS = ("/", API, "/api/v1/attacks/?limit=20")
SLOW = 300
LARGE = "/api/v1/attacks/?format=csv"


def main() -> None:
    """Print the rates one below the other."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 15.0
    for webs in (1, 3):
        with Stack(webs=webs, workers=0) as stack:
            prepare(stack)
            start(stack)
            rate(stack.asker(), PATHS, 2)
            tell(f"{webs} webs", *rate(stack.asker(), PATHS, seconds))
            with slow_clients(stack.asker(), SLOW, LARGE):
                tell(f"{webs} webs, {SLOW} slow clients", *rate(stack.asker(), PATHS, seconds))


def tell(what: str, per_second: float, loop: object) -> None:
    sys.stdout.write(f"{what}: {per_second:.0f} requests a second, {loop}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
