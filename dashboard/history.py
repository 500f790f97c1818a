"""The public history of a record: each version, when it became public, and what it changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from dashboard.facets import everything_said, facet_lines, facets
from dashboard.finding import versions_of
from dashboard.labels import field_label
from editorial.choices import PublicEvent, Retraction
from editorial.models import Published

Row = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One facet that reads otherwise than before: the lines that went and those that came."""

    label: str
    gone: list[str]
    come: list[str]


@dataclass(frozen=True)
class Step:
    """One version, what it did to the public record, and how it differs from the one before.

    `withdrawn` says that the record was retracted as an error later: what a step had said is struck through then.
    `former` is what such a retraction took back, facet by facet.
    """

    version: Published
    event: PublicEvent
    differences: list[Difference]
    withdrawn: bool = False
    former: tuple[tuple[str, list[str]], ...] = ()


def differences(kind: str, before: Row, after: Row) -> list[Difference]:
    """What reads otherwise in the later of two documents, in the declared order of fields."""
    found = []
    for facet, field in facets(kind).items():
        was, becomes = facet_lines(before, facet, field), facet_lines(after, facet, field)
        gone, come = _without(was, becomes), _without(becomes, was)
        if gone or come:
            found.append(Difference(field_label(facet), gone, come))
    return found


def _without(lines: list[str], others: list[str]) -> list[str]:
    return [line for line in lines if line not in others]


def event_of(version: Published) -> PublicEvent:
    """What a version did to the public record."""
    if version.retraction == Retraction.MERGED:
        return PublicEvent.MERGED
    if version.retracted:
        return PublicEvent.RETRACTED
    return PublicEvent.PUBLISHED if version.version == 1 else PublicEvent.CHANGED


def step(kind: str, version: Published, before: Published | None, withdrawn: bool = False) -> Step:
    """A version set against the one before it; nothing is compared where either says nothing."""
    changed = (
        differences(kind, before.document, version.document) if before and before.document and version.document else []
    )
    return Step(version, event_of(version), changed, withdrawn)


def history(kind: str, record_id: int) -> list[Step]:
    """Every version of a record that became public, newest first."""
    return steps(kind, versions_of(kind).begun().filter(record=record_id).order_by("version"))


def steps(kind: str, versions: Iterable[Published]) -> list[Step]:
    """The steps that versions of one record make, given oldest first; the newest comes first."""
    listed = list(versions)
    struck = taken_back(listed)
    found = [
        replace(
            step(kind, version, before, place in struck),
            former=tuple(former_text(kind, before)) if before and version.retraction == Retraction.ERROR else (),
        )
        for place, (before, version) in enumerate(pairwise([None, *listed]))
        if version is not None
    ]
    return found[::-1]


def taken_back(versions: Sequence[Published]) -> set[int]:
    """The places, among all versions of a record, of those that were retracted as an error later."""
    errors = [place for place, version in enumerate(versions) if version.retraction == Retraction.ERROR]
    last = max(errors, default=0)
    return {place for place, version in enumerate(versions[:last]) if not version.retracted}


def former_text(kind: str, version: Published) -> list[tuple[str, list[str]]]:
    """All that a version said, facet by facet; nothing where it was erased."""
    return everything_said(kind, version.document) if version.document else []


def said_before(kind: str, tombstone: Published) -> list[tuple[str, list[str]]]:
    """What the last version said of a record that was withdrawn as an error, facet by facet."""
    versions = versions_of(kind).begun().filter(record=tombstone.record_id, document__isnull=False)
    last = versions.order_by("-version").first()
    return former_text(kind, last) if last else []
