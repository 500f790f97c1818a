"""Saving a working copy: no two people overwrite each other, and every revision is signed."""

from django.core.exceptions import ValidationError
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from editorial.models import Record, User


class StaleRevisionError(ValidationError):
    """The save started from a revision that is no longer the newest; nothing was written."""


def refuse_stale(record: Record, started_from: int) -> None:
    """Lock the record's root row, and refuse to go on if somebody has saved it since `started_from`.

    Raises StaleRevisionError. Call it first inside the transaction that saves.
    """
    newest, editor = Record.objects.select_for_update().values_list("revision", "edited_by").get(pk=record.pk)
    if newest != started_from:
        who = User.objects.filter(pk=editor).values_list("username", flat=True).first()
        raise StaleRevisionError(
            _(
                "%(who)s saved this record while you were editing (revision %(newest)d, yours started from"
                " %(yours)d). Nothing was saved."
            )
            % {"who": who or _("Somebody"), "newest": newest, "yours": started_from},
            code="stale",
        )


def changed(record: Record, by: User) -> None:
    """Number the next revision of a record whose row or parts were just changed, and remember by whom."""
    Record.objects.filter(pk=record.pk).update(revision=F("revision") + 1, edited_by=by, edited_at=Now())
    record.refresh_from_db(fields=["revision", "edited_by", "edited_at"])
