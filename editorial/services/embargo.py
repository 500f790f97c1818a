"""Versions that wait for their instant: taking them back, and entering those whose embargo has lapsed into the log."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from editorial import staff_log
from editorial.clock import FOREVER
from editorial.models import PublishedReference, PublishedUse, Record, User
from editorial.publishing import published_model


@transaction.atomic
def cancel_embargo(record: Record, *, by: User, why: str) -> int:
    """Take back the versions that are not public yet; what was public before stays so. Returns how many went."""
    staff_log.sign(by, why)
    versions = published_model(record.kind)._default_manager.filter(record=record.pk)
    uses = PublishedUse.objects.filter(kind=record.kind, record_id=record.pk)
    waiting = versions.filter(published_from__gt=timezone.now())
    begins = waiting.order_by("published_from").values_list("published_from", flat=True).first()
    taken_back = waiting.delete()[0]
    if begins:
        uses.filter(published_from=begins).delete()
        for rows in (versions, uses):
            rows.filter(published_until=begins).update(published_until=FOREVER)
        _take_back_references(begins)
        if not versions.exists():
            Record.objects.filter(pk=record.pk).update(published_revision=None)
    return taken_back


def _take_back_references(begins: datetime) -> None:
    """Reference rows that would have become public with the version, and that no other version begins to use then."""
    used = PublishedUse.objects.filter(published_from=begins).values("api_url")
    waiting = PublishedReference.objects.filter(published_from=begins).exclude(api_url__in=used)
    addresses = list(waiting.values_list("api_url", flat=True))
    waiting.delete()
    PublishedReference.objects.filter(api_url__in=addresses, published_until=begins).update(published_until=FOREVER)


def seal_public_log() -> int:
    """Enter versions whose embargo has lapsed into the public log; returns how many. Readers never wait for it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT editorial_seal_public_log()")
        return cursor.fetchone()[0]
