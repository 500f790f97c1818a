"""What the staff say to each other about a record, and sending one back with it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from editorial import staff_log
from editorial.choices import NoteKind, WorkingState
from editorial.models import Note, Record, User
from editorial.services.review import move


@transaction.atomic
def say(record: Record, text: str, *, by: User, kind: NoteKind = NoteKind.SAID) -> Note:
    """Add a note to the record's conversation. Raises ValidationError for an empty one. It is no edit of the record."""
    if not text.strip():
        raise ValidationError(_("Say something."), code="empty")
    staff_log.sign(by, "")
    return Note.objects.create(record=Record(pk=record.pk), author=by, text=text.strip(), kind=kind)


@transaction.atomic
def send_back(record: Record, text: str, *, by: User) -> Note:
    """Make a draft again of a record that was in review or ready, and say what it wants.

    Raises ValidationError without a note, and for one that is a draft already.
    """
    if Record.objects.filter(pk=record.pk, working_state=WorkingState.DRAFT).exists():
        raise ValidationError(_("It is a draft already."), code="draft")
    note = say(record, text, by=by, kind=NoteKind.SENT_BACK)
    move(record, WorkingState.DRAFT, by=by, why=text.strip()[:500])
    return note
