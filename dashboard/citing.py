"""Sources as the public meets them: which are in use, and what each supports."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from dashboard.finding import versions_of
from editorial.choices import RecordKind
from editorial.models import Published, PublishedReference, PublishedUse

Row = dict[str, Any]


IN_ORDER = (
    RecordKind.HANDOVER,
    RecordKind.ATTACK,
    RecordKind.BASE,
    RecordKind.PRESENCE,
    RecordKind.CONTEXT_EVENT,
    RecordKind.SERIES_ATTRIBUTION,
    RecordKind.DRAWDOWN,
)


@dataclass(frozen=True)
class Support:
    """One record that a source supports, and the citations in which it does."""

    kind: str
    row: Row
    citations: list[Row]


def public_sources() -> QuerySet[PublishedReference]:
    """The sources that some public record speaks of."""
    used = PublishedUse.objects.covering().values("api_url")
    return PublishedReference.objects.at().filter(kind="source", api_url__in=used)


def uses_of(sources: Iterable[Row]) -> dict[str, int]:
    """By the API address of each source: how many public records speak of it."""
    rows = (
        PublishedUse.objects.covering()
        .filter(api_url__in=[each["api_url"] for each in sources])
        .values("api_url")
        .annotate(records=Count("record_id", distinct=True))
    )
    return {row["api_url"]: row["records"] for row in rows}


def supports(source: PublishedReference) -> list[Support]:
    """The public records that cite a source, kind by kind."""
    used: dict[str, set[int]] = defaultdict(set)
    for kind, record_id in (
        PublishedUse.objects.covering().filter(api_url=source.api_url).values_list("kind", "record_id")
    ):
        used[kind].add(record_id)
    return [
        support
        for kind in IN_ORDER
        if kind in used
        for version in versions_of(kind).at().filter(record__in=used[kind]).order_by("slug")
        if (support := _support(kind, version, source.slug)).citations
    ]


def _support(kind: str, version: Published, source_id: str) -> Support:
    document = version.document or {}
    return Support(kind, document, [each for each in document["citations"] or [] if each["source"]["id"] == source_id])


def relayed_by(source: PublishedReference) -> QuerySet[PublishedReference]:
    """The sources that pass this one on."""
    return public_sources().filter(document__relays__id=source.slug).order_by("name")


def by_kind(found: Iterable[Support]) -> list[tuple[str, list[Support]]]:
    """The supports under the label of their kind."""
    groups: dict[str, list[Support]] = defaultdict(list)
    for support in found:
        groups[str(RecordKind(support.kind).label)].append(support)
    return list(groups.items())
