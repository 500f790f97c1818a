"""Pages of a list: cut at a cursor, counted, and linked to the ones before and after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from django.db.models import Model, QuerySet
from rest_framework.request import Request

from analysis.asking.filters import Filters
from exchange.api import cursors
from exchange.api.addresses import absolute
from exchange.api.cursors import Cursor
from exchange.api.forms import ALL, LARGEST_LIMIT, LIMIT

Row = TypeVar("Row")
COUNTED = 10_000


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """The rows of one page, in order, and whether there are others before and after."""

    rows: Sequence[Row]
    before: bool
    after: bool


def cut(read: Callable[[int, bool], Sequence[Row]], limit: int, cursor: Cursor | None) -> Slice[Row]:
    """One page. `read` gives at most so many rows from the cursor on; going backward if its second argument says so."""
    backward = cursor is not None and cursor.backward
    found = read(limit + 1, backward)
    rows, more = list(found[:limit]), len(found) > limit
    if backward:
        return Slice(rows[::-1], before=more, after=True)
    return Slice(rows, before=cursor is not None, after=more)


def page_of(filters: Filters, limit: int, cursor: Cursor | None) -> Slice[Model]:
    """One page of the rows that filters choose."""
    return rows_of_page(filters, limit, cursor, lambda rows: rows)


def rows_of_page(
    filters: Filters, limit: int, cursor: Cursor | None, rows_of: Callable[[QuerySet[Any]], QuerySet[Any, Any]]
) -> Slice[Row]:
    """The same as `rows_of` reads them from sorted rows, in their order whichever lots they come from."""
    order = filters.order

    def read(most: int, backward: bool) -> Sequence[Row]:
        lots = filters.sorted_lots(backward)
        beyond = [order.beyond(lot, cursor.position, backward) if cursor else lot for lot in lots]
        found = [list(rows_of(lot)[:most]) for lot in beyond]
        if len(found) == 1:
            return found[0]
        return list(islice(merge(*found, key=order.position, reverse=order.descending != backward), most))

    return cut(read, limit, cursor)


def counted(filters: Filters) -> int | None:
    """How many rows they choose, null beyond ten thousand: an exact count of more would cost more than it tells."""
    found = 0
    for lot in filters.sorted_lots():
        found += lot.order_by()[: COUNTED + 1 - found].count()
    return exact(found)


def exact(found: int) -> int | None:
    """What is said of rows that were counted up to one more than is told."""
    return found if found <= COUNTED else None


class Pager:
    """The cursor and the links of one request's list."""

    def __init__(self, request: Request, asked: dict[str, Any]) -> None:
        self.request = request
        self.of = cursors.question(request.path, request.query_params)
        self.limit: int = LARGEST_LIMIT if asked["limit"] == ALL else asked["limit"] or LIMIT
        self.cursor = cursors.read(asked["cursor"], self.of) if asked["cursor"] else None

    def links(self, page: Slice[Row], position: Callable[[Row], list[Any]]) -> dict[str, str | None]:
        """`next` and `previous`, null where there is no such page."""
        last = Cursor(position(page.rows[-1])) if page.rows and page.after else None
        first = Cursor(position(page.rows[0]), backward=True) if page.rows and page.before else None
        return {"next": self._link(last), "previous": self._link(first)}

    def _link(self, cursor: Cursor | None) -> str | None:
        if cursor is None:
            return None
        parameters = dict(self.request.query_params.lists()) | {"cursor": [cursors.written(cursor, self.of)]}
        asked = urlencode(parameters, doseq=True, safe=":,/", quote_via=quote)
        return absolute(self.request, f"{self.request.path}?{asked}")
