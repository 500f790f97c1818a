"""Finding a public record by its address: its version, where it went, what became of it, or nothing."""

from typing import Any, cast

from django.http import Http404
from django.urls import reverse

from editorial.choices import RecordKind, Retraction
from editorial.models import Published, PublishedQuerySet
from editorial.models.published import Versioned
from editorial.publishing import published_model

DETAIL_PAGES = {
    RecordKind.BASE: "dashboard:base-detail",
    RecordKind.HANDOVER: "dashboard:handover-detail",
    RecordKind.ATTACK: "dashboard:attack-detail",
}


class MovedError(Exception):
    """The record has another address now: its own new one, or that of the record it was merged into."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class WithdrawnError(Exception):
    """The record was retracted; `tombstone` says when and why."""

    def __init__(self, tombstone: Published) -> None:
        super().__init__(tombstone.slug)
        self.tombstone = tombstone


def versions_of(kind: str) -> PublishedQuerySet:
    """Every version of every record of a kind, public or not yet."""
    return cast(PublishedQuerySet, published_model(kind)._default_manager.all())


def public_version(kind: str, slug: str) -> Published:
    """The version in force at an address. Raises MovedError, WithdrawnError, or Http404 where none was public."""
    found = versions_of(kind).covering().filter(slug=slug).first() or _renamed(kind, slug)
    if found.retraction == Retraction.MERGED:
        raise MovedError(page_of(kind, found.merged_into))
    if found.retracted or found.document is None:
        raise WithdrawnError(found)
    if found.slug != slug:
        raise MovedError(page_of(kind, found.slug))
    return found


def document_of(version: Versioned) -> dict[str, Any]:
    """What a version says; nothing where it was erased."""
    return version.document or {}


def _renamed(kind: str, slug: str) -> Published:
    """What is in force of the record that once had this address."""
    former = versions_of(kind).begun().filter(slug=slug).values("record_id")
    found = versions_of(kind).covering().filter(record_id__in=former).first()
    if found is None:
        raise Http404
    return found


def page_of(kind: str, slug: str) -> str:
    """The address of a record's page, in the reader's language."""
    return reverse(DETAIL_PAGES[RecordKind(kind)], args=[slug])
