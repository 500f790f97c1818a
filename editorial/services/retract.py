"""Taking a published record back: as an error, or for safety; and the tombstone that also a merged one leaves."""

from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from editorial import staff_log
from editorial.choices import Retraction, WorkingState
from editorial.clock import FOREVER
from editorial.fields import REGISTRY, api_url
from editorial.models import PublishedUse, Record, User
from editorial.publishing import addresses_of
from editorial.references import end_references_left
from editorial.services.erase import erase


@transaction.atomic
def retract(record: Record, *, by: User, why: str, reason: str, kind: Retraction = Retraction.ERROR) -> None:
    """End the public version with a tombstone that gives `reason` to the public.

    As an error, the former text stays in the public history. For safety it is erased from every version.
    Refuses (ValidationError) without a reason, if nothing of it is public, or while other public records speak of it.
    """
    if not reason.strip():
        raise ValidationError(_("Say why, for the public."), code="reason")
    refuse_if_used(record)
    staff_log.sign(by, why)
    end_with_tombstone(record, kind, reason)
    end_references_left(record.kind, [record.pk])
    if kind == Retraction.SAFETY:
        erase(record)
    Record.objects.filter(pk=record.pk).update(working_state=WorkingState.DRAFT, published_revision=None)


def refuse_if_used(record: Record) -> None:
    """Raises ValidationError while other public records speak of it."""
    addresses = {api_url(record.kind, record.slug), *addresses_of(record.kind, record.pk)}
    # One that waits under embargo counts, and so does one that is in force until that instant.
    uses = PublishedUse.objects.filter(api_url__in=addresses, published_until__gt=TransactionNow())
    others = [f"{use.kind}:{use.slug}" for use in uses.exclude(kind=record.kind, record_id=record.pk)[:20]]
    if others:
        raise ValidationError(_("Other public records speak of it: %s") % ", ".join(others), code="used")


def end_with_tombstone(record: Record, kind: Retraction, reason: str, merged_into: str = "") -> None:
    """End the version in force, and write the one that says why. Raises ValidationError if nothing is public."""
    table = REGISTRY[record.kind].published_table
    given: dict[str, Any] = {
        "id": record.pk,
        "forever": FOREVER,
        "kind": str(kind),
        "reason": reason,
        "into": merged_into,
        "of": record.kind,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET published_until = now()"
            " WHERE record_id = %(id)s AND published_until = %(forever)s AND NOT retracted",
            given,
        )
        if not cursor.rowcount:
            raise ValidationError(_("Nothing of it is public."), code="unpublished")
        cursor.execute(
            "UPDATE editorial_publisheduse SET published_until = now()"
            " WHERE kind = %(of)s AND record_id = %(id)s AND published_until = %(forever)s",
            given,
        )
        cursor.execute(_tombstone(record), given)


def _tombstone(record: Record) -> str:
    table = REGISTRY[record.kind].published_table
    return (
        f"INSERT INTO {table} (record_id, slug, first_published_at, version, published_from, published_until, document,"
        " retracted, retraction, retraction_reason, merged_into, search_text)"
        " SELECT record_id, slug, first_published_at, version + 1, now(), %(forever)s, NULL,"
        " true, %(kind)s, %(reason)s, %(into)s, ''"
        f" FROM {table} WHERE record_id = %(id)s ORDER BY version DESC LIMIT 1"
    )
