"""Saving a working copy: no two people overwrite each other, and every revision is signed."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from editorial.models import Change, Note, Record, Revision, User


class StaleRevisionError(ValidationError):
    """The save started from a revision that is no longer the newest; nothing was written."""


def refuse_stale(record: Record, started_from: int) -> None:
    """Lock the record's root row, and refuse to go on if somebody has saved it since `started_from`.

    Raises StaleRevisionError. Call it first inside the transaction that saves.
    """
    newest = Record.objects.select_for_update().values_list("revision", flat=True).get(pk=record.pk)
    if newest != started_from:
        who = last_to_save(record)
        raise StaleRevisionError(
            _(
                "%(who)s saved this record while you were editing (revision %(newest)d, yours started from"
                " %(yours)d). Nothing was saved."
            )
            % {"who": who or _("Somebody"), "newest": newest, "yours": started_from},
            code="stale",
        )


def last_to_save(record: Record) -> str:
    """Who changed the record or a part of it last, as the staff log was signed; empty if nobody did."""
    changes = Change.objects.filter(record_id=record.pk).exclude(table=Note._meta.db_table).order_by("-id")
    signed = Revision.objects.filter(xid__in=changes.values("xid")[:1]).values_list("who", flat=True)
    named = User.objects.filter(pk__in=Record.objects.filter(pk=record.pk).values("edited_by"))
    return signed.first() or named.values_list("username", flat=True).first() or ""


def changed(record: Record, by: User) -> None:
    """Number the next revision of a record whose row or parts were just changed, and remember by whom."""
    Record.objects.filter(pk=record.pk).update(revision=F("revision") + 1, edited_by=by, edited_at=Now())
    record.refresh_from_db(fields=["revision", "edited_by", "edited_at"])
