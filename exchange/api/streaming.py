"""Whole lists, written row by row: CSV and one JSON object a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language, override
from rest_framework.request import Request

from editorial.fields import Field
from editorial.publicplane import stream_publicly
from exchange.api.clocks import instant_of
from exchange.api.presenting import Presentation, Row
from exchange.api.tables import columns, lines
from exchange.api.texts import as_json, opening

Item = TypeVar("Item")
STREAMED = {"csv", "ndjson"}
AT_ONCE = 500


def streamed(
    request: Request, name: str, fields: Iterable[Field], view: Presentation, rows: Callable[[], Iterable[Row]]
) -> HttpResponseBase:
    """Every row in the format asked for, as a file. `rows` is called once the answer is under way."""
    told = _csv(fields, view) if request.accepted_renderer.format == "csv" else _ndjson(view)
    return as_file(request, name, lambda: map("".join, batches(told(rows()), AT_ONCE)))


def collected(around: Mapping[str, Any], features: Iterable[bytes]) -> Iterator[bytes]:
    """A FeatureCollection in parts: all its members but the features, and each feature's text."""
    yield opening(around, "features")
    between = b""
    for feature in features:
        yield between + feature
        between = b","
    yield b"]}\n"


def as_collection(
    request: Request, name: str, around: Mapping[str, Any], features: Callable[[], Iterable[Row]]
) -> HttpResponseBase:
    """The whole list as one FeatureCollection; `features` is called once the answer is under way."""

    def parts() -> Iterator[bytes]:
        told = (as_json(each).encode() for each in features())
        return map(b"".join, batches(collected(around, told), AT_ONCE))

    return as_file(request, name, parts)


def as_file(request: Request, name: str, parts: Callable[[], Iterable[str | bytes]]) -> HttpResponseBase:
    """A list as a file that is read as it is sent; `parts` is called once the answer is under way."""
    style = request.accepted_renderer.format
    headers = {"Content-Disposition": f'attachment; filename="handover-watch-{name}.{style}"'}
    charset = "; charset=utf-8" if style in STREAMED else ""
    media_type = f"{request.accepted_renderer.media_type}{charset}"
    if request.method == "HEAD":
        return StreamingHttpResponse((), content_type=media_type, headers=headers)
    content = _parts(parts, get_language() or "en", instant_of(request))
    return StreamingHttpResponse(content, content_type=media_type, headers=headers)


def _csv(fields: Iterable[Field], view: Presentation) -> Callable[[Iterable[Row]], Iterable[str]]:
    wanted = columns(fields, view.names)
    return lambda rows: lines(wanted, map(view.row, rows))


def _ndjson(view: Presentation) -> Callable[[Iterable[Row]], Iterable[str]]:
    return lambda rows: (_line(view.row(row)) for row in rows)


def _line(row: Row) -> str:
    return as_json(row) + "\n"


def _parts(parts: Callable[[], Iterable[str | bytes]], language: str, as_of: datetime | None) -> Iterator[str | bytes]:
    """The parts in a public plane and a language of the stream's own, since the request's have ended by then."""
    with override(language):
        yield from stream_publicly(parts, as_of)


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """The items in lists of at most so many."""
    iterator: Iterator[Any] = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
