"""Jobs: asked for once, run by one worker at a time, taken up again when a worker dies, stopped when asked.

The database, not the broker, says what is to be done: a message only names a job. While a worker runs a job it holds
an advisory lock on a connection of its own, which PostgreSQL drops at the moment the worker is gone.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from celery.utils.log import get_task_logger
from django.db import Error, connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, PositiveIntegerField, Value, When
from django.db.models.functions import Greatest, Now
from psycopg import pq

from editorial.choices import JobState
from editorial.models import Job, User
from editorial.models.jobs import LOCK_CLASS
from editorial.requestid import on_request, request_id

log = get_task_logger(__name__)

MOST_DEATHS = 3
"""A job over which so many workers die in a row, without getting further than before, is set aside."""

COUNT = PositiveIntegerField()
HEED_EVERY = 0.5
"""Seconds between two looks at whether a job was asked to stop, however often its handler looks up."""

Result = dict[str, Any]
Handler = Callable[["Progress"], Result]
HANDLERS: dict[str, Handler] = {}


class StoppedError(Exception):
    """Somebody asked the job to stop."""


class TakenOverError(Exception):
    """This worker lost its hold on the job, as by a restart of the database, and another one has begun it anew."""


class Progress:
    """What a handler has in hand: its job, and how it says how far it is.

    `watch` is the connection by which it sees what others ask of the job, whatever transaction the handler is in.
    """

    def __init__(self, job: Job, watch: BaseDatabaseWrapper | None = None) -> None:
        self.job = job
        self._watch = watch or connections["default"]
        self._next_look = 0.0

    def step(self, done: int, of: int | None = None) -> None:
        """Note how many steps are done; raises StoppedError where the job was asked to stop.

        Call it in the transaction that holds what the step did, or outside of any: one begun anew may pass steps that
        it has done before, and only one that it never did before is progress that forgives a worker's death.
        """
        mine = Job.objects.filter(pk=self.job.pk, attempts=self.job.attempts)
        noted = mine.update(
            steps_done=Greatest("steps_done", Value(done), output_field=COUNT),
            steps=of,
            deaths=Case(When(steps_done__lt=done, then=Value(0)), default="deaths", output_field=COUNT),
        )
        if not noted:
            raise TakenOverError
        if mine.filter(stop_asked=True).exists():
            raise StoppedError

    def heed(self) -> None:
        """Raise StoppedError where the job was asked to stop. Costs next to nothing; call it as often as you like."""
        if time.monotonic() < self._next_look:
            return
        with self._watch.cursor() as cursor:
            cursor.execute("SELECT stop_asked, attempts FROM editorial_job WHERE id = %s", [self.job.pk])
            stop_asked, attempts = cursor.fetchone() or (False, self.job.attempts)
        if attempts != self.job.attempts:
            raise TakenOverError
        if stop_asked:
            raise StoppedError
        self._next_look = time.monotonic() + HEED_EVERY


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Make a function the handler of a kind of job. It must be able to begin again where another left off."""

    def register(handler: Handler) -> Handler:
        HANDLERS[kind] = handler
        return handler

    return register


def ask(kind: str, *, key: str = "", owner: User | None = None, **arguments: str | int) -> Job:
    """Ask for a job; one with the same key is asked for once and found again."""
    if not key:
        return Job.objects.create(kind=kind, owner=owner, arguments=arguments, request_id=request_id.get())
    told = {"owner": owner, "arguments": arguments, "request_id": request_id.get()}
    return Job.objects.get_or_create(kind=kind, key=key, defaults=told)[0]


def stop(job: Job) -> None:
    """Ask a job to stop: at once if it waits, when its handler looks up next if it runs."""
    Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.STOPPED, finished_at=Now())
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(stop_asked=True)


def run_again(job: Job) -> None:
    """Let an ended job wait for a worker once more."""
    ended = Job.objects.filter(pk=job.pk).exclude(state__in=[JobState.WAITING, JobState.RUNNING])
    ended.update(
        state=JobState.WAITING, stop_asked=False, deaths=0, sent_at=None, problem="", result=None,
        steps_done=0, steps=None, started_at=None, finished_at=None,
    )  # fmt: skip


