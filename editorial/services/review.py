"""The way of a working copy to the reader: draft, in review, ready; and back when it is edited again."""

from django.db import transaction

from editorial import staff_log
from editorial.choices import WorkingState
from editorial.models import Record, User


@transaction.atomic
def move(record: Record, to: WorkingState, *, by: User, why: str) -> None:
    """Say where the working copy stands. It is no edit: a reviewer does not thereby become the last editor."""
    staff_log.sign(by, why)
    Record.objects.filter(pk=record.pk).update(working_state=to)
    record.working_state = to


def reopen(record: Record) -> None:
    """An edited record that was ready wants another look."""
    Record.objects.filter(pk=record.pk, working_state=WorkingState.READY).update(working_state=WorkingState.IN_REVIEW)
