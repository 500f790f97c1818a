"""Entries of timelines written out once, when the version that they come from is.

An entry depends on nothing but its version, in each language; so a page in English is read and not made. Entries
without a text, or with one that other code wrote, are told from their versions instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db import connection
from django.utils.translation import override

from analysis import dates, timeline, titles
from analysis.timeline import Entry, Position, Wanted
from editorial import claims
from editorial.publishing import published_model
from exchange.api import entries, presenting, sent, tables, texts
from exchange.api.presenting import Presentation, Row

RECORD_KINDS = tuple(dict.fromkeys(branch.record_kind for branch in timeline.BRANCHES.values()))
TEXT_OF = {
    "json": "x.json",
    "ndjson": "x.json",
    "csv": "x.csv",
    "geojson": """('{"type":"Feature","geometry":' || x.geometry || ',"properties":' || x.json || '}')""",
}
COLUMNS = "version_id, kind, part, form, geometry, json, csv"


Told = tuple[bytes, date, str, str, int, int | None]
"""One entry of a page: its text in the format that was asked for; its day, kind, slug and part; and how many entries
there are, at most as many as are counted, null where nobody asked."""


def position_of(told: Told) -> Position:
    return Position.of(*told[1:5])


def texts_of(page: Sequence[Told]) -> list[bytes]:
    return [each[0] for each in page]


@cache
def form() -> str:
    """Names what the texts of entries are written by."""
    return texts.form_of(entries.FIELDS, (timeline, titles, dates, claims, presenting, tables, entries, texts))


def write_texts(record_kind: str, records: Sequence[int]) -> None:
    """Write out the entries of these records' versions that have no text of today's form; see `texts.write_texts`."""
    if record_kind in RECORD_KINDS and len(records) <= texts.AT_ONCE:
        _write(record_kind, missing(record_kind, texts.AT_ONCE, records))


def write_missing(record_kind: str, most: int = texts.AT_ONCE) -> int:
    """Write out the entries of versions that have no text of today's form; of how many versions, at most so many."""
    return _write(record_kind, missing(record_kind, most))


def missing(record_kind: str, most: int, records: Sequence[int] | None = None) -> list[int]:
    """The keys of versions with a document whose first entry has no text of today's form."""
    table = published_model(record_kind)._meta.db_table
    given: dict[str, Any] = {"kind": timeline.kinds_of(record_kind)[0], "form": form(), "most": most}
    given["records"] = list(records or [])
    with connection.cursor() as cursor:
        cursor.execute(
            # What lacks one is found first: to look into the documents of all versions would read each whole.
            f"WITH lacking AS MATERIALIZED (SELECT v.id FROM {table} v WHERE v.document IS NOT NULL"
            f" {'' if records is None else 'AND v.record_id = ANY(%(records)s)'} AND NOT EXISTS (SELECT 1"
            " FROM exchange_entrytext x WHERE x.version_id = v.id AND x.kind = %(kind)s AND x.part = 0"
            f" AND x.form = %(form)s)) SELECT v.id FROM {table} v JOIN lacking USING (id)"
            " WHERE jsonb_typeof(v.document) = 'object' LIMIT %(most)s",
            given,
        )
        return [key for (key,) in cursor.fetchall()]


def _write(record_kind: str, versions: Sequence[int]) -> int:
    if not versions:
        return 0
    with override("en"):
        rows = list(_written_rows(record_kind, versions))
    kinds = timeline.kinds_of(record_kind)
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM exchange_entrytext WHERE version_id = ANY(%s) AND kind = ANY(%s)", [list(versions), kinds]
        )
        with cursor.copy(f"COPY exchange_entrytext ({COLUMNS}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    return len(versions)


def _written_rows(record_kind: str, versions: Sequence[int]) -> Iterator[tuple[int | str, ...]]:
    view = Presentation(entries.LISTED, texts.ORIGIN, arabic=False)
    columns = tables.columns(entries.FIELDS, entries.LISTED)
    for version, entry in timeline.entries_of(record_kind, versions):
        feature = view.feature(entries.served(entry))
        row: Row = feature["properties"]
        line = next(tables.written(columns, [row]))
        kind, _slug, part = entry.position.keys
        yield version, kind, part, form(), texts.as_json(feature["geometry"]), texts.as_json(row), line


def are_wanted(view: Presentation) -> bool:
    """Whether a timeline that is to be seen like this can be made of texts: the usual members, in English."""
    return not view.arabic and view.names == entries.LISTED


def read(wanted: Wanted, style: str, after: Position | None, limit: int, most: int | None = None) -> list[Told]:
    """At most so many entries after a position, in order, each with its text in a format; counted up to `most`."""
    query, given = timeline.chosen(wanted, after, limit)
    counting, whole = timeline.counting(wanted) if most else ("NULL", {})
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {TEXT_OF[style]}::{sent.TYPE}, t.day, t.kind, t.slug, t.part, ({counting}) FROM ({query}) t"
            " LEFT JOIN exchange_entrytext x ON x.version_id = t.id AND x.kind = t.kind AND x.part = t.part"
            f" AND x.form = %(form)s ORDER BY {timeline.in_order(wanted, 't.')}",
            whole | given | {"form": form(), "most": most},
        )
        rows: list[Told] = cursor.fetchall()
    return told_now(wanted, style, after, limit, most) if None in texts_of(rows) else rows


def told_now(wanted: Wanted, style: str, after: Position | None, limit: int, most: int | None = None) -> list[Told]:
    """The same from the versions themselves."""
    view = Presentation(entries.LISTED, texts.ORIGIN, arabic=False)
    columns = tables.columns(entries.FIELDS, entries.LISTED)

    def written(entry: Entry) -> str:
        row = entries.served(entry)
        if style == "csv":
            return next(tables.written(columns, [view.row(row)]))
        return texts.as_json(view.feature(row) if style == "geojson" else view.row(row))

    of = timeline.count(wanted, most) if most else None
    return [
        (written(entry).encode(), entry.position.day, *entry.position.keys, of)
        for entry in timeline.entries(wanted, after, limit)
    ]


def walk(wanted: Wanted, style: str, step: int) -> Iterator[list[Told]]:
    """Every entry, read in steps."""
    after = None
    while page := read(wanted, style, after, step):
        yield page
        after = position_of(page[-1])
