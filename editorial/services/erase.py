"""Erasing what was published of a record that was withdrawn for safety, wherever the public's role could read it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.functions import TransactionNow
from django.db.models import Model, Q

from editorial.choices import Retraction
from editorial.fields import REGISTRY
from editorial.models import Erasure, PublishedAnswer, PublishedReference, PublishedUse, Record
from editorial.publishing import addresses_of, published_model

Key = tuple[str, int]
"""A record, by kind and key."""


def erase(record: Record) -> None:
    """What remains are tombstones, and the digests of the public log.

    Gone is all that was said of the record and of those merged into it, what other records said of it in versions that
    have ended, the answers to requests about it, and the reference rows that nothing else public speaks of.
    """
    gone = with_merged(record.kind, record.pk)
    addresses = {address for kind, pk in gone for address in addresses_of(kind, pk)}
    Erasure.objects.bulk_create(
        [Erasure(kind=kind, record_id=pk, api_url=each) for kind, pk in gone for each in addresses_of(kind, pk)],
        ignore_conflicts=True,
    )
    for kind, pk in gone:
        empty(published_model(kind), Q(record=pk))
        _forget_former_reasons(kind, pk)
        PublishedAnswer.objects.filter(Q(record_id=pk) | Q(request__record=pk)).update(
            asked="", answer="", on_page=False
        )
    _erase_mentions(addresses)
    _erase_references(gone)


def with_merged(kind: str, pk: int) -> list[Key]:
    """The record, and every one that was merged into it, or into one of those."""
    versions = published_model(kind)._default_manager
    found, waiting = {pk}, [pk]
    while waiting:
        slugs = versions.filter(record=waiting.pop()).values("slug")
        into = versions.covering().filter(retraction=Retraction.MERGED, merged_into__in=slugs)  # type: ignore[attr-defined]
        merged = set(into.values_list("record", flat=True)) - found
        found |= merged
        waiting += merged
    return [(kind, each) for each in sorted(found)]


def empty(model: type[Model], which: Q) -> None:
    """Take from these versions everything that a column may lack."""
    said = {field.name: None for field in model._meta.local_concrete_fields if field.null}
    model._default_manager.filter(which).update(search_text="", **said)


def _forget_former_reasons(kind: str, pk: int) -> None:
    """Only the last tombstone says why; an earlier one, or that of a record merged into this, spoke of the text."""
    versions = published_model(kind)._default_manager.filter(record=pk).exclude(retraction=Retraction.SAFETY)
    versions.exclude(retraction_reason="").update(retraction_reason="")


def _erase_mentions(addresses: Iterable[str]) -> None:
    uses = PublishedUse.objects.filter(api_url__in=addresses, published_until__lte=TransactionNow())
    for kind in REGISTRY:
        of_kind = uses.filter(kind=kind).values_list("record_id", "version")
        for pk, version in set(of_kind):
            empty(published_model(kind), Q(record=pk, version=version))


def _erase_references(gone: Iterable[Key]) -> None:
    used: set[str] = set()
    for kind, pk in gone:
        uses = PublishedUse.objects.filter(kind=kind, record_id=pk)
        used |= set(uses.values_list("api_url", flat=True))
        uses.delete()
    still_used = PublishedUse.objects.filter(api_url__in=used).values("api_url")
    lonely = PublishedReference.objects.filter(api_url__in=used).exclude(api_url__in=still_used)
    lonely.update(document=None, name="", name_ar="", origin="")
