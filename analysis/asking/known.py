"""What may be named in a filter or an address: the records and reference rows that are public."""

from __future__ import annotations

from functools import cache
from typing import Unpack, cast

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.utils.translation import gettext as _

from analysis.asking.parameters import Codes, Schema, Settings, unknown
from analysis.asking.plans import Plan, Slot, Statement, compiled, versions_of
from editorial.fields import REGISTRY
from editorial.models import Published, PublishedQuerySet, PublishedReference, PublishedUse
from editorial.publishing import published_model


def public_records(kind: str) -> PublishedQuerySet:
    """The public versions of a kind of record."""
    return public_question(kind).all()


@cache
def public_question(kind: str) -> PublishedQuerySet:
    """The question alone, which is never asked itself: whoever asks takes a copy."""
    return versions(kind).at()


def versions(kind: str) -> PublishedQuerySet:
    """Every version of a kind of record."""
    return cast(PublishedQuerySet, published_model(kind)._default_manager.all())


def public_references(kind: str) -> QuerySet[PublishedReference]:
    """The public reference rows of a kind: those that a public record speaks of."""
    uses = PublishedUse.objects.covering().filter(api_url=OuterRef("api_url"))
    return PublishedReference.objects.at().filter(Exists(uses), kind=kind)


def in_force(kind: str, slug: str) -> Published | None:
    """The version in force of the record that has this slug, or had it when it was last public; tombstones too."""

    def write() -> Statement:
        return compiled(versions(kind).covering().filter(slug=Slot("slug", 0, TextField())).order_by("retracted")[:1])

    plan = Plan(("in force", kind), write)
    if found := versions_of(cast(type[Published], published_model(kind)), plan, {("slug", 0): slug}):
        return found[0]
    former = versions(kind).begun().filter(slug=slug).order_by("-published_from").first()
    return versions(kind).covering().filter(record=former.record_id).first() if former else None


def now_called(kind: str, slug: str) -> str | None:
    """The slug by which a record is public that was renamed or merged since; None where there is none."""
    asked: set[str] = set()
    while slug not in asked:
        asked.add(slug)
        found = in_force(kind, slug)
        if found is None or not found.retracted:
            return found.slug if found and found.document is not None else None
        slug = found.merged_into
    return None


class Slugs(Codes):
    """Any of the public records or reference rows of a kind, by slug; of areas, by code.

    Who asks for a record by what it was called before, as a subscribed feed does, is told of what took its place.
    """

    schema: Schema = {"type": "string", "pattern": "^[A-Za-z0-9-]+$"}

    def __init__(self, kind: str, **settings: Unpack[Settings]) -> None:
        super().__init__([], **settings)
        self.kind = kind
        self.schema = {**type(self).schema, "x-public": kind}

    def read_all(self, texts: list[str]) -> list[str]:
        rows = public_records(self.kind) if self.kind in REGISTRY else public_references(self.kind)
        found = set(rows.filter(slug__in=texts).values_list("slug", flat=True))
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing and self.kind in REGISTRY:
            # One question sets aside what was never public: a thousand made-up names are not followed one by one.
            former = versions(self.kind).begun().filter(slug__in=missing).values_list("slug", flat=True)
            followed = {text: now_called(self.kind, text) for text in set(former)}
            found |= {slug for slug in followed.values() if slug}
            missing = [text for text in missing if not followed.get(text)]
        if missing:
            names = sorted(rows.values_list("slug", flat=True))
            raise ValidationError(
                [unknown(text, names, _("“%(value)s” is not in the public record.")) for text in missing]
            )
        return sorted(found)
