"""Requests for correction: taken in from anybody, settled by the editors with an answer in public or a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import receipts
from editorial.choices import RequestState, Retraction
from editorial.models import CorrectionRequest, Erasure, Published, PublishedAnswer, Record, User
from editorial.publishing import published_model


class TooManyRequestsError(Exception):
    """So many requests wait that no more are taken for now; nothing was kept."""


@dataclass(frozen=True)
class Settlement:
    """What the public is told. An answer stands on the record's page; a refusal's reason does where `on_page` says so.

    `asked` says in the editors' words what the request was about: the sender's own words are never shown.
    """

    state: RequestState
    answer: str
    asked: str = ""
    on_page: bool = True
    not_before: datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Whether the record's page is to show it."""
        return self.on_page or self.state == RequestState.ANSWERED


def receive(version: Published, said: str, source_url: str) -> str:
    """Take in what somebody says is wrong with a public version; returns the receipt. Raises TooManyRequestsError.

    It works as the public's role: a function of the database is the only thing that this role may write with.
    """
    given: list[str | int] = [receipts.new_receipt(), version.record_id, version.version, said, source_url]
    with connection.cursor() as cursor:
        cursor.execute("SELECT editorial_receive_correction_request(%s, %s, %s, %s, %s)", given)
        if receipt := cursor.fetchone()[0]:
            return receipt
    raise TooManyRequestsError


@transaction.atomic
def settle(request: CorrectionRequest, told: Settlement, *, by: User) -> None:
    """Answer a request in public, or decline it with a reason; what was told before ends.

    Refuses (ValidationError) without words for the public, or an instant in the past.
    """
    request = CorrectionRequest.objects.select_for_update().get(pk=request.pk)
    _refuse_without_words(told)
    record = home_of(request.record)
    erased = is_erased(record)
    _end(PublishedAnswer.objects.filter(request=request), told.not_before or TransactionNow())
    PublishedAnswer.objects.create(
        request=request,
        receipt=request.receipt,
        record_id=record.pk,
        state=told.state,
        on_page=not erased and told.is_shown,
        asked="" if erased else told.asked.strip(),
        answer="" if erased else told.answer.strip(),
        **_since(told.not_before),
    )
    request.state, request.settled_by, request.settled_at = told.state, by, timezone.now()
    request.save()


def _since(instant: datetime | None) -> dict[str, datetime]:
    return {"answered_at": instant, "published_from": instant} if instant else {}


def _refuse_without_words(told: Settlement) -> None:
    if not told.answer.strip():
        raise ValidationError({"answer": _("Say what the public is to read.")}, code="answer")
    if told.is_shown and not told.asked.strip():
        raise ValidationError({"asked": _("Say in your own words what the request was about.")}, code="asked")
    if told.not_before and told.not_before <= timezone.now():
        raise ValidationError({"not_before": _("That instant has passed.")}, code="past")


def _end(answers: QuerySet[PublishedAnswer], at: datetime | TransactionNow) -> None:
    """What is in force ends at an instant; what waits for its own is taken back."""
    answers.filter(published_from__gt=TransactionNow()).delete()
    answers.filter(published_until__gt=TransactionNow()).update(published_until=at)


def home_of(record: Record) -> Record:
    """The record on whose page its readers end up: itself, or what it was merged into."""
    versions = published_model(record.kind)._default_manager.covering()  # type: ignore[attr-defined]
    tombstone = versions.filter(record=record.pk, retraction=Retraction.MERGED).first()
    return home_of(Record.objects.get(kind=record.kind, slug=tombstone.merged_into)) if tombstone else record


@transaction.atomic
def show_answers(record: Record) -> None:
    """Show the answers to what was said of a record where its readers end up now: after a merge, and after its undoing.

    Each keeps the day on which it was given.
    """
    home, about = home_of(record).pk, Q(record_id=record.pk) | Q(request__record=record)
    moving = PublishedAnswer.objects.filter(about, published_until__gt=TransactionNow()).exclude(record_id=home)
    for answer in [*moving]:
        _end(PublishedAnswer.objects.filter(pk=answer.pk), TransactionNow())
        answer.pk, answer.record_id = None, home
        since = answer.published_from if answer.published_from > timezone.now() else TransactionNow()
        answer.published_from = since
        answer.save(force_insert=True)


def is_erased(record: Record) -> bool:
    """Whether the record's words were erased for safety, and so were the answers about it."""
    return Erasure.objects.filter(kind=record.kind, record_id=record.pk).exists()
