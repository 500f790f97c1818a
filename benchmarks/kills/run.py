"""One run: jobs are asked for all the time, and something is killed all the time."""

from __future__ import annotations

import itertools
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.kills.asked import Asked
from benchmarks.kills.fleet import BEATS, WORKERS, Fleet
from benchmarks.site import database_address, database_with
from tests.tasks import make_ledger

BETWEEN_JOBS, BETWEEN_KILLS = 0.5, 5.0
BROKER_IS_GONE = 3.0
PATIENCE = 90.0
"""Seconds that what is left may take once the last worker was killed."""


def run(kills: int) -> bool:
    """Whether all jobs were done once; tells what happened."""
    with tempfile.TemporaryDirectory() as folder, database_with(20) as name:
        make_ledger()
        asked, begun = Asked(), time.monotonic()
        with Fleet(Path(folder), database_address(name)).running() as fleet:
            disturb(fleet, asked, kills)
            asked.wait(PATIENCE)
            lost, twice = asked.lost(fleet.releases), asked.done_twice()
        tell(asked, lost, twice, time.monotonic() - begun)
    return not (lost or twice)


def disturb(fleet: Fleet, asked: Asked, kills: int) -> None:
    """Kill until so many kills met a job: in turn a whole worker, and the processes of one that run its tasks."""
    blows = itertools.cycle([(worker, whole) for whole in (True, False) for worker in range(1, WORKERS + 1)])
    restart_at = kills // 2
    while asked.kills < kills:
        let_work(asked, BETWEEN_KILLS)
        if asked.kills == restart_at:
            fleet.restart_broker(BROKER_IS_GONE)
            restart_at = -1
        strike(fleet, asked, *next(blows))
        say(asked)


def let_work(asked: Asked, seconds: float) -> None:
    """Ask for jobs for so long, and until one is under way."""
    until = time.monotonic() + seconds
    while time.monotonic() < until or not asked.under_way():
        asked.ask()
        asked.note_resumed()
        time.sleep(BETWEEN_JOBS)


def strike(fleet: Fleet, asked: Asked, number: int, whole: bool) -> None:
    """Kill, and see whose work that cut off; a worker that is gone is started anew, as its keeper would."""
    name, before = f"worker-{number}", asked.under_way()
    if whole:
        fleet.kill(name)
    else:
        fleet.kill_children(name)
    time.sleep(0.3)
    asked.note_cuts(before)
    if whole:
        fleet.start_worker(name)


def say(asked: Asked) -> None:
    sys.stdout.write(f"  {asked.kills}: {len(asked.keys)} asked for, {asked.cuts} cut off, {len(asked.cut)} waiting\n")
    sys.stdout.flush()


def tell(asked: Asked, lost: list[str], twice: list[str], seconds: float) -> None:
    sys.stdout.write(
        f"{len(asked.keys)} jobs in {seconds:.0f} s, {WORKERS} workers of two processes, {BEATS} beats; {asked.kills}"
        f" kills cut {asked.cuts} off, the broker lost all once\n"
        f"lost {len(lost)}, done twice {len(twice)}\n"
        f"{asked.begun_again()} were begun again, at most {max(asked.waits, default=0):.1f} s after the kill;"
        f" the slowest took {asked.slowest():.1f} s\n"
    )
    for line in [*lost, *(f"twice: {each}" for each in twice)]:
        sys.stdout.write(f"  {line}\n")
