"""Saying how far a citation was checked, and by whom."""

from django.utils import timezone

from editorial.choices import Verification
from editorial.models import Citation, User


def note_opening(citation: Citation, by: User) -> None:
    """Remember who opened the source and when, or forget it where it no longer counts as opened. Does not save."""
    if citation.verification == Verification.OPENED and citation.opened_at is None:
        citation.opened_by, citation.opened_at = by, timezone.now()
    elif citation.verification not in {Verification.OPENED, Verification.ARCHIVED}:
        citation.opened_by = citation.opened_at = None
