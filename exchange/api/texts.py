"""Rows written out once, when their version is: what a list of them then costs is reading them.

Only kinds whose rows depend on nothing but the version itself have texts; what is computed over several records is
computed at the clock. A row without a text, or with one that other code wrote, is served from its version instead.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import ModuleType
from typing import Any

from django.db import connection
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.utils.translation import override
from rest_framework.utils.encoders import JSONEncoder

from analysis import dates, serving
from analysis.asking.known import versions
from analysis.asking.orders import Order
from editorial import claims
from editorial.choices import RecordKind
from editorial.fields import REGISTRY, Field
from editorial.models import Published
from exchange.api import presenting, tables
from exchange.api.presenting import Presentation
from exchange.api.sent import as_sent
from exchange.models import VersionText

KINDS = (RecordKind.ATTACK, RecordKind.CONTEXT_EVENT, RecordKind.SERIES_ATTRIBUTION)
ORIGIN = "\x01"
"""Stands for the site's origin before a relative address; no text of a record holds it before a slash."""

MARK = {"json": b"\\u0001/", "csv": b"\x01/"}
AT_ONCE = 2_000


def list_names(kind: str) -> tuple[str, ...]:
    """The members that a list's rows have when nothing else is asked for."""
    return tuple(each.name for each in REGISTRY[kind].fields if each.in_list)


@cache
def form(kind: str) -> str:
    """Names what the texts of a kind are written by: its fields and the code that they pass through."""
    here = inspect.getmodule(form) or serving
    return form_of(REGISTRY[kind].fields, (serving, dates, claims, presenting, tables, here))


def form_of(fields: Sequence[Field], passed: Sequence[ModuleType]) -> str:
    """Names fields and the code of modules."""
    told = hashlib.sha256(repr([_described(each) for each in fields]).encode())
    for module in passed:
        told.update(inspect.getsource(module).encode())
    return told.hexdigest()[:16]


def _described(field: Field) -> tuple[Any, ...]:
    return field.name, field.kind, field.key, field.in_list, field.csv, tuple(map(_described, field.subfields))


def write_texts(kind: str, records: Sequence[int]) -> None:
    """Write out the versions of these records that have no text of today's form; within the caller's transaction.

    Of more records than go at once, nothing: a load does not wait for it, and the clock's next stroke finds them.
    """
    if kind in KINDS and len(records) <= AT_ONCE:
        _write(kind, missing(kind).filter(record__in=records))


def write_missing(kind: str, most: int = AT_ONCE) -> int:
    """Write out versions that have no text of today's form; how many there were, at most so many."""
    return _write(kind, missing(kind)[:most])


def missing(kind: str) -> QuerySet[Published]:
    """Versions with a document and without a text of today's form."""
    return with_text(versions(kind), kind, "form").filter(document__isnull=False, text__isnull=True)


def with_text(rows: QuerySet[Any], kind: str, column: str) -> QuerySet[Any]:
    """The versions, each with a column of its text as `text`, in bytes; null where there is none of today's form."""
    texts = VersionText.objects.filter(version_id=OuterRef("id"), kind=Value(str(kind), CharField()), form=form(kind))
    return rows.annotate(text=as_sent(Subquery(texts.values(column)[:1])))


def _write(kind: str, rows: QuerySet[Published]) -> int:
    found = list(rows)
    if not found:
        return 0
    today = form(kind)
    ids = [each.pk for each in found]
    with override("en"):
        told = list(told_rows(kind, found, ORIGIN))  # before the COPY: nothing else may be asked in the midst of one
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM exchange_versiontext WHERE kind = %s AND version_id = ANY(%s)", [str(kind), ids])
        with cursor.copy("COPY exchange_versiontext (version_id, kind, form, json, csv) FROM STDIN") as copy:
            for pk, each in zip(ids, told, strict=True):
                copy.write_row((pk, str(kind), today, *each))
    return len(found)


def told_rows(kind: str, found: Sequence[Published], origin: str) -> Iterator[tuple[str, str]]:
    """Each version as lists tell it in English, as JSON and as a line of CSV."""
    view = Presentation(list_names(kind), origin, arabic=False)
    wanted = tables.columns(REGISTRY[kind].fields, view.names)
    for served in serving.serve(kind, found):
        row = view.row(served)
        yield as_json(row), next(tables.written(wanted, [row]))