def take_to_send(most: int = 100) -> list[int]:
    """The keys of jobs whose message is to be sent now, marked as sent; two clocks at once share them out."""
    with transaction.atomic():
        keys = list(
            Job.objects.to_be_sent()
            .select_for_update(skip_locked=True)
            .order_by("id")
            .values_list("pk", flat=True)[:most]
        )
        Job.objects.filter(pk__in=keys).update(sent_at=Now())
    return keys


def run(pk: int) -> None:
    """Run the job, unless a worker has it in hand, or it has ended."""
    with _in_hand(pk) as keeper:
        if keeper and (job := _begin(pk)):
            with on_request(job.request_id, job.pk):
                _run(job, keeper)


def _run(job: Job, keeper: BaseDatabaseWrapper) -> None:
    try:
        state, result, problem = _outcome(job, keeper)
    except TakenOverError:
        log.warning("job %s was taken over by another worker", job.pk)
        return
    finally:
        _put_right()
    if state == JobState.FAILED and not keeper.is_usable():
        # The database was gone, which says nothing of the job: it is taken up again.
        log.warning("job %s lost its connection", job.pk)
    else:
        _end(job, state, result, problem)


def _begin(pk: int) -> Job | None:
    job = Job.objects.open().filter(pk=pk).first()
    if job is None:
        return None
    died = job.state == JobState.RUNNING
    if died and job.stop_asked:
        _end(job, JobState.STOPPED, None, "")
        return None
    if died and job.deaths + 1 >= MOST_DEATHS:
        Job.objects.filter(pk=pk).update(deaths=F("deaths") + 1)
        _end(job, JobState.SET_ASIDE, None, f"{MOST_DEATHS} workers died over it.")
        return None
    Job.objects.filter(pk=pk).update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, deaths=F("deaths") + int(died), started_at=Now()
    )
    job.refresh_from_db()
    return job


def _outcome(job: Job, keeper: BaseDatabaseWrapper) -> tuple[JobState, Result | None, str]:
    if job.kind not in HANDLERS:
        return JobState.FAILED, None, f"Nothing here handles {job.kind}."
    try:
        return JobState.DONE, HANDLERS[job.kind](Progress(job, keeper)), ""
    except StoppedError:
        return JobState.STOPPED, None, ""
    except TakenOverError:
        raise
    except SoftTimeLimitExceeded:
        return JobState.FAILED, None, "It took longer than a job may take."
    except MemoryError:
        return JobState.FAILED, None, "It needed more memory than there was."
    except Exception as error:
        # A job's failure is the job's alone: it is told to staff, and the worker goes on.
        log.exception("job %s failed", job.pk)
        return JobState.FAILED, None, f"{type(error).__name__}: {error}"


def _put_right() -> None:
    """Whatever broke off a query, as the time limit does, leaves a connection that takes no other."""
    opened = connection.connection
    if opened and opened.info.transaction_status == pq.TransactionStatus.ACTIVE:
        connection.close()
    elif not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()


def _end(job: Job, state: JobState, result: Result | None, problem: str) -> None:
    mine = Job.objects.filter(pk=job.pk, attempts=job.attempts)
    mine.update(state=state, result=result, problem=problem, finished_at=Now())
    if state in {JobState.FAILED, JobState.SET_ASIDE}:
        log.error("job %s (%s): %s", job.pk, job.kind, state.value)


@contextmanager
def _in_hand(pk: int) -> Iterator[BaseDatabaseWrapper | None]:
    """A connection of its own that holds the job's lock until the end, or None where another process has the job."""
    keeper = connections["default"].copy()
    try:
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, pk])
            mine = cursor.fetchone()[0]
        try:
            yield keeper if mine else None
        finally:
            if mine:
                _let_go(keeper, pk)
    finally:
        keeper.close()


def _let_go(keeper: BaseDatabaseWrapper, pk: int) -> None:
    """Give the lock up: a pool would keep it with the connection. One that can say nothing any more loses it so."""
    try:
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, pk])
    except Error:
        keeper.connection.close()
