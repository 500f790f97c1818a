"""One public record by its slug, or what became of it."""

from __future__ import annotations

from django.db.models import TextField

from analysis.asking.known import in_force, versions
from analysis.asking.plans import Plan, Slot, Statement, compiled, rows_of
from editorial.choices import Retraction
from editorial.models import Published
from exchange.api.problems import Gone, Moved, not_found


def find(kind: str, slug: str) -> Published:
    """The public version. Raises Moved, Gone or NotFound; what is not public is as if it had never been."""
    return _public(in_force(kind, slug), slug)


def slug_of(kind: str, slug: str) -> str:
    """The same where nothing but the slug is wanted: as a rule the one that was asked for."""

    def write() -> Statement:
        return compiled(versions(kind).at().filter(slug=Slot("slug", 0, TextField())).values_list("slug"))

    return slug if rows_of(Plan(("slug", kind), write), {("slug", 0): slug}) else find(kind, slug).slug


def _public(version: Published | None, slug: str) -> Published:
    if version is None:
        raise not_found()
    if version.retraction == Retraction.MERGED:
        raise Moved(slug=version.merged_into)
    if version.retracted:
        raise Gone(version)
    if version.slug != slug:
        raise Moved(slug=version.slug)
    if version.document is None:
        raise not_found()
    return version
