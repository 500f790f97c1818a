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


def main() -> None:
    """Print the rates one below the other."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 15.0
    with Stack(webs=3, workers=0) as stack:
        prepare(stack)
        start(stack)
        measure(stack, "3 webs", seconds)
        stack.stop("web-3")
        stack.stop("web-2")
        measure(stack, "1 web", seconds)


def measure(stack: Stack, what: str, seconds: float) -> None:
    """Warm up, then alone, then beside slow clients."""
    rate(stack.asker(), PATHS, 3)
    tell(what, *rate(stack.asker(), PATHS, seconds))
    with slow_clients(stack.asker(), SLOW, PATHS[-1]):
        tell(f"{what}, {SLOW} slow clients", *rate(stack.asker(), PATHS, seconds))


def tell(what: str, per_second: float, loop: object) -> None:
    sys.stdout.write(f"{what}: {per_second:.0f} requests a second, {loop}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
