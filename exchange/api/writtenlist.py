"""A list's answer made of texts: what is read is what is sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from analysis.asking.filters import Filters
from editorial.fields import REGISTRY
from exchange.api import texts
from exchange.api.addresses import origin_of
from exchange.api.filters import ListFilters
from exchange.api.listplans import planned_page
from exchange.api.pages import Pager, Slice, counted, cut
from exchange.api.streaming import STREAMED, as_file, batches, collected
from exchange.api.surroundings import around_all, is_whole, rows_name, surroundings
from exchange.api.tables import columns, lines

Row = tuple[Any, ...]
AT_ONCE = 200
"""Rows that one part of a file is made of: each thread that sent a file keeps room for some copies of a part."""


class WrittenList:
    """One request for a list of a kind whose rows have texts."""

    def __init__(self, request: Request, kind: str, name: str, filters: ListFilters) -> None:
        self.request, self.kind, self.name, self.filters = request, kind, name, filters
        self.style = request.accepted_renderer.format
        self.origin = origin_of(request)

    def answer(self) -> HttpResponseBase:
        """A page, or the whole list as a file."""
        if self.style in STREAMED:
            return as_file(self.request, self.name, self.whole)
        if is_whole(self.request, self.filters.asked):
            return as_file(self.request, self.name, self.whole_collection)
        pager = Pager(self.request, self.filters.asked)
        planned = planned_page(self.kind, self.style, self.filters, pager.limit, pager.cursor)
        page, count = planned or (self.page(pager), counted(self.filters.qs))
        links = pager.links(page, self.filters.order.position)
        around = surroundings(self.request, links, count)
        return made_of(self.request, around, texts.written(self.kind, self.style, page.rows))

    def page(self, pager: Pager) -> Slice[Row]:
        order, cursor = self.filters.order, pager.cursor

        def read(most: int, backward: bool) -> Sequence[Row]:
            rows = order.sorted(self.filters.qs, backward)
            rows = order.beyond(rows, cursor.position, backward) if cursor else rows
            return list(texts.rows_of(rows, self.kind, self.style, order)[:most])

        return cut(read, pager.limit, cursor)

    def whole(self) -> Iterator[bytes]:
        """The file, in parts of many rows."""
        yield from whole(self.kind, self.style, self.filters, self.origin)

    def whole_collection(self) -> Iterator[bytes]:
        """The same as one FeatureCollection."""
        around = around_all(self.request, counted(self.filters.qs))
        yield from whole_collection(self.kind, self.filters, self.origin, around)


def made_of(request: Request, around: Mapping[str, Any], rows: Sequence[str]) -> HttpResponse:
    """A page made of the texts of its rows; `around` are its other members."""
    told = json.dumps(around, separators=(",", ":"))
    content = f'{told[:-1]},"{rows_name(request)}":[{",".join(rows)}]}}'
    style, origin = request.accepted_renderer.format, origin_of(request)
    return HttpResponse(texts.with_origin(content, style, origin), content_type=request.accepted_renderer.media_type)


def whole(kind: str, style: str, filters: Filters, origin: str) -> Iterator[bytes]:
    """Every row that the filters choose, in their order, as CSV or as one JSON object a line."""
    if style == "csv":
        fields = REGISTRY[kind].fields
        yield next(lines(columns(fields, texts.list_names(kind)), ())).encode()
    end = "" if style == "csv" else "\n"
    for rows in rows_at_once(kind, style, filters):
        content = "".join(text + end for text in texts.written(kind, style, rows))
        yield texts.with_origin(content, style, origin)


def whole_collection(kind: str, filters: Filters, origin: str, around: Mapping[str, Any]) -> Iterator[bytes]:
    """The same as a FeatureCollection; `around` are its members but the features."""
    parts = (",".join(texts.written(kind, "geojson", rows)) for rows in rows_at_once(kind, "geojson", filters))
    for part in collected(around, parts):
        yield texts.with_origin(part, "geojson", origin)


def rows_at_once(kind: str, style: str, filters: Filters) -> Iterator[list[Row]]:
    """The rows in lists of many, each with its text."""
    order = filters.order
    rows = texts.rows_of(order.sorted(filters.qs), kind, style, order)
    if style != "geojson":  # what places a feature, and the keys of the order, are read by nobody else
        rows = rows.values_list("pk", "text")
    yield from batches(rows.iterator(chunk_size=AT_ONCE), AT_ONCE)
