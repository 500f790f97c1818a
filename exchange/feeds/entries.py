"""What feeds tell: records as they are now, tombstones among them, and what was changed in the public record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.urls import LocalePrefixPattern
from django.utils.translation import gettext as _

from analysis.asking.known import versions
from analysis.dates import as_day, in_words
from analysis.serving import serve
from analysis.titles import attack_title, handover_event_title, title_of
from editorial.choices import RecordKind, Retraction
from editorial.fields import REGISTRY
from editorial.models import Published

Row = dict[str, Any]
MOST = 100


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `path` is relative to the site, `place` is latitude, longitude and uncertainty in metres.

    One that is `gone` tells what became of a record that readers hold from before.
    """

    key: str
    title: str
    path: str
    text: str
    first_at: datetime
    updated_at: datetime
    codes: Sequence[str] = ()
    place: tuple[float, float, int | None] | None = None
    gone: bool = False


def in_force(kind: str) -> QuerySet[Published]:
    """The versions of a kind that are in force, tombstones too, the newest first; those that say nothing left out."""
    told = versions(kind).covering().filter(Q(retracted=True) | Q(document__isnull=False))
    return told.order_by("-published_from", "-pk")


def first_slugs(kind: str, found: Iterable[Published]) -> dict[int, str]:
    """What each record was called when it was first public, by record: this never changes."""
    records = [each.record_id for each in found]
    return dict(versions(kind).begun().filter(record__in=records, version=1).values_list("record_id", "slug"))


def served(kind: str, found: Iterable[Published]) -> dict[int, Row]:
    """The rows of those that are public, by version."""
    public = [each for each in found if not each.retracted and each.document is not None]
    return {each.pk: row for each, row in zip(public, serve(kind, public), strict=True)}


def newest(kind: str, among: QuerySet[Published]) -> list[Entry]:
    """The newest entries of a kind among versions in force, each record once."""
    found = list(among[:MOST])
    names, rows = first_slugs(kind, found), served(kind, found)
    return [entry(kind, each, names[each.record_id], rows.get(each.pk)) for each in found]


def entry(kind: str, version: Published, name: str, row: Row | None) -> Entry:
    """One record, or what remains of it."""
    told: dict[str, Any] = {
        "key": f"{kind}/{name}",
        "first_at": version.first_published_at,
        "updated_at": version.published_from,
    }
    if row is None:
        path, text = page_of(kind, version), version.retraction_reason
        return Entry(title=gone_title(version), path=path, text=text, gone=True, **told)
    if has_left(version):
        return Entry(title=left_title(titled(kind, row)), path=row["url"], text=left_text(), gone=True, **told)
    codes = row["weapons"] if kind == RecordKind.ATTACK else [row["status"]]
    return Entry(title=titled(kind, row), path=row["url"], text=told_of(row), codes=codes, place=place_of(row), **told)


def titled(kind: str, row: Row) -> str:
    """What happened, and when: "4 rockets: Besmaya (24 July 2020)"."""
    what = attack_title(row) if kind == RecordKind.ATTACK else handover_event_title(row)
    window = (as_day(row["date_earliest"]), as_day(row["date_latest"]), row["date_precision"])
    return _("%(what)s (%(when)s)") % {"what": what, "when": in_words(*window)} if row["date_precision"] else what


def told_of(row: Row) -> str:
    """The editors' words, and how many sources they rest on."""
    sources = _("Sources: %(count)d.") % {"count": row["source_count"]}
    return f"{row['summary']} {sources}" if row["summary"] else sources


def place_of(row: Row) -> tuple[float, float, int | None] | None:
    if row.get("latitude") is None or row.get("longitude") is None:
        return None
    return row["latitude"], row["longitude"], row["uncertainty_m"]


def gone_title(version: Published) -> str:
    """What became of a record: "Retracted: 2020-07-24-besmaya"."""
    if version.retraction == Retraction.MERGED:
        return _("Merged into %(into)s: %(slug)s") % {"into": version.merged_into, "slug": version.slug}
    return _("Retracted: %(slug)s") % {"slug": version.slug}


