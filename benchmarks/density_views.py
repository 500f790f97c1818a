"""What hexagons cost the server: those of the API, and those that the map asks for as its zoom is 5.

Run `python -m benchmarks.density_views [ATTACKS]` in the checkout. "First" was never asked before, "again" was; the
window of the map is its frame about the country, with a quarter more on each side, as the map asks for it.
"""

from __future__ import annotations

import gzip
import os
import statistics
import sys
from datetime import date, timedelta
from itertools import count

import django
from django.db import connection

from benchmarks import site
from benchmarks.map_views import Client, say
from config import servers

ROUNDS = 9
MILLISECONDS, BYTES = 50, 50_000
"""What the median of the first times may be, and how large an answer may be as it is sent."""

NUMBERS = count()
BOX = "{west:.2f},25.31,{east:.2f},40.05"
API = "/api/v1/density/?resolution=5"
MAP = "/map/attacks.json?part=cells&zoom=5"
DAYS = "&datetime={first}/{last}"
VIEWS = {
    "API, everything": f"{API}&updated_since={{since}}",
    "API, a window": f"{API}{DAYS}",
    "API, a long window": f"{API}&datetime={{long}}/..",
    "API, a box": f"{API}&bbox={BOX}",
    "API, a box and a window": f"{API}&bbox={BOX}{DAYS}",
    "API, a small box": f"{API}&bbox={{west_near:.2f}},32.9,44.8,33.6",
    "map, a box": f"{MAP}&window={BOX}",
    "map, a box and a window": f"{MAP}&window={BOX}{DAYS}",
    "map, a long window": f"{MAP}&window={BOX}&datetime={{long}}/..",
}


def main(attacks: int) -> None:
    """Print a line for each view; exit with 1 if a limit is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with servers.in_use():
        django.setup()
        with site.database_with(attacks) as name:
            address = site.database_address(name)
            first, last = days()
            connection.close()
            with site.web("config.wsgi", address, workers=1) as (origin, _):
                client = Client(origin)
                missed = [measured(client, view, path, first, last) for view, path in VIEWS.items()]
    raise SystemExit(1 if any(missed) else 0)


def days() -> tuple[date, date]:
    """The first and the last day of the attacks."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(date_latest), max(date_latest) FROM attacks_publishedattack")
        return cursor.fetchone()


def another(address: str, first: date, last: date) -> str:
    """The address with values that were not asked for before: a quarter of the days, all but the first, the frame."""
    number, quarter = next(NUMBERS), (last - first) // 4
    begin = first + quarter + timedelta(days=number)
    return address.format(
        first=begin,
        last=begin + quarter,
        long=first + timedelta(days=number),
        since=f"2001-01-01T00:00:{number % 60:02}Z",
        west=33.5 - number / 100,
        east=54 + number / 100,
        west_near=43.9 - number / 1000 * 10,
    )


def measured(client: Client, view: str, address: str, first: date, last: date) -> bool:
    """Print one line; true if a limit is missed."""

    def ask(path: str) -> tuple[float, bytes, str]:
        return client.ask(*path.split("?"))

    ask(another(address, first, last))
    firsts, agains, body = [], [], b""
    for _ in range(ROUNDS):
        path = another(address, first, last)
        taken, body, _etag = ask(path)
        firsts.append(taken)
        agains.append(ask(path)[0])
    middle, size = statistics.median(firsts), len(body)
    packed = body[:2] == b"\x1f\x8b"
    whole = len(gzip.decompress(body)) if packed else size
    missed = middle > MILLISECONDS or size > BYTES
    say(
        f"{view:26} first {middle:6.1f} ms, best {min(firsts):6.1f} (at most {MILLISECONDS})"
        f"  again {statistics.median(agains):5.1f}  {size:8,} bytes sent (at most {BYTES:,}), {whole:,} unpacked"
        f"{'  MISSED' if missed else ''}"
    )
    return missed


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
