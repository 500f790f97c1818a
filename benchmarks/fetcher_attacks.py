"""How many addresses were tried against the fetcher, and how many connections a canary on this machine counted."""

from __future__ import annotations

import sys

from tests.canary import listening
from tests.hostile import REDIRECTOR, attacks, refused


def main() -> int:
    """Print the figures; 1 if the canary was reached, or an attack not refused."""
    with listening("127.0.0.1") as canary, listening(REDIRECTOR, canary.port) as redirector:
        outcomes = [refused(url, limits) for url, limits in attacks(canary, redirector)]
    through = outcomes.count(False)
    sys.stdout.write(f"{len(outcomes)} attacks, {through} not refused; canary connections: {canary.connections}\n")
    return int(bool(canary.connections or through))


if __name__ == "__main__":
    raise SystemExit(main())
