"""What each view of the map costs the server: milliseconds and bytes, at 197 attacks (as shipped), 10,000 and 100,000.

Run `python -m benchmarks.map_views [ATTACKS ...]` in the checkout. Each view is asked of a web process on loopback, one
request at a time; every first time counts anew, since each has an address of its own. "Again" is the same address once
more, "304" the same with its ETag.
"""

from __future__ import annotations

import gzip
import http.client
import os
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from urllib.parse import urlsplit

import django
from django.db import connection

from benchmarks import site
from benchmarks.attack_set import DATASET
from config import servers

SHIPPED = 197
SIZES = (SHIPPED, 10_000, 100_000)
ROUNDS = 7
MILLISECONDS, BYTES, PACKED = 100, 500_000, 150_000
"""What a view may take, and how large it may be, as it is and compressed."""

VIEWS = {
    "all attacks": "/map/attacks.json?",
    "one weapon": "/map/attacks.json?weapon=rocket",
    "one base": "/map/attacks.json?base={base}",
    "a year": "/map/attacks.json?datetime={year}-01-01/{year}-12-31",
    "a year by week": "/map/attacks.json?by=week&datetime={year}-01-01/{year}-12-31",
    "a box": "/map/attacks.json?bbox={box}",
    "status on the day": "/map/attacks.json?status=coalition",
    "a force": "/map/attacks.json?force={force}",
    "words": "/map/attacks.json?q=village",
    "hexagons of a box": "/map/attacks.json?part=cells&zoom=9&window={box}",
    "choices": "/map/choices.json?",
    "choices, one weapon": "/map/choices.json?weapon=rocket",
    "choices, two filters": "/map/choices.json?weapon=rocket&killed_min=1",
    "choices, status": "/map/choices.json?status=coalition",
    "choices, one base": "/map/choices.json?base={base}",
    "choices, words": "/map/choices.json?q=village",
}


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the first time (median and best), again and with 304; bytes, and bytes compressed."""

    first: float
    best: float
    again: float
    unchanged: float
    size: int
    packed: int

    @property
    def over(self) -> str:
        """What is more than allowed."""
        measured = {"ms": self.first > MILLISECONDS, "B": self.size > BYTES, "gz": self.packed > PACKED}
        return " ".join(name for name, missed in measured.items() if missed)


def main(sizes: Sequence[int]) -> None:
    """Print a table for each size."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    kept = os.environ.get("BENCHMARK_DATABASE", "")
    with servers.in_use():
        django.setup()
        for attacks in sizes:
            if kept:
                os.environ["BENCHMARK_DATABASE"] = f"{kept}_{attacks}"
            with site.database_with(attacks, DATASET if attacks == SHIPPED else None) as name:
                known = named()
                address = site.database_address(name)
                connection.close()
                with site.web("config.wsgi", address, workers=1) as (origin, _):
                    table(attacks, origin, known)


def named() -> dict[str, str]:
    """What the addresses of the views name: the base with most attacks, a force, a year and a box about the middle."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mode() WITHIN GROUP (ORDER BY base_slug),"
            " extract(year FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY date_latest))::int,"
            " percentile_cont(0.5) WITHIN GROUP (ORDER BY longitude),"
            " percentile_cont(0.5) WITHIN GROUP (ORDER BY latitude) FROM attacks_publishedattack"
        )
        base, year, longitude, latitude = cursor.fetchone()
        cursor.execute("SELECT mode() WITHIN GROUP (ORDER BY force_slug) FROM handovers_publishedpresence")
        (force,) = cursor.fetchone()
    corners = (longitude - 1, latitude - 0.5, longitude + 1, latitude + 0.5)
    return {"base": base, "force": force, "year": str(year), "box": ",".join(f"{each:.2f}" for each in corners)}


def table(attacks: int, origin: str, known: dict[str, str]) -> None:
    say(f"\n{attacks:,} attacks{'ms: first':>18}{'best':>8}{'again':>8}{'304':>8}{'bytes':>12}{'gzip':>10}  over")
    client = Client(origin)
    client.ask("/map/choices.json", "warm=up")
    for view, address in VIEWS.items():
        cost = measured(client, address.format(**known))
        times = "".join(f"{each:8.1f}" for each in (cost.first, cost.best, cost.again, cost.unchanged))
        say(f"{view:22}{times}{cost.size:12,}{cost.packed:10,}  {cost.over}")


def measured(client: Client, address: str) -> Cost:
    path, _mark, query = address.partition("?")
    firsts, agains, unchanged = [], [], []
    size = packed = 0
    for turn in range(ROUNDS):
        own = f"{query}&map=6/33.{turn}/43" if query else f"map=6/33.{turn}/43"
        taken, body, etag = client.ask(path, own)
        firsts.append(taken)
        packed, size = len(body), len(gzip.decompress(body))
        agains.append(client.ask(path, own)[0])
        unchanged.append(client.ask(path, own, etag)[0])
    return Cost(statistics.median(firsts), min(firsts), min(agains), min(unchanged), size, packed)


class Client:
    """One connection to the site, kept open."""

    def __init__(self, origin: str) -> None:
        address = urlsplit(origin)
        self.connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=60)

    def ask(self, path: str, query: str, etag: str = "") -> tuple[float, bytes, str]:
        """Milliseconds until all was read, the body, and its ETag. Raises RuntimeError for a failure."""
        headers = {"Accept-Encoding": "gzip", **({"If-None-Match": etag} if etag else {})}
        began = perf_counter()
        self.connection.request("GET", f"{path}?{query}", headers=headers)
        answer = self.connection.getresponse()
        body = answer.read()
        taken = (perf_counter() - began) * 1000
        if answer.status >= 500 or (answer.status >= 400 and "warm" not in query):
            raise RuntimeError(f"{path}?{query}: {answer.status} {body[:200]!r}")
        return taken, body, answer.headers.get("ETag", "")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or SIZES)
