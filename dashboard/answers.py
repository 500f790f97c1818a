"""What the editors answered to readers who said that something is wrong, as far as it is public."""

from __future__ import annotations

from django.db.models import QuerySet

from editorial.models import PublishedAnswer


def answers_about(record_id: int) -> QuerySet[PublishedAnswer]:
    """The answers that stand on a record's page, newest first."""
    rows = PublishedAnswer.objects.covering().filter(record_id=record_id, on_page=True)
    return rows.order_by("-answered_at", "-pk")


def answer_to(receipt: str) -> PublishedAnswer | None:
    """What a request came to; None while it waits, and where there never was one."""
    return PublishedAnswer.objects.covering().filter(receipt=receipt).first()
