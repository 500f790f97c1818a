"""A page of a list and its count as one statement, which is written once for all questions of its shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Field as Column
from django.db.models import IntegerField

from analysis.asking.filters import Filters
from analysis.asking.orders import Order
from analysis.asking.plans import Key, Part, Plan, Slot, Statement, compiled, statement_of
from exchange.api import texts
from exchange.api.cursors import Cursor
from exchange.api.pages import COUNTED, Slice, cut, exact

Row = tuple[Any, ...]
CURSOR, LIMIT = "cursor", "limit"


def planned_page(
    kind: str, style: str, filters: Filters, limit: int, cursor: Cursor | None
) -> tuple[Slice[Row], int | None] | None:
    """The rows of one page as `texts.rows_of` has them, and the count of the list.

    None where a parameter looks at more than its value, or where no row can match.
    """
    parts = filters.parts()
    if parts is None:
        return None
    statement = statement_of(plan(kind, style, filters, parts, cursor))
    if statement is None:
        return None
    values: dict[Key, Any] = {
        (name, place): value for name, part in parts.items() for place, value in enumerate(part.values)
    }
    values |= {(CURSOR, place): value for place, value in enumerate(cursor.position if cursor else ())}
    count: list[int] = []

    def read(most: int, _backward: bool) -> Sequence[Row]:
        found = statement.asked(values | {(LIMIT, 0): COUNTED + 1, (LIMIT, 1): most})
        count.append(found[0][0])
        return [row[1:] for row in found if row[1] is not None]

    page = cut(read, limit, cursor)
    return page, exact(count[0])


def plan(kind: str, style: str, filters: Filters, parts: Mapping[str, Part], cursor: Cursor | None) -> Plan:
    """What the statement for a question is found by."""
    shapes = tuple((name, part.shape) for name, part in parts.items())
    going = (cursor.backward, len(cursor.position)) if cursor else None
    order, rows = filters.order, filters.queryset

    def write() -> Statement:
        chosen = rows.all()
        for name, part in parts.items():
            chosen = part.chosen(chosen, part.slots(name))
        every = compiled(chosen.order_by().values_list("pk"))
        backward = cursor is not None and cursor.backward
        ordered = order.sorted(chosen, backward)
        if cursor:
            slots = [Slot(CURSOR, place, Column()) for place in range(len(cursor.position))]
            ordered = order.beyond(ordered, slots, backward)
        page = compiled(texts.rows_of(ordered, kind, style, order))
        most = [Slot(LIMIT, place, IntegerField()) for place in (0, 1)]
        sql = (
            f"SELECT c.n, p.* FROM (SELECT count(*) AS n FROM ({every.sql} LIMIT %s) q) c"
            f" LEFT JOIN ({page.sql} LIMIT %s) p ON true ORDER BY {in_order(order, backward)}"
        )
        return Statement(sql, (*every.parameters, most[0], *page.parameters, most[1]))

    return Plan((kind, style, type(filters), shapes, going), write)


def in_order(order: Order, backward: bool) -> str:
    """The rows of the page in the order that they were read in."""
    direction = "DESC" if order.descending != backward else "ASC"
    return ", ".join(f"p.{name} {direction}" for name in order.names)
