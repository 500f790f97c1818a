"""Whether walks of lists and changes skip or repeat anything while 50 attacks a second become public.

Run `python -m benchmarks.walk_publishing [SECONDS] [A_SECOND]` in the checkout; it works in a database of its own, with
writers that are processes of their own and hold their transactions open for a while.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from importlib import import_module

import django
from django.db import connection
from django.test.utils import setup_test_environment

from config import servers

WRITERS, LIMIT = 3, 50


def main(seconds: float = 60.0, a_second: float = 50.0) -> None:
    """Print what was walked, what was published and what went wrong; ends with an error if anything did."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    os.environ.pop("BENCHMARK_DATABASE", None)
    with servers.in_use():
        django.setup()
        setup_test_environment()
        site = import_module("benchmarks.site")
        with site.database_with(200) as name:
            wrong = walk(site.database_address(name), seconds, a_second)
    raise SystemExit(1 if wrong else 0)


def walk(database: str, seconds: float, a_second: float) -> int:
    """Walk round and round for so long; gives how much was wrong."""
    walking = import_module("tests.exchange.walking")
    walks, follower = walking.Walks(), walking.Follower()
    import_module("tests.factories").publish(walking.make_base())
    until = time.time() + seconds
    writers = [start(database, number, until, a_second / WRITERS) for number in range(WRITERS)]
    os.nice(10)  # what is published in a second comes first; walks take what is left of the processors
    while time.time() < until:
        walking.walk_all(walks, follower, LIMIT)
    published = [writer.communicate()[0].split() for writer in writers]
    in_a_second = sum(int(attacks) / float(took) for attacks, took in published)
    walking.walk_all(walks, follower, LIMIT)
    wrong = [
        *walks.wrong,
        *follower.missed(),
        *(f"not told: {slug}" for slug in set(walking.all_slugs()) - follower.slugs),
    ]
    sys.stdout.write(
        f"{sum(int(attacks) for attacks, _ in published):,} attacks published by {WRITERS} processes,"
        f" {in_a_second:.0f} a second\n"
        f"{walks.walks} walks of {walks.pages:,} pages, {len(follower.told):,} changes told: {len(wrong)} wrong\n"
        + "".join(f"  {each}\n" for each in wrong[:10])
    )
    return len(wrong)


def start(database: str, number: int, until: float, a_second: float) -> subprocess.Popen[str]:
    surroundings = {**os.environ, "DATABASE_URL": database, "SECRET_KEY": "only-for-measuring"}
    command = [sys.executable, "-m", "benchmarks.walk_publishing", "write", str(number), str(until), str(a_second)]
    return subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True)


def write(number: int, until: float, a_second: float) -> None:
    """A writer: publishes until then, and prints how many, and in how many seconds."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    walking = import_module("tests.exchange.walking")
    begun = time.monotonic()
    published = walking.publish_attacks(f"w{number}", lambda: time.time() < until, a_second, number)
    took = time.monotonic() - begun
    connection.close()
    sys.stdout.write(f"{published} {took}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["write"]:
        write(int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4]))
    else:
        main(*[float(each) for each in sys.argv[1:3]])
