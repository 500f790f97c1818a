"""What the public sees of a record now, beside its working copy: derived from the versions, never stored."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db.models import CharField, DateTimeField, IntegerField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Now
from django.utils.functional import Promise

from editorial.choices import PublicState, Retraction
from editorial.models import Record
from editorial.publishing import published_model, working_documents


class Annotated(Protocol):
    """A row that `with_standing` annotated."""

    standing_version: int | None
    standing_since: datetime | None
    standing_retraction: str
    standing_embargo: datetime | None


ADDRESSES = {"url", "api_url"}
"""Members of a document that say only where it is."""


@dataclass(frozen=True)
class Standing:
    """A record's public state, and the version in force; `embargoed_until` also where an older version is public."""

    state: PublicState
    version: int | None = None
    since: datetime | None = None
    embargoed_until: datetime | None = None

    @property
    def label(self) -> str | Promise:
        return self.state.label

    @property
    def is_public(self) -> bool:
        return self.state == PublicState.PUBLISHED

    @property
    def was_published(self) -> bool:
        """Whether any version exists, even one that waits: it is never deleted then, and an edit wants a reason."""
        return self.state != PublicState.NEVER


def with_standing(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    """Annotate records of one kind with what `standing` reads."""
    versions = published_model(kind)._default_manager.filter(record=OuterRef("pk"))
    in_force = versions.filter(published_from__lte=Now(), published_until__gt=Now())
    waiting = versions.filter(published_from__gt=Now()).order_by("published_from")
    return rows.annotate(
        standing_version=Subquery(in_force.values("version")[:1], output_field=IntegerField()),
        standing_since=Subquery(in_force.values("published_from")[:1], output_field=DateTimeField()),
        standing_retraction=Coalesce(Subquery(in_force.values("retraction")[:1]), Value(""), output_field=CharField()),
        standing_embargo=Subquery(waiting.values("published_from")[:1], output_field=DateTimeField()),
    )


def standing_of(row: Annotated) -> Standing:
    """The standing of a row that `with_standing` annotated."""
    return Standing(
        state=_state(row.standing_version, row.standing_retraction, row.standing_embargo),
        version=row.standing_version,
        since=row.standing_since,
        embargoed_until=row.standing_embargo,
    )


def standing(record: Record) -> Standing:
    """The standing of one record."""
    return standing_of(with_standing(Record.objects.filter(pk=record.pk), record.kind).get())


def _state(version: int | None, retraction: str, embargo: datetime | None) -> PublicState:
    if version is None:
        return PublicState.EMBARGOED if embargo else PublicState.NEVER
    if retraction == Retraction.MERGED:
        return PublicState.MERGED
    return PublicState.RETRACTED if retraction else PublicState.PUBLISHED


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of the annotated rows that are in a public state."""
    if state == PublicState.NEVER:
        return rows.filter(standing_version__isnull=True, standing_embargo__isnull=True)
    if state == PublicState.EMBARGOED:
        return rows.filter(standing_version__isnull=True, standing_embargo__isnull=False)
    if state == PublicState.MERGED:
        return rows.filter(standing_retraction=Retraction.MERGED)
    if state == PublicState.RETRACTED:
        return rows.filter(standing_retraction__in=[Retraction.ERROR, Retraction.SAFETY])
    return rows.filter(standing_version__isnull=False, standing_retraction="")


def unpublished_differences(record: Record) -> list[tuple[str, Any, Any]]:
    """What publishing the working copy now would change: the field, what the newest version says, what it would say.

    A version that waits under embargo is the newest. Every field, where there is none or it is a tombstone.
    """
    public, working = newest_document(record), working_documents(record.kind, [record.pk])[record.pk]
    return [
        (name, public.get(name), value)
        for name, value in working.items()
        if value != public.get(name) and name not in ADDRESSES
    ]


def newest_document(record: Record) -> dict[str, Any]:
    """What the newest version says, public or waiting; nothing, where there is none or it is a tombstone."""
    versions = published_model(record.kind)._default_manager.filter(record=record.pk)
    return versions.order_by("-version").values_list("document", flat=True).first() or {}


def has_edits(record: Record) -> bool:
    """Whether publishing a record that is public now would change what the public reads."""
    if record.published_revision is None or record.revision == record.published_revision:
        return False
    return bool(unpublished_differences(record))
