"""What a reviewer reads of a record: every field, citation and place, against what is public."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from editorial.admin.differences import Difference, in_words
from editorial.choices import Verification
from editorial.claimvalues import write
from editorial.models import Citation, Record
from editorial.publishing import working_documents
from editorial.standing import ADDRESSES, newest_document

SHOWN_ELSEWHERE = {*ADDRESSES, "citations", "slug"}
EARTH_KM = 6371.0088
"""The mean radius of the earth, of the IUGG."""


@dataclass(frozen=True)
class Cited:
    """A citation of the working copy; `is_new` where the public version has none of that source by that speaker."""

    citation: Citation
    claims: list[str]
    is_new: bool
    is_opened: bool


@dataclass(frozen=True)
class Place:
    """A point with the metres within which the true place very likely lies."""

    latitude: float
    longitude: float
    uncertainty_m: int | None


@dataclass(frozen=True)
class Reviewed:
    """All of it. `apart_km` is how far the place moves; None unless both are known."""

    changed: list[Difference]
    same: list[Difference]
    citations: list[Cited]
    gone: list[str]
    public_place: Place | None
    working_place: Place | None
    is_first: bool

    @property
    def unopened(self) -> int:
        return sum(not each.is_opened for each in self.citations)

    @property
    def not_there(self) -> int:
        return sum(each.citation.does_not_say for each in self.citations)

    @property
    def apart_km(self) -> float | None:
        if self.public_place is None or self.working_place is None:
            return None
        return kilometres(self.public_place, self.working_place)


def reviewed(record: Record) -> Reviewed:
    """The working copy beside the newest version. Five queries."""
    public, working = newest_document(record), working_documents(record.kind, [record.pk])[record.pk]
    fields = [name for name in working if name not in SHOWN_ELSEWHERE]
    moved = [name for name in fields if working[name] != public.get(name)]
    said = {_who(each) for each in public.get("citations", ())}
    now = {_who(each): each for each in working.get("citations", ())}
    return Reviewed(
        changed=[in_words(record.kind, name, public.get(name), working[name]) for name in moved],
        same=[in_words(record.kind, name, working[name], working[name]) for name in fields if name not in moved],
        citations=[_cited(each, now, said) for each in _citations(record)],
        gone=_titles(public, said - set(now)),
        public_place=_place(public),
        working_place=_place(working),
        is_first=not public,
    )


def _citations(record: Record) -> Any:
    rows = Citation.objects.filter(record=record.pk).select_related("source__publisher", "opened_by", "relays")
    return rows.order_by("source__published_on", "pk")


def _cited(citation: Citation, now: dict[tuple[str, str], Any], said: set[tuple[str, str]]) -> Cited:
    who = (citation.source.public_id, citation.said_by)
    claims = now.get(who, {}).get("claims", [])
    return Cited(
        citation=citation,
        claims=[f"{each['field']} = {write(each['value'])} ({each['status']})" for each in claims],
        is_new=who not in said,
        is_opened=citation.verification in {Verification.OPENED, Verification.ARCHIVED},
    )


def _who(citation: dict[str, Any]) -> tuple[str, str]:
    return citation["source"]["id"], citation["said_by"] or ""


def _titles(document: dict[str, Any], gone: set[tuple[str, str]]) -> list[str]:
    return [each["source"]["title"] for each in document.get("citations", ()) if _who(each) in gone]


def _place(document: dict[str, Any]) -> Place | None:
    if document.get("latitude") is None or document.get("longitude") is None:
        return None
    return Place(document["latitude"], document["longitude"], document.get("uncertainty_m"))


def kilometres(one: Place, other: Place) -> float:
    """The distance on a sphere, by the haversine formula."""
    south, north = radians(one.latitude), radians(other.latitude)
    across = radians(other.longitude - one.longitude)
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin(across / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))
