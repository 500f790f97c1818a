"""Tasks that only the tests' worker knows."""

from __future__ import annotations

import os
import signal
import time

from celery import shared_task
from django.contrib.auth.models import Group
from django.db import connection, transaction

from editorial import jobs


@shared_task(name="tests.make_group")
def make_group(name: str) -> None:
    Group.objects.get_or_create(name=name)


@jobs.handles("tests.slow_count")
def slow_count(progress: jobs.Progress) -> jobs.Result:
    """Counts slowly, so that something can happen on the way."""
    steps = progress.job.arguments["of"]
    for step in range(1, steps + 1):
        time.sleep(0.3)
        progress.step(step, steps)
    return {"counted": steps}


@jobs.handles("tests.kills_its_worker")
def kill_its_worker(progress: jobs.Progress) -> jobs.Result:
    """Gets as far as its first step each time, and takes the process with it."""
    progress.step(1, 2)
    os.kill(os.getpid(), signal.SIGKILL)
    return {}


@jobs.handles("tests.needs_too_much")
def need_too_much(_progress: jobs.Progress) -> jobs.Result:
    """More memory than any machine has."""
    return {"size": len(bytearray(1 << 60))}


@jobs.handles("tests.waits_for_the_database")
def wait_for_the_database(_progress: jobs.Progress) -> jobs.Result:
    """One statement that takes long, outside of any transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s)", [20])
    return {}


@jobs.handles("tests.ledger")
def write_ledger(progress: jobs.Progress) -> jobs.Result:
    """A line for each step, in one transaction with the step's being noted: nothing else keeps a line from being two.

    The table is `ledger`, which `make_ledger` makes.
    """
    steps = progress.job.arguments["of"]
    for step in range(progress.job.steps_done + 1, steps + 1):
        time.sleep(0.25)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO ledger VALUES (%s, %s, %s)", [progress.job.pk, step, progress.job.attempts])
            progress.step(step, steps)
    return {"written": steps}


def make_ledger() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS ledger"
            " (job bigint, step int, attempt int, written bigint GENERATED ALWAYS AS IDENTITY)"
        )


def steps_by_job() -> dict[int, list[tuple[int, int]]]:
    """Each job's lines as they were written, one after the other: the step and the attempt that did it."""
    found: dict[int, list[tuple[int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT job, step, attempt FROM ledger ORDER BY written")
        for job, step, attempt in cursor.fetchall():
            found.setdefault(job, []).append((step, attempt))
    return found
