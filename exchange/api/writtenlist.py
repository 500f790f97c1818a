"""A list's answer made of texts: what is read is what is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rest_framework.request import Request

from analysis.asking.filters import Filters
from editorial.fields import REGISTRY
from exchange.api import texts
from exchange.api.filters import ListFilters
from exchange.api.listplans import planned_page
from exchange.api.pages import Pager, Slice, counted, rows_of_page
from exchange.api.streaming import batches, collected
from exchange.api.surroundings import around_all, surroundings
from exchange.api.tables import columns, lines
from exchange.api.written import Written

Row = tuple[Any, ...]
AT_ONCE = 200
"""Rows that one part of a file is made of: each thread that sent a file keeps room for some copies of a part."""


class WrittenList(Written):
    """One request for a list of a kind whose rows have texts."""

    def __init__(self, request: Request, kind: str, name: str, filters: ListFilters) -> None:
        super().__init__(request, name, filters.asked)
        self.kind, self.filters = kind, filters

    def page(self, pager: Pager) -> tuple[Mapping[str, Any], Sequence[bytes]]:
        planned = planned_page(self.kind, self.style, self.filters, pager.limit, pager.cursor)
        page, count = planned or (self.read(pager), counted(self.filters))
        around = surroundings(self.request, pager.links(page, self.filters.order.position), count)
        return around, texts.written(self.kind, self.style, page.rows)

    def read(self, pager: Pager) -> Slice[Row]:
        """The rows of a page whose statement is none that is kept."""
        order = self.filters.order
        return rows_of_page(
            self.filters, pager.limit, pager.cursor, lambda rows: texts.rows_of(rows, self.kind, self.style, order)
        )

    def whole(self) -> Iterator[bytes]:
        yield from whole(self.kind, self.style, self.filters, self.origin)

    def whole_collection(self) -> Iterator[bytes]:
        around = around_all(self.request, counted(self.filters))
        yield from whole_collection(self.kind, self.filters, self.origin, around)


def whole(kind: str, style: str, filters: Filters, origin: str) -> Iterator[bytes]:
    """Every row that the filters choose, in their order, as CSV or as one JSON object a line."""
    if style == "csv":
        fields = REGISTRY[kind].fields
        yield next(lines(columns(fields, texts.list_names(kind)), ())).encode()
    for rows in rows_at_once(kind, style, filters):
        yield texts.as_lines(texts.written(kind, style, rows), style, origin)


def whole_collection(kind: str, filters: Filters, origin: str, around: Mapping[str, Any]) -> Iterator[bytes]:
    """The same as a FeatureCollection; `around` are its members but the features."""
    rows = rows_at_once(kind, "geojson", filters)
    yield from collected(around, (texts.as_features(texts.written(kind, "geojson", each), origin) for each in rows))


def rows_at_once(kind: str, style: str, filters: Filters) -> Iterator[list[Row]]:
    """The rows in lists of many, each with its text."""
    order = filters.order
    rows = texts.rows_of(order.sorted(filters.qs), kind, style, order)
    if style != "geojson":  # what places a feature, and the keys of the order, are read by nobody else
        rows = rows.values_list("pk", "text")
    yield from batches(rows.iterator(chunk_size=AT_ONCE), AT_ONCE)
