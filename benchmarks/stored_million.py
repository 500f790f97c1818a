"""What a question costs with ten times as much stored: 1,000,000 attacks beside 100,000, in one run.

Run `python -m benchmarks.stored_million [ATTACKS [TIMES]]` in the checkout; `20000` tries it in some minutes. The
larger record holds the smaller one, and the same again in other countries, at bases of their own: no base has more
attacks than it had, and what lies in one country is a tenth of all.

An answer's cost must follow what it tells, so both are asked what has the same answer, or one as long: the newest
hundred of all, of five years and around the earth, and the timelines of five years, which hold over 10,000 entries in
either; the deadliest hundred, a box and a window of days in the first country, changes, a base's timeline, one attack,
the density of a box. A count up to 10,000 is beside each list and ends there in both. Not measured is what must grow,
since ten times as many rows are counted: the density or the sums of everything, and shorter windows of days in all
countries. Of fewer than 10,000 attacks the lists' counts differ too.

Each question is asked in turn of both, one at a time and always another; the ratio is that of the medians.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
from dataclasses import dataclass
from urllib.parse import quote

import django
from django.core.signing import Signer
from django.db import connection

from benchmarks import site
from benchmarks.map_views import Client, say
from benchmarks.million.spread import database_of_more
from config import servers

AT_MOST = 1.3
"""How many times as long a question may take."""
WARMING, ROUNDS = 10, 60
UNHEEDED = 0.2
"""Milliseconds that are not told apart: less than a request differs from the next."""

BOX = "bbox={west:.5f},{south:.5f},44.5,31.9"
DAYS = "datetime={year}-01-{day:02}/{year}-12-31"
QUESTIONS = {
    "100 attacks": "/api/v1/attacks/?limit=100",
    "1000 attacks as GeoJSON": "/api/v1/attacks/?format=geojson&limit=1000",
    "100 in another box and window": f"/api/v1/attacks/?{BOX}&{DAYS}&limit=100",
    "1000 in another box as GeoJSON": f"/api/v1/attacks/?format=geojson&{BOX}&limit=1000",
    "100 in another five years": "/api/v1/attacks/?datetime={from_year}-01-{day:02}/{to_year}-12-31&limit=100",
    "100 in a box around the earth": "/api/v1/attacks/?bbox=-180,{down:.5f},180,{up:.5f}&limit=100",
    "the 100 with the most killed": "/api/v1/attacks/?sort=-killed&limit=100",
    "all timelines in five years": "/api/v1/timeline/?datetime={from_year}-01-{day:02}/{to_year}-12-31&limit=100",
    "the same, newest first": "/api/v1/timeline/?datetime={from_year}-01-{day:02}/{to_year}-12-31&limit=100&sort=-date",
    "changes since one": "/api/v1/changes/?since={since}&limit=100",
    "a base's timeline, from a day": "/api/v1/bases/{base}/timeline/?limit=1000&sort=date&datetime=1{turn:03}-01-01/..",
    "one attack": "/api/v1/attacks/{attack}/",
    "density of another box": f"/api/v1/density/?{BOX}",
    "density of a box and a window": f"/api/v1/density/?{BOX}&{DAYS}",
}
BASE = "base-7"


@dataclass(frozen=True)
class Known:
    """What both hold: slugs of attacks, the last number of the smaller one's log, and the year in the middle."""

    slugs: list[str]
    last: int
    year: int


def main(attacks: int, times: int) -> None:
    """Print a line for each question; exit with 1 if one takes too many times as long."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    with servers.in_use():
        django.setup()
        with site.database_with(attacks) as name:
            known = what_both_hold()
            connection.close()
            with (
                database_of_more(name, times - 1) as more,
                site.web("config.wsgi", site.database_address(name), workers=1) as (small, _),
                site.web("config.wsgi", site.database_address(more), workers=1) as (large, _),
            ):
                say(f"{attacks:,} attacks and {attacks * times:,}; milliseconds of one request after another")
                clients = Client(small), Client(large)
                missed = [told(each, clients, known) for each in QUESTIONS]
    raise SystemExit(1 if any(missed) else 0)


def what_both_hold() -> Known:
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug FROM attacks_publishedattack ORDER BY id LIMIT 1000")
        slugs = [slug for (slug,) in cursor.fetchall()]
        cursor.execute(
            "SELECT (SELECT max(seq) FROM editorial_publiclogentry),"
            " extract(year FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY date_latest))::int"
            " FROM attacks_publishedattack"
        )
        return Known(slugs, *cursor.fetchone())


def told(question: str, clients: tuple[Client, Client], known: Known) -> bool:
    """Print one line; true if the limit is missed."""
    taken: tuple[list[float], list[float]] = [], []
    sizes = [0, 0]
    for turn in range(WARMING + ROUNDS):
        path, query = address(question, turn, known)
        for place, client in enumerate(clients):
            milliseconds, body, _etag = client.ask(path, query)
            if turn >= WARMING:
                taken[place].append(milliseconds)
                sizes[place] += len(body)
    small, large = (statistics.median(each) for each in taken)
    missed = large > small * AT_MOST + UNHEEDED
    say(
        f"{question:32} {small:7.1f} {large:7.1f}  {large / small:5.2f} times (at most {AT_MOST:g})"
        f"  {sizes[0] // ROUNDS:9,} and {sizes[1] // ROUNDS:9,} bytes{'  MISSED' if missed else ''}"
    )
    return missed


def address(question: str, turn: int, known: Known) -> tuple[str, str]:
    """The question as it is asked in one turn: the same of both, and another in each turn."""
    chance = random.Random(turn)  # noqa: S311
    given = {
        "west": chance.uniform(43.0, 43.9),
        "south": chance.uniform(30.0, 30.9),
        "down": chance.uniform(-89, -80),
        "up": chance.uniform(80, 89),
        "year": known.year,
        "from_year": known.year - 2,
        "to_year": known.year + 2,
        "day": chance.randint(1, 28),
        "turn": turn,
        "attack": known.slugs[turn],
        "base": BASE,
        "since": quote(cursor_at(chance.randint(known.last // 10, known.last // 2)), safe=""),
    }
    path, _mark, query = QUESTIONS[question].format(**given).partition("?")
    # One more ampersand asks the same, of another address: no kept answer is told.
    return path, query + "&" * (turn + 1)


def cursor_at(seq: int) -> str:
    """Signed as the measured site signs it."""
    return Signer(key=site.KEY, salt="exchange.api.cursors").sign_object(["changes", False, [seq]])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 10)
