"""Archiving a source: its page is fetched, kept for staff, and the citations that rest on it say so."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from editorial import staff_log
from editorial.choices import FetchProblem, Verification
from editorial.fetching import Fetcher, FetchError, Limits, Page
from editorial.models import Citation, Job, Record, Source, SourceArchive
from editorial.models.sourcing import HOST
from editorial.page_text import text_of
from editorial.robots import Robots

BETWEEN_FETCHES = timedelta(seconds=10)
"""How long a host is left alone between two of its pages."""

LOCK_CLASS = 7201927
"""The advisory locks of hosts that are being asked."""


class ArchivingOffError(Exception):
    """The setting ARCHIVING is off, or the source must not be fetched: nothing was asked of anybody."""


@dataclass(frozen=True)
class Fetched:
    """What came of a fetch: a page, or a problem."""

    url: str
    page: Page | None = None
    problem: FetchProblem | None = None
    status: int | None = None


def fetch(source: Source, limits: Limits | None = None) -> Fetched:
    """Fetch the source's page, as far as its host's robots.txt lets us. Raises ArchivingOffError."""
    if not settings.ARCHIVING or source.is_never_fetched or not source.url:
        raise ArchivingOffError("Archiving is off, or this source is never fetched.")
    limits = limits or Limits(user_agent=settings.ARCHIVING_USER_AGENT)
    try:
        page = Fetcher(limits, Robots(limits).allow).fetch(source.url)
    except FetchError as error:
        return Fetched(error.url, problem=error.problem, status=error.status)
    return Fetched(page.url, page, status=page.status)


@transaction.atomic
def keep(source: Source, fetched: Fetched, job: Job) -> dict[str, Any]:
    """Keep what was fetched and mark the citations; the job remembers its result with it, so it is kept once."""
    archive = _archive(source, fetched)
    archive.save()
    marked = _mark_citations(source, job) if fetched.page and text_of(fetched.page) else 0
    result = {"archive": archive.pk, "problem": archive.problem, "citations": marked}
    Job.objects.filter(pk=job.pk).update(result=result)
    return result


def _archive(source: Source, fetched: Fetched) -> SourceArchive:
    # Where a host led to may hold anything; the database takes all but a null.
    url, page = fetched.url.replace("\x00", "")[:4000], fetched.page
    if page is None:
        problem = fetched.problem or FetchProblem.CONNECTION
        return SourceArchive(source=source, url=url, status=fetched.status, problem=problem)
    before = SourceArchive.objects.kept().filter(source=source).first()
    same = before is not None and before.digest == page.digest
    return SourceArchive(
        source=source,
        url=url,
        status=page.status,
        content_type=page.content_type,
        digest=page.digest,
        size=len(page.content),
        text="" if same else text_of(page),
    )


def _mark_citations(source: Source, job: Job) -> int:
    """Citations not yet opened by anybody are now archived. Published versions stay until the next is published.

    The records' last editor stays who it was: nobody has judged anything here.
    """
    unopened = Citation.objects.filter(source=source, verification__in=[Verification.NONE, Verification.EXCERPT])
    ids = unopened.values_list("record_id", flat=True)
    records = list(Record.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    if not records:
        return 0
    staff_log.sign(job.owner or "archiving", "The page of a source was archived.")
    marked = unopened.filter(record__in=records).update(verification=Verification.ARCHIVED)
    Record.objects.filter(pk__in=records).update(revision=F("revision") + 1)
    return marked


@contextmanager
def turn_at_host(source: Source, wait: Callable[[], None]) -> Iterator[None]:
    """Have the source's host to oneself, a while after its last page was fetched; `wait` is called meanwhile."""
    host = Source.objects.annotate(host=HOST).values_list("host", flat=True).get(pk=source.pk) or ""
    while not _locked("pg_try_advisory_lock", host):
        wait()
        time.sleep(1)
    try:
        while (left := _rest(host)) > 0:
            wait()
            time.sleep(min(left, 1))
        yield
    finally:
        _locked("pg_advisory_unlock", host)


def _locked(function: str, host: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, hashtext(%s))", [LOCK_CLASS, host])
        return bool(cursor.fetchone()[0])


def _rest(host: str) -> float:
    """How many seconds the host is to be left alone yet."""
    fetches = SourceArchive.objects.filter(source__in=Source.objects.annotate(host=HOST).filter(host=host))
    last = fetches.aggregate(last=Max("fetched_at"))["last"]
    return (last + BETWEEN_FETCHES - timezone.now()).total_seconds() if last else 0.0
