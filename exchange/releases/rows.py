"""Writing the rows of a release: each kind is read once, in batches, and told to all of its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from django.db.models import QuerySet

from analysis.asking.known import public_records, public_references
from analysis.asking.orders import SLUG
from analysis.serving import serve
from editorial.models.published import Versioned
from exchange.api.presenting import Presentation
from exchange.api.streaming import AT_ONCE, batches
from exchange.api.tables import Row
from exchange.releases.files import Features, Sheet
from exchange.releases.tables import PLACE, Table, parts, records, references
from exchange.releases.watching import Watch

Counts = dict[str, int]
Version = TypeVar("Version", bound=Versioned)


class Evidence:
    """The two sheets that records of all kinds add to: citations and claims."""

    def __init__(self, citations: Sheet, claims: Sheet) -> None:
        self.citations, self.claims = citations, claims

    def add(self, kind: str, rows: Sequence[Row]) -> None:
        for row in rows:
            of_record = {"record_kind": kind, "record_slug": row["slug"]}
            for number, citation in enumerate(row["citations"] or [], start=1):
                of_citation = of_record | {"citation": number}
                self.citations.add([citation | of_citation | {"source_id": citation["source"]["id"]}])
                self.claims.add([claim | of_citation | at for claim, at in placed(citation["claims"])])


def write_records(folder: Path, kind: str, origin: str, evidence: Evidence, watch: Watch) -> Counts:
    """The files of one kind of record, as it is at the record's clock. Returns how many rows each table has."""
    table, own = records(kind), parts(kind)
    view = presented(table, origin)
    with ExitStack() as opened:
        sheet = opened.enter_context(Sheet(folder, table))
        features = opened.enter_context(Features(folder, table)) if table.placed else None
        sheets = {name: opened.enter_context(Sheet(folder, part)) for name, part in own.items()}
        for batch in walked(public_records(kind), watch):
            served = [with_instants_as_text(row) for row in serve(kind, batch)]
            told = [view.feature(row) for row in served]
            rows = [feature["properties"] for feature in told]
            sheet.add(rows)
            if features:
                features.add(told)
            for name, part in sheets.items():
                part.add(list(objects(name, rows)))
            evidence.add(kind, served)
        return {table.name: sheet.count, **{own[name].name: part.count for name, part in sheets.items()}}


def write_references(folder: Path, kind: str, origin: str, watch: Watch) -> Counts:
    """The reference rows of one kind, as far as public records speak of them at the record's clock."""
    table = references(kind)
    view = presented(table, origin)
    with Sheet(folder, table) as sheet:
        for batch in walked(public_references(kind), watch):
            sheet.add([view.row(row.document or {}) for row in batch])
    return {table.name: sheet.count}


def walked(rows: QuerySet[Version], watch: Watch) -> Iterator[list[Version]]:
    """The rows by slug, in batches: the database keeps the rest. The watch may break in between."""
    ordered = rows.order_by(SLUG.expression, "pk")
    for batch in batches(ordered.iterator(chunk_size=AT_ONCE), AT_ONCE):
        watch.heed()
        yield batch


def presented(table: Table, origin: str) -> Presentation:
    return Presentation(tuple(each.name for each in table.fields), origin, arabic=False)


def objects(name: str, rows: Sequence[Row]) -> Iterator[Row]:
    """The objects in a list that the rows have, each with the row's slug and its place in the list."""
    for row in rows:
        for each, at in placed(row[name] or []):
            yield each | at | {"record_slug": row["slug"]}


def placed(each: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    return ((one, {PLACE.name: number}) for number, one in enumerate(each, start=1))


def with_instants_as_text(row: Row) -> Row:
    return {name: instant_text(value) if isinstance(value, datetime) else value for name, value in row.items()}


def instant_text(moment: datetime) -> str:
    """An instant in UTC, as RFC 3339 writes it."""
    return moment.isoformat().replace("+00:00", "Z")
