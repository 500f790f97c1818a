"""What whole lists cost, written as they are sent: CSV, NDJSON and GeoJSON of all attacks, beside the bare view.

Run `python -m benchmarks.whole_lists [ATTACKS]` in the checkout. Our rows have about three times the members of the
bare view's, and its GeoJSON is features without their collection; the limit of twice its time allows for both.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import statistics
import sys
import threading
import urllib.request
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

import django
from django.db import connection

from benchmarks import site
from config import servers

ROUNDS = 3
FIRST_BYTE, OF_BARE, MEGABYTES, FAILURES = 0.1, 2.0, 40.0, 0
"""Seconds to the first byte, times the bare view's whole time, memory above idle, and small lists that failed."""
SAMPLED, ASKED, WARMING = 0.02, 0.05, 16
"""Seconds between two looks at the memory, between two small lists, and small lists that nobody counts."""
ASKERS, PATIENCE = 32, 120

FORMATS = {
    "csv": "/api/v1/attacks/?format=csv",
    "ndjson": "/api/v1/attacks/?format=ndjson",
    "geojson": "/api/v1/attacks/?format=geojson&limit=all",
}
SMALL = "/api/v1/attacks/?limit=10&datetime={day}/.."
DAYS = (date(1001, 1, 1) + timedelta(days=number) for number in count())
"""Each is asked from once, so that no kept answer is told."""


@dataclass(frozen=True)
class Stream:
    """One download: seconds to the first byte of the body and to the last, and how many there were."""

    first: float
    whole: float
    size: int


@dataclass
class Beside:
    """What went on beside downloads: megabytes above idle at most, seconds of each small list, those that failed."""

    megabytes: float = 0.0
    answered: list[float] = field(default_factory=list)
    failures: int = 0


def main(attacks: int) -> None:
    """Print a line for each format; exit with 1 if a limit is missed."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    missed = 0
    with servers.in_use():
        django.setup()
        with site.database_with(attacks) as name:
            address = site.database_address(name)
            connection.close()
            for style in FORMATS:
                with (
                    site.web("config.wsgi", address) as (ours, master),
                    site.web("benchmarks.peers.wsgi", address) as (peers, _),
                ):
                    missed += measured(style, ours, master, peers)
    raise SystemExit(1 if missed else 0)


def measured(style: str, ours: str, master: int, peers: str) -> bool:
    """Print one line; true if a limit is missed."""
    own, bare = ours + FORMATS[style], f"{peers}/bare/whole.{style}"
    warmed(ours, own, bare)
    idle = memory(master)
    # In turn, and with nothing beside: noise only ever adds.
    rounds = [(downloaded(own), downloaded(bare)) for _ in range(ROUNDS)]
    found = Beside()
    for _ in range(ROUNDS):
        with accompanied(found, ours, master, idle):
            downloaded(own)
    first = min(told.first for told, _ in rounds)
    whole, of_bare = (min(told.whole for told in column) for column in zip(*rounds, strict=True))
    missed = {
        "first byte": first > FIRST_BYTE,
        "whole": whole > OF_BARE * of_bare,
        "memory": found.megabytes > MEGABYTES,
        "small lists": found.failures > FAILURES or not found.answered,
    }
    sizes = [told.size / 1e6 for told in rounds[0]]
    say(
        f"{style:8} first byte {first:6.3f} s (at most {FIRST_BYTE:g})"
        f"  whole {whole:6.2f} s, {sizes[0]:.0f} MB; bare {of_bare:5.2f} s, {sizes[1]:.0f} MB:"
        f" {whole / of_bare:4.2f} times (at most {OF_BARE:g})"
        f"  memory {found.megabytes:+5.1f} MB (at most {MEGABYTES:g})  {small(found)}"
        + "".join(f"  MISSED: {name}" for name, is_missed in missed.items() if is_missed)
    )
    return any(missed.values())


def small(found: Beside) -> str:
    """The small lists in words."""
    times = found.answered or [0.0]
    return (
        f"small lists beside: {len(found.answered)} answered, median {statistics.median(times):.3f} s,"
        f" slowest {max(times):.3f} s, {found.failures} failed (at most {FAILURES})"
    )


def warmed(ours: str, *streams: str) -> None:
    """Ask everything once, and of every process: what a process loads at its first answer is no stream's memory."""
    for address in streams:
        downloaded(address)
    with ThreadPoolExecutor(WARMING) as askers:
        list(askers.map(lambda _: ask(another(ours)), range(WARMING)))
    for address in streams:
        downloaded(address)


def downloaded(address: str) -> Stream:
    """Read an answer to its end, and keep nothing of it. Raises RuntimeError if it is a failure."""
    parts = urlsplit(address)
    line = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=PATIENCE)
    with contextlib.closing(line):
        began = perf_counter()
        line.request("GET", f"{parts.path}?{parts.query}")
        answer = line.getresponse()
        size = len(answer.read1(65_536))
        first = perf_counter() - began
        held = bytearray(1 << 18)
        while got := answer.readinto(held):
            size += got
        if answer.status != 200:
            raise RuntimeError(f"{address}: {answer.status}")
        return Stream(first, perf_counter() - began, size)


def ask(address: str) -> float:
    """Seconds of one answer. Raises OSError if it is a failure."""
    began = perf_counter()
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
        answer.read()
    return perf_counter() - began


def another(ours: str) -> str:
    return ours + SMALL.format(day=next(DAYS))


@contextlib.contextmanager
def accompanied(found: Beside, ours: str, master: int, idle: float) -> Iterator[None]:
    """Meanwhile, look at the memory, and ask for small lists whether those before were answered or not."""
    over = threading.Event()
    asked: list[Future[float]] = []

    def watch() -> None:
        while not over.wait(SAMPLED):
            found.megabytes = max(found.megabytes, memory(master) - idle)

    def go_on() -> None:
        while not over.wait(ASKED):
            asked.append(askers.submit(ask, another(ours)))

    with ThreadPoolExecutor(ASKERS) as askers:
        threads = [threading.Thread(target=each) for each in (watch, go_on)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()
    for future in asked:
        if future.exception():
            found.failures += 1
        else:
            found.answered.append(future.result())


def memory(master: int) -> float:
    """Megabytes that the workers of a web process hold, together."""
    workers = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in workers)
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
