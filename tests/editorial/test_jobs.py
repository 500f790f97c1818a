"""Jobs: done once, by one worker at a time, whatever dies on the way."""

import threading
import time
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F
from django.db.models.functions import Now

from editorial import jobs
from editorial.choices import JobState
from editorial.models import Job
from editorial.models.jobs import LOCK_CLASS, in_hand
from editorial.publicplane import public_plane
from tests.factories import make_user
from tests.worker import until

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


def test_a_handler_inside_the_public_plane_heeds_that_its_job_is_to_stop(handlers: dict[str, jobs.Handler]) -> None:
    def read(progress: jobs.Progress) -> jobs.Result:
        with public_plane():
            progress.heed()
            ask_elsewhere_to_stop(progress.job)
            time.sleep(jobs.HEED_EVERY)
            progress.heed()
        return {}

    handlers["test.reads"] = read
    job = jobs.ask("test.reads")
    jobs.run(job.pk)

    assert ended(job)[0] == JobState.STOPPED


def ask_elsewhere_to_stop(job: Job) -> None:
    """As a request would: on a connection of its own."""

    def ask() -> None:
        jobs.stop(job)
        connections.close_all()

    asking = threading.Thread(target=ask)
    asking.start()
    asking.join()


def test_a_worker_that_lost_its_hold_on_a_job_writes_nothing_more_of_it(handlers: dict[str, jobs.Handler]) -> None:
    def outlived(progress: jobs.Progress) -> jobs.Result:
        Job.objects.filter(pk=progress.job.pk).update(attempts=F("attempts") + 1, steps_done=7)
        progress.step(9, 10)
        return {}

    handlers["test.outlived"] = outlived
    job = jobs.ask("test.outlived")
    jobs.run(job.pk)

    assert ended(job) == (JobState.RUNNING, None, "")
    assert job.steps_done == 7


def test_a_job_whose_connection_broke_has_not_failed(handlers: dict[str, jobs.Handler]) -> None:
    def cut_off(_progress: jobs.Progress) -> jobs.Result:
        with connections["default"].cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        raise OperationalError

    handlers["test.cut_off"] = cut_off
    job = jobs.ask("test.cut_off")
    jobs.run(job.pk)
    assert ended(job)[0] == JobState.RUNNING

    handlers["test.cut_off"] = lambda _progress: {}
    jobs.run(job.pk)
    assert ended(job) == (JobState.DONE, {}, "")


@pytest.mark.parametrize("error", [SoftTimeLimitExceeded(), MemoryError()])
def test_a_job_that_ends_in_the_middle_of_a_query_says_so(
    handlers: dict[str, jobs.Handler], error: BaseException
) -> None:
    def break_off(_progress: jobs.Progress) -> jobs.Result:
        with connections["default"].cursor() as cursor:
            cursor.connection.pgconn.send_query(b"SELECT pg_sleep(5)")
        raise error

    handlers["test.breaks_off"] = break_off
    job = jobs.ask("test.breaks_off")
    jobs.run(job.pk)

    assert ended(job)[0] == JobState.FAILED


def test_the_hold_on_a_job_is_given_up_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    job = jobs.ask("test.unlucky")
    kept: list[BaseDatabaseWrapper] = []

    def keep(wrapper: BaseDatabaseWrapper) -> None:
        kept.append(wrapper)

    monkeypatch.setattr(jobs, "_begin", lambda _pk: 1 / 0)
    with monkeypatch.context() as pooled:
        # A pool keeps the connection, and the lock with it, unless that is given up.
        pooled.setattr(BaseDatabaseWrapper, "close", keep)
        with pytest.raises(ZeroDivisionError):
            jobs.run(job.pk)

    assert in_hand() == []
    assert len(kept) == 1
    kept[0].close()


def test_a_job_that_was_begun_and_is_in_nobodys_hand_is_sent_at_once() -> None:
    job = jobs.ask("test.orphan")
    assert jobs.take_to_send() == [job.pk]
    assert jobs.take_to_send() == []
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, started_at=Now())

    assert jobs.take_to_send() == [job.pk]
    assert jobs.take_to_send() == []


def test_a_job_asked_to_stop_whose_worker_died_is_not_begun_anew(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.count"] = lambda _progress: {}
    job = jobs.ask("test.count")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, stop_asked=True)

    jobs.run(job.pk)

    assert ended(job)[0] == JobState.STOPPED


def test_a_job_in_another_workers_hand_is_left_alone_and_not_sent(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.count"] = lambda _progress: {}
    job = jobs.ask("test.count")
    other = connections["default"].copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_CLASS, job.pk])

    jobs.run(job.pk)
    assert (ended(job)[0], jobs.take_to_send()) == (JobState.WAITING, [])

    other.close()
    assert until(lambda: in_hand() == [])
    assert jobs.take_to_send() == [job.pk]
    assert jobs.take_to_send() == []


def test_a_job_over_which_three_workers_died_in_a_row_is_set_aside(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.deadly"] = lambda _progress: {}
    job = jobs.ask("test.deadly")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, deaths=jobs.MOST_DEATHS - 1)

    jobs.run(job.pk)

    assert ended(job) == (JobState.SET_ASIDE, None, "3 workers died over it.")


def test_a_step_that_was_done_before_forgives_no_death(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.again"] = lambda progress: progress.step(5, 9) or {}  # type: ignore[func-returns-value]
    job = jobs.ask("test.again")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, deaths=1, steps_done=5)

    jobs.run(job.pk)

    job.refresh_from_db()
    assert (job.deaths, job.steps_done) == (2, 5)


def test_a_death_after_progress_is_forgiven(handlers: dict[str, jobs.Handler]) -> None:
    handlers["test.steady"] = lambda progress: progress.step(5, 5) or {}  # type: ignore[func-returns-value]
    job = jobs.ask("test.steady")
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, deaths=1)

    jobs.run(job.pk)

    assert ended(job)[0] == JobState.DONE
    assert job.deaths == 0
