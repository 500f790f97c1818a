"""Citing a source for a record, and saying how far the citation was checked, and by whom."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import staff_log
from editorial.choices import Verification
from editorial.models import Citation, Claim, Record, User
from editorial.services.notes import say


@transaction.atomic
def cite(citation: Citation, claims: Mapping[str, object], *, by: User) -> None:
    """Save a new citation with what it claims of each field, as the record has it: every claim is accepted.

    Raises ValidationError for what no citation or claim may be. The caller signs the revision.
    """
    note_opening(citation, by)
    citation.full_clean()
    citation.save()
    for name, value in claims.items():
        claim = Claim(citation=citation, field=name, value=value)
        claim.full_clean(exclude=["value"])
        claim.save()


SAYS_IT, NOT_THERE = "says_it", "not_there"

FOUND = {
    SAYS_IT: Verification.OPENED,
    NOT_THERE: Verification.OPENED,
    "excerpt": Verification.EXCERPT,
    "unreachable": Verification.NONE,
}
"""What may be found at a source, and how far the citation is checked by that."""


@transaction.atomic
def tell_opening(citation: Citation, found: str, *, by: User, words: str = "") -> None:
    """Note that the source of a citation was looked at, by whom, when, and what was found (a key of FOUND).

    It is no edit of what the record says: whoever looks may publish it still. What was found goes into the record's
    conversation, unless it is just what was cited. Raises ValidationError where words are wanted.
    """
    refuse_wordless(found, words)
    staff_log.sign(by, str(_("Opened a source.")))
    mark_found(citation, found, by)
    citation.save()
    Record.objects.filter(pk=citation.record_id).update(revision=F("revision") + 1)
    say_found(citation, words, by)


def refuse_wordless(found: str, words: str) -> None:
    """Raises ValidationError where something else was found than what is cited, and not said what."""
    if found != SAYS_IT and not words.strip():
        raise ValidationError(_("Say what was found."), code="words")


def mark_found(citation: Citation, found: str, by: User) -> None:
    """Set how far the citation is checked now, by whom and when. Does not save."""
    citation.verification = FOUND[found]
    citation.opened_by = citation.opened_at = None
    note_opening(citation, by)
    citation.does_not_say = found == NOT_THERE


def say_found(citation: Citation, words: str, by: User) -> None:
    """Put what was found into the record's conversation, if anything is said of it."""
    if words.strip():
        say(citation.record, f"{citation.source}: {words.strip()}", by=by)


def note_opening(citation: Citation, by: User) -> None:
    """Remember who opened the source and when, or forget it where it no longer counts as opened. Does not save."""
    if citation.verification == Verification.OPENED and citation.opened_at is None:
        citation.opened_by, citation.opened_at = by, timezone.now()
    elif citation.verification not in {Verification.OPENED, Verification.ARCHIVED}:
        citation.opened_by = citation.opened_at = None
        citation.does_not_say = False