def has_left(version: Published) -> bool:
    """Whether a correction took a public record out of what was asked; nothing leaves where nothing was asked."""
    return not version.retracted and not getattr(version, "asked", True)


def left_title(what: str) -> str:
    return _("Corrected, no longer among what is asked for: %(what)s") % {"what": what}


def left_text() -> str:
    return _("A correction took this record out of what is asked for here; its page shows it as it is now.")


def page_of(kind: str, version: Published) -> str:
    """The public page of a record, or of the one that took its place."""
    return f"{REGISTRY[kind].page}{version.merged_into or version.slug}/"


def in_language(path: str) -> str:
    """Where a page stands in the reader's language: in Arabic under `/ar/`."""
    return f"/{LocalePrefixPattern(prefix_default_language=False).language_prefix}{path.removeprefix('/')}"


def corrections() -> list[Entry]:
    """The newest changes of the public record: every version after the first of its record."""
    found = [(kind, each) for kind in REGISTRY for each in changed(kind)]
    found.sort(key=lambda pair: (pair[1].published_from, pair[0], pair[1].pk), reverse=True)
    told = [each for kind in REGISTRY for each in of_kind(kind, [one for of, one in found[:MOST] if of == kind])]
    return sorted(told, key=lambda each: (each.updated_at, each.key), reverse=True)


def beginning() -> datetime | None:
    """When a record was public for the first time; null where none was."""
    first = (versions(kind).begun().aggregate(at=Min("published_from"))["at"] for kind in REGISTRY)
    return min(filter(None, first), default=None)


def changed(kind: str) -> list[Published]:
    later = versions(kind).begun().filter(Q(retracted=True) | Q(document__isnull=False), version__gt=1)
    return list(later.order_by("-published_from", "-pk")[:MOST])


def of_kind(kind: str, found: Sequence[Published]) -> list[Entry]:
    """Corrections of records of one kind. Of what is not public any more nothing is told but that it is not."""
    if not found:
        return []
    names = first_slugs(kind, found)
    records = [each.record_id for each in found]
    now = {each.record_id: each for each in in_force(kind).filter(record__in=records)}
    rows = {each.record_id: row for each in now.values() if (row := served(kind, [each]).get(each.pk))}
    wanted = Q(pk__in=[])
    for each in found:
        wanted |= Q(record=each.record_id, version=each.version - 1)
    before = {(each.record_id, each.version + 1): each for each in versions(kind).begun().filter(wanted)}
    return [
        correction(kind, each, names[each.record_id], rows.get(each.record_id), before[each.record_id, each.version])
        for each in found
    ]


def correction(kind: str, version: Published, name: str, row: Row | None, before: Published) -> Entry:
    """One change; the fields that changed are named where the record is public."""
    title = gone_title(version) if version.retracted else _("Changed: %(what)s") % {"what": version.slug}
    text, path = version.retraction_reason, page_of(kind, version)
    if row is not None and not version.retracted:
        title = _("Changed: %(what)s") % {"what": title_of(kind, row)}
        text, path = differing(kind, before.document or {}, version.document or {}), row["url"]
    return Entry(
        key=f"{kind}/{name}/{version.version}",
        title=title,
        path=path,
        text=text,
        first_at=version.published_from,
        updated_at=version.published_from,
        codes=[version.retraction or "changed"],
    )


def differing(kind: str, before: Row, after: Row) -> str:
    """The stored fields that read otherwise, with what plain ones were and are."""
    names = [each.name for each in REGISTRY[kind].stored() if before.get(each.name) != after.get(each.name)]
    return "; ".join(_difference(name, before.get(name), after.get(name)) for name in names)


def _difference(name: str, was: object, becomes: object) -> str:
    if isinstance(was, list | dict) or isinstance(becomes, list | dict):
        return name
    return f"{name}: {_plain(was)} → {_plain(becomes)}"


def _plain(value: object) -> str:
    return "null" if value is None else str(value)
