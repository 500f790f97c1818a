"""Jobs: asked for once, run by one worker at a time, taken up again when a worker dies, stopped when asked.

The database, not the broker, says what is to be done: a message only names a job. While a worker runs a job it holds
an advisory lock on a connection of its own, which PostgreSQL drops at the moment the worker is gone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from celery.utils.log import get_task_logger
from django.db import connections, transaction
from django.db.models import F
from django.db.models.functions import Now

from editorial.choices import JobState
from editorial.models import Job, User
from editorial.models.jobs import LOCK_CLASS
from editorial.requestid import on_request, request_id

log = get_task_logger(__name__)

MOST_DEATHS = 3
"""A job over which so many workers die in a row, without a step between, is set aside."""

Result = dict[str, Any]
Handler = Callable[["Progress"], Result]
HANDLERS: dict[str, Handler] = {}


class StoppedError(Exception):
    """Somebody asked the job to stop."""


class Progress:
    """What a handler has in hand: its job, and how it says how far it is."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def step(self, done: int, of: int | None = None) -> None:
        """Note how many steps are done; raises StoppedError where the job was asked to stop.

        Call it outside of transactions that may be rolled back: what is noted is what staff see at once.
        """
        Job.objects.filter(pk=self.job.pk).update(steps_done=done, steps=of, deaths=0)
        if Job.objects.filter(pk=self.job.pk, stop_asked=True).exists():
            raise StoppedError


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
    """Ask a job to stop: at once if it waits, at its next step if it runs."""
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
    with _in_hand(pk) as mine:
        if mine and (job := _begin(pk)):
            with on_request(job.request_id, job.pk):
                _end(job, *_outcome(job))


def _begin(pk: int) -> Job | None:
    job = Job.objects.open().filter(pk=pk).first()
    if job is None:
        return None
    died = job.state == JobState.RUNNING
    if died and job.deaths + 1 >= MOST_DEATHS:
        Job.objects.filter(pk=pk).update(deaths=F("deaths") + 1)
        _end(job, JobState.SET_ASIDE, None, f"{MOST_DEATHS} workers died over it.")
        return None
    Job.objects.filter(pk=pk).update(
        state=JobState.RUNNING, attempts=F("attempts") + 1, deaths=F("deaths") + int(died), started_at=Now()
    )
    job.refresh_from_db()
    return job


def _outcome(job: Job) -> tuple[JobState, Result | None, str]:
    if job.kind not in HANDLERS:
        return JobState.FAILED, None, f"Nothing here handles {job.kind}."
    try:
        return JobState.DONE, HANDLERS[job.kind](Progress(job)), ""
    except StoppedError:
        return JobState.STOPPED, None, ""
    except SoftTimeLimitExceeded:
        return JobState.FAILED, None, "It took longer than a job may take."
    except MemoryError:
        return JobState.FAILED, None, "It needed more memory than there was."
    except Exception as error:
        # A job's failure is the job's alone: it is told to staff, and the worker goes on.
        log.exception("job %s failed", job.pk)
        return JobState.FAILED, None, f"{type(error).__name__}: {error}"


def _end(job: Job, state: JobState, result: Result | None, problem: str) -> None:
    Job.objects.filter(pk=job.pk).update(state=state, result=result, problem=problem, finished_at=Now())
    if state in {JobState.FAILED, JobState.SET_ASIDE}:
        log.error("job %s (%s): %s", job.pk, job.kind, state.value)


@contextmanager
def _in_hand(pk: int) -> Iterator[bool]:
    """Whether this process has the job to itself; a connection of its own holds the lock until the end."""
    keeper = connections["default"].copy()
    try:
        with keeper.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_CLASS, pk])
            mine = cursor.fetchone()[0]
            yield mine
            if mine:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_CLASS, pk])
    finally:
        keeper.close()
