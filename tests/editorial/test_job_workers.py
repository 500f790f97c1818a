"""Jobs by real workers: what happens to a job, and to the worker, when one of them ends the other."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from editorial import jobs
from editorial.choices import JobState
from editorial.models import Job
from editorial.tasks import run_job
from tests import worker
from tests.tasks import make_ledger, steps_by_job
from tests.worker import children, send, until

pytestmark = pytest.mark.worker

KILLED = "killed"
"""The queue of workers that are killed."""


def state_of(job: Job) -> JobState:
    return JobState(Job.objects.get(pk=job.pk).state)


def has_ended(job: Job) -> bool:
    return state_of(job) not in {JobState.WAITING, JobState.RUNNING}


def test_a_job_whose_worker_is_killed_is_taken_up_by_the_next_one(celery_worker: subprocess.Popen[bytes]) -> None:
    job = jobs.ask("tests.slow_count", of=8)
    send()
    assert until(lambda: Job.objects.get(pk=job.pk).steps_done >= 2)

    for child in children(celery_worker.pid):
        os.kill(child, signal.SIGKILL)

    assert until(lambda: send() and has_ended(job))
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (JobState.DONE, {"counted": 8}, 2)


def test_a_job_that_kills_its_worker_three_times_is_set_aside_and_the_next_one_is_done(
    celery_worker: subprocess.Popen[bytes],
) -> None:
    deadly, next_one = jobs.ask("tests.kills_its_worker"), jobs.ask("tests.slow_count", of=1)

    assert until(lambda: send() and has_ended(deadly) and has_ended(next_one))

    deadly.refresh_from_db()
    assert (deadly.state, deadly.attempts, deadly.deaths) == (JobState.SET_ASIDE, 3, 3)
    assert state_of(next_one) == JobState.DONE


@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("tests.needs_too_much", "It needed more memory than there was."),
        ("tests.waits_for_the_database", "It took longer than a job may take."),
    ],
)
def test_too_much_memory_or_time_ends_the_job_and_not_the_worker(
    celery_worker: subprocess.Popen[bytes], kind: str, problem: str
) -> None:
    greedy, next_one = jobs.ask(kind), jobs.ask("tests.slow_count", of=1)
    before = children(celery_worker.pid)
    for job in (greedy, next_one):
        run_job.apply_async((job.pk,), soft_time_limit=4)

    assert until(lambda: has_ended(greedy) and has_ended(next_one))

    greedy.refresh_from_db()
    assert (greedy.state, greedy.problem) == (JobState.FAILED, problem)
    assert state_of(next_one) == JobState.DONE
    assert children(celery_worker.pid) == before


@pytest.fixture
def ledger(transactional_db: None) -> Iterator[None]:
    make_ledger()
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE ledger")


def test_whole_workers_are_killed_and_each_jobs_steps_are_done_once(
    ledger: None, slot: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editorial.models.jobs.AGAIN_AFTER", timedelta(seconds=2))
    asked = [jobs.ask("tests.ledger", of=8) for _ in range(3)]

    for done_before in (0, 1):
        with worker.running(slot, log=tmp_path / "log", queue=KILLED):
            assert until(partial(sent_and_written, done_before))
        # The block's end kills the worker, its children and all, in the middle of a job.
    with worker.running(slot, log=tmp_path / "log", queue=KILLED):
        assert until(lambda: send(KILLED) and all(map(has_ended, asked)))

    assert [state_of(job) for job in asked] == [JobState.DONE] * 3
    written = steps_by_job()
    assert [[step for step, _ in written[job.pk]] for job in asked] == [list(range(1, 9))] * 3
    assert max(attempt for lines in written.values() for _, attempt in lines) > 1


def sent_and_written(more_than: int) -> bool:
    """Whether more lines than so many stand in the ledger."""
    return send(KILLED) and sum(map(len, steps_by_job().values())) > more_than
