"""Jobs: done once, by one worker at a time, whatever dies on the way."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import connections

from editorial import jobs
from editorial.choices import JobState
from editorial.models import Job
from editorial.models.jobs import LOCK_CLASS
from editorial.tasks import run_job
from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def handlers(monkeypatch: pytest.MonkeyPatch) -> dict[str, jobs.Handler]:
    """Handlers of the test's own."""
    monkeypatch.setattr(jobs, "HANDLERS", found := dict[str, jobs.Handler]())
    return found


def ended(job: Job) -> tuple[JobState, Any, str]:
    job.refresh_from_db()
    return JobState(job.state), job.result, job.problem


def test_a_job_is_run_once_and_its_result_kept(handlers: dict[str, jobs.Handler]) -> None:
    ran = []
    handlers["test.count"] = lambda progress: ran.append(progress.job.pk) or {"counted": 3}  # type: ignore[func-returns-value]
    job = jobs.ask("test.count", owner=make_user())

    jobs.run(job.pk)
    jobs.run(job.pk)

    assert ended(job) == (JobState.DONE, {"counted": 3}, "")
    assert ran == [job.pk]


def test_a_job_with_a_key_is_asked_for_once() -> None:
    assert jobs.ask("test.nightly", key="2026-11-25") == jobs.ask("test.nightly", key="2026-11-25")
    assert jobs.ask("test.nightly", key="2026-11-26") != jobs.ask("test.nightly", key="2026-11-25")


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (ValueError("no such row"), "ValueError: no such row"),
        (MemoryError(), "It needed more memory than there was."),
        (SoftTimeLimitExceeded(), "It took longer than a job may take."),
    ],
)
def test_a_failing_job_says_why_and_can_be_run_again(
    handlers: dict[str, jobs.Handler], error: Exception, problem: str
) -> None:
    def fail(_progress: jobs.Progress) -> jobs.Result:
        raise error

    handlers["test.fails"] = fail
    job = jobs.ask("test.fails")
    jobs.run(job.pk)
    assert ended(job) == (JobState.FAILED, None, problem)

    handlers["test.fails"] = lambda _progress: {}
    jobs.run_again(job)
    jobs.run(job.pk)
    assert ended(job) == (JobState.DONE, {}, "")


def test_a_job_that_nobody_handles_fails_and_says_so() -> None:
    job = jobs.ask("test.unknown")
    jobs.run(job.pk)

    assert ended(job) == (JobState.FAILED, None, "Nothing here handles test.unknown.")


def test_a_running_job_stops_at_its_next_step(handlers: dict[str, jobs.Handler]) -> None:
    def long(progress: jobs.Progress) -> jobs.Result:
        progress.step(1, 10)
        jobs.stop(progress.job)
        progress.step(2, 10)
        return {}

    handlers["test.long"] = long
    job = jobs.ask("test.long")
    jobs.run(job.pk)

    assert ended(job)[0] == JobState.STOPPED
    assert (job.steps_done, job.steps) == (2, 10)


def test_a_job_in_another_workers_hand_is_left_alone_and_not_sent(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.count"] = lambda _progress: {}
    job = jobs.ask("test.count")
    other = connections["default"].copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, job.pk])

    jobs.run(job.pk)
    assert (ended(job)[0], jobs.take_to_send()) == (JobState.WAITING, [])

    other.close()
    assert jobs.take_to_send() == [job.pk]
    assert jobs.take_to_send() == []


def test_a_job_over_which_three_workers_died_in_a_row_is_set_aside(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.deadly"] = lambda _progress: {}
    job = jobs.ask("test.deadly")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, deaths=jobs.MOST_DEATHS - 1)

    jobs.run(job.pk)

    assert ended(job) == (JobState.SET_ASIDE, None, "3 workers died over it.")


def test_a_death_after_progress_is_forgiven(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.steady"] = lambda progress: progress.step(5, 5) or {}  # type: ignore[func-returns-value]
    job = jobs.ask("test.steady")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, deaths=1)

    jobs.run(job.pk)

    assert ended(job)[0] == JobState.DONE
    assert job.deaths == 0


def until(found: Callable[[], bool], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not found() and time.monotonic() < deadline:
        time.sleep(0.2)
    return found()


def test_a_job_whose_worker_is_killed_is_taken_up_by_the_next_one(celery_worker: subprocess.Popen[bytes]) -> None:
    job = jobs.ask("tests.slow_count", of=8)
    send()
    assert until(lambda: Job.objects.get(pk=job.pk).steps_done >= 2)

    for child in children(celery_worker.pid):
        os.kill(child, signal.SIGKILL)
    Job.objects.filter(pk=job.pk).update(sent_at=None)

    assert until(lambda: send() and Job.objects.get(pk=job.pk).state == JobState.DONE)
    job.refresh_from_db()
    assert (job.result, job.attempts) == ({"counted": 8}, 2)


def send() -> bool:
    for pk in jobs.take_to_send():
        run_job.delay(pk)
    return True


def children(pid: int) -> list[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(each) for each in found.split()]