ENCODER = JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_json(row: Mapping[str, Any] | str) -> str:
    """One row, or a word of one, as the API's JSON, without spaces."""
    return ENCODER.encode(row)


def opening(around: Mapping[str, Any], rows_name: str) -> bytes:
    """A list's answer up to its rows: the members around them, and how the member begins that holds them."""
    return f'{as_json(around)[:-1]},"{rows_name}":['.encode()


def are_wanted(kind: str, view: Presentation) -> bool:
    """Whether a list that is to be seen like this can be made of texts: the usual members, in English."""
    return kind in KINDS and not view.arabic and not view.outlines and view.names == list_names(kind)


PLACED = ("slug", "latitude", "longitude")


def column_of(style: str) -> str:
    """Which text a format is made of."""
    return "csv" if style == "csv" else "json"


def rows_of(rows: QuerySet[Any], kind: str, style: str, order: Order) -> QuerySet[Any, tuple[Any, ...]]:
    """Sorted versions as plain rows: key, text, for features what places them, and last the keys of the order."""
    return with_text(rows, kind, column_of(style)).values_list("pk", "text", *told_by(rows, style), *order.names)


def told_by(rows: QuerySet[Any], style: str) -> tuple[str, ...]:
    """The columns that a row's text is not enough without."""
    is_placed = any(field.name == "latitude" for field in rows.model._meta.fields)
    return PLACED if style == "geojson" and is_placed else ("slug",)


TEXT_OF = f"LEFT JOIN {VersionText._meta.db_table} x ON x.version_id = {{key}} AND x.kind = %s AND x.form = %s"
"""Joins the text of a version; its parameters are the kind and today's form of it."""


def written(kind: str, style: str, rows: Sequence[tuple[Any, ...]]) -> list[bytes]:
    """The text of each row in a format, as bytes; of rows without one, served from their versions."""
    lacking = [row[0] for row in rows if row[1] is None]
    told = served_texts(kind, style, lacking) if lacking else {}
    texts = [row[1] if row[1] is not None else told[row[0]] for row in rows]
    return list(map(feature, rows, texts)) if style == "geojson" else texts


def served_texts(kind: str, style: str, ids: Sequence[int]) -> dict[int, bytes]:
    """Texts made on the spot, by the key of the version."""
    found = list(versions(kind).filter(pk__in=ids))
    place = column_of(style) == "csv"
    return {each.pk: told[place].encode() for each, told in zip(found, told_rows(kind, found, ORIGIN), strict=True)}


def feature(row: tuple[Any, ...], text: bytes) -> bytes:
    """A row's text as a GeoJSON feature; its geometry is null where no point is known."""
    _pk, _text, slug, *place = row
    known = len(place) > 2 and place[0] is not None and place[1] is not None
    point = f'{{"type":"Point","coordinates":[{place[1]!r},{place[0]!r}]}}' if known else "null"
    return f'{{"type":"Feature","id":"{slug}","geometry":{point},"properties":'.encode() + text + b"}"


def together(texts: Sequence[bytes], style: str, origin: str, around: tuple[bytes, bytes, bytes]) -> bytes:
    """The texts as they are answered, addresses beginning with the site's origin; `around`: what stands before them,
    between each two, and after them."""
    mark, start = MARK[column_of(style)], f"{origin}/".encode()
    before, between, after = around
    if not texts:
        return before + after
    # One by one, and what stands around in the first and the last: to copy all of a long page takes the longest.
    told = [start.join(text.split(mark)) for text in texts]
    told[0] = before + told[0]
    told[-1] += after
    return between.join(told)


def as_lines(texts: Sequence[bytes], style: str, origin: str) -> bytes:
    """The texts as lines of CSV, which end as lines do, or as one JSON object a line."""
    end = b"" if style == "csv" else b"\n"
    return together(texts, style, origin, (b"", end, end))


def as_features(texts: Sequence[bytes], origin: str) -> bytes:
    """The texts as features, one after the other."""
    return together(texts, "geojson", origin, (b"", b",", b""))
