"""Every change made to the published record: the versions after the first of each record, newest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from analysis.titles import title_of
from dashboard.finding import versions_of
from dashboard.history import Step, step, taken_back
from editorial.choices import RecordKind
from editorial.fields import REGISTRY
from editorial.models import Published

Row = dict[str, Any]

CHANGES = " UNION ALL ".join(
    f"SELECT '{document.kind}' AS kind, id, published_from FROM {document.published_table}"
    " WHERE published_from <= record_clock() AND version > 1 AND (retracted OR document IS NOT NULL)"
    for document in REGISTRY.values()
)
FIRSTS = " UNION ALL ".join(
    f"SELECT '{document.kind}' AS kind, count(*) FILTER (WHERE version = 1) FROM {document.published_table}"
    " WHERE published_from <= record_clock()"
    for document in REGISTRY.values()
)


@dataclass(frozen=True)
class Correction:
    """One change: of which record, what its title was last, and what the change did."""

    kind: str
    title: str
    step: Step


@dataclass(frozen=True)
class Change:
    """Corrections that were made at one instant and changed the same: a new name, carried to all that speak of it."""

    first: Correction
    others: list[Correction]


def together(found: Iterable[Correction]) -> list[Change]:
    """The corrections in their order, those alike and of one instant as one."""
    changes: dict[Any, Change] = {}
    for place, each in enumerate(found):
        step = each.step
        alike = [(one.label, *one.gone, None, *one.come) for one in step.differences]
        key = (step.version.published_from, str(alike)) if alike else place
        if key in changes:
            changes[key].others.append(each)
        else:
            changes[key] = Change(each, [])
    return list(changes.values())


def change_count() -> int:
    """How many changes were made in all."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({CHANGES}) q")
        return cursor.fetchone()[0]


def first_published() -> list[tuple[str, int]]:
    """How many records of each kind were ever published; the first publication is no correction."""
    with connection.cursor() as cursor:
        cursor.execute(FIRSTS)
        return [(str(RecordKind(kind).label), number) for kind, number in cursor.fetchall() if number]


def corrections(offset: int, limit: int) -> list[Correction]:
    """The changes from a place in the list on, newest first, each against the version before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, id FROM ({CHANGES}) q ORDER BY published_from DESC, kind, id DESC LIMIT %s OFFSET %s",
            [limit, offset],
        )
        wanted = cursor.fetchall()
    versions = {kind: _with_others(kind, [pk for of, pk in wanted if of == kind]) for kind in REGISTRY}
    return [_correction(kind, pk, versions[kind]) for kind, pk in wanted]


def _with_others(kind: str, keys: Sequence[int]) -> dict[int, list[Published]]:
    """By each version's key: the versions of its record, oldest first."""
    if not keys:
        return {}
    records = versions_of(kind).filter(pk__in=keys).values("record_id")
    of_record: dict[int, list[Published]] = defaultdict(list)
    for version in versions_of(kind).begun().filter(record_id__in=records).order_by("version"):
        of_record[version.record_id].append(version)
    return {version.pk: listed for listed in of_record.values() for version in listed}


def _correction(kind: str, key: int, versions: dict[int, list[Published]]) -> Correction:
    listed = versions[key]
    place = next(place for place, each in enumerate(listed) if each.pk == key)
    version, former = listed[place], listed[:place]
    said = [each.document for each in (*former, version) if each.document]
    title = title_of(kind, said[-1]) if said else version.slug
    withdrawn = place in taken_back(listed)
    return Correction(kind, title, step(kind, version, former[-1] if former else None, withdrawn))
