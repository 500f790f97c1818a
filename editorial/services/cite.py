"""Citing a source for a record, and saying how far the citation was checked, and by whom."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import JSONField, Value
from django.utils import timezone

from editorial.choices import Verification
from editorial.models import Citation, Claim, User


@transaction.atomic
def cite(citation: Citation, claims: Mapping[str, object], *, by: User) -> None:
    """Save a new citation with what it claims of each field, as the record has it: every claim is accepted.

    Raises ValidationError for what no citation or claim may be. The caller signs the revision.
    """
    note_opening(citation, by)
    citation.full_clean()
    citation.save()
    for name, value in claims.items():
        # “Not known” is a value that was said: null in JSON, which is not the absence of a value.
        claim = Claim(citation=citation, field=name, value=Value(None, JSONField()) if value is None else value)
        claim.full_clean(exclude=["value"])
        claim.save()


def note_opening(citation: Citation, by: User) -> None:
    """Remember who opened the source and when, or forget it where it no longer counts as opened. Does not save."""
    if citation.verification == Verification.OPENED and citation.opened_at is None:
        citation.opened_by, citation.opened_at = by, timezone.now()
    elif citation.verification not in {Verification.OPENED, Verification.ARCHIVED}:
        citation.opened_by = citation.opened_at = None
