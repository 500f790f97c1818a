"""A page of a list and its count as one statement, which is written once for all questions of its shape.

Which statement is soonest depends on how much is chosen. Where bounds on a map leave few rows, all of them are found by
their places and sorted. Where rows are many, a page of them is read from an index in their order, and no further.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Field as Column
from django.db.models import IntegerField

from analysis.asking.filters import Filters
from analysis.asking.plans import Key, Part, Plan, Rows, Slot, Statement, compiled, rows_of, statement_of
from exchange.api import sent, texts
from exchange.api.cursors import Cursor
from exchange.api.pages import COUNTED, Slice, cut, exact

Row = tuple[Any, ...]
CURSOR, LIMIT = "cursor", "limit"
COUNTED_AT_MOST, ON_A_PAGE = (Slot(LIMIT, place, IntegerField()) for place in (0, 1))


def planned_page(
    kind: str, style: str, filters: Filters, limit: int, cursor: Cursor | None
) -> tuple[Slice[Row], int | None] | None:
    """The rows of one page as `texts.rows_of` has them, and the count of the list.

    None where a parameter looks at more than its value, or where no row can match.
    """
    parts = filters.parts()
    if parts is None:
        return None
    asked = Asked(kind, style, filters, parts, cursor)
    of_many = filters.holds_many
    statement = statement_of(asked.counted(of_many=of_many))
    if statement is None:
        return None
    count: list[int] = []

    def read(most: int, _backward: bool) -> Sequence[Row]:
        given = asked.values() | {COUNTED_AT_MOST.key: COUNTED + 1, ON_A_PAGE.key: most}
        found = statement.asked(given)
        count.append(found[0][0])
        if count[0] > COUNTED and not of_many:
            return rows_of(asked.page_alone(), given)
        return [row[1:] for row in found if row[1] is not None]

    page = cut(read, limit, cursor)
    return page, exact(count[0])


@dataclass(frozen=True)
class Asked:
    """One question, and the plans of the statements that may answer it."""

    kind: str
    style: str
    filters: Filters
    parts: Mapping[str, Part]
    cursor: Cursor | None

    def values(self) -> dict[Key, Any]:
        """What the slots of its statements hold, but for how many rows are wanted."""
        position = self.cursor.position if self.cursor else ()
        given = [*((name, part.values) for name, part in self.parts.items()), (CURSOR, position)]
        return {(name, place): value for name, values in given for place, value in enumerate(values)}

    def counted(self, *, of_many: bool) -> Plan:
        """The page and the count of the list in one; the page is left out if bounds turn out to hold many rows."""
        return self.plan("of many", self.of_many) if of_many else self.plan("of few", self.of_few)

    def of_many(self) -> Statement:
        lots = self.lots(of_many=True)
        every = together([compiled(lot.order_by().values_list("pk")) for lot in lots], COUNTED_AT_MOST)
        page = self.page(lots)
        sql = (
            f"SELECT c.n, p.* FROM (SELECT count(*) AS n FROM ({every.sql} LIMIT %s) q) c"
            f" LEFT JOIN ({page.sql} LIMIT %s) p ON true ORDER BY {self.in_order('p')}"
        )
        return Statement(sql, (*every.parameters, COUNTED_AT_MOST, *page.parameters, ON_A_PAGE))

    def of_few(self) -> Statement:
        """All that lies in the bounds is found once: it is counted, and sorted for the page."""
        (rows,) = self.lots(of_many=False)
        order, told_by = self.filters.order, texts.told_by(rows, self.style)
        every = compiled(rows.order_by().values_list("id", *told_by, *order.names))
        beyond, position = self.beyond("f")
        columns = ", ".join(f"p.{name}" for name in (*told_by, *order.names))
        most = f"CASE WHEN (SELECT count(*) FROM found) <= {COUNTED} THEN %s ELSE 0 END"
        sql = (
            f"WITH found AS MATERIALIZED ({every.sql} LIMIT %s), page AS"
            f" (SELECT * FROM found f WHERE {beyond} ORDER BY {self.in_order('f')} LIMIT {most})"
            f" SELECT c.n, p.id, x.{texts.column_of(self.style)}::{sent.TYPE}, {columns}"
            " FROM (SELECT count(*) AS n FROM found) c LEFT JOIN page p ON true"
            f" {texts.TEXT_OF.format(key='p.id')} ORDER BY {self.in_order('p')}"
        )
        kind = (self.kind, texts.form(self.kind))
        return Statement(sql, (*every.parameters, COUNTED_AT_MOST, *position, ON_A_PAGE, *kind))

    def beyond(self, of: str) -> tuple[str, list[Slot]]:
        """The condition that rows with their keys lie beyond the cursor, and its parameters."""
        if self.cursor is None:
            return "true", []
        than = "<" if self.filters.order.descending != self.backward else ">"
        keys = ", ".join(f"{of}.{name}" for name in self.filters.order.names)
        slots = [Slot(CURSOR, place, Column()) for place in range(len(self.cursor.position))]
        return f"({keys}) {than} ({', '.join(['%s'] * len(slots))})", slots

    def page_alone(self) -> Plan:
        """The page of a list that has many rows, where the count is known already."""

        def write() -> Statement:
            page = self.page(self.lots(of_many=True))
            return Statement(f"{page.sql} LIMIT %s", (*page.parameters, ON_A_PAGE))

        return self.plan("page alone", write)

    def plan(self, which: str, write: Callable[[], Statement]) -> Plan:
        """What one of the statements is found by."""
        shapes = tuple((name, part.shape) for name, part in self.parts.items())
        going = (self.backward, len(self.cursor.position)) if self.cursor else None
        return Plan((which, self.kind, self.style, type(self.filters), shapes, going), write)

    @property
    def backward(self) -> bool:
        return self.cursor is not None and self.cursor.backward

    def lots(self, *, of_many: bool) -> Sequence[Rows]:
        """The chosen rows, sorted; as `Part` has it, narrowed and split for when many are left."""
        order = self.filters.order
        rows = order.sorted(self.filters.queryset.all(), self.backward)
        splits = of_many and order.is_by_day
        splitting = next((name for name, part in self.parts.items() if splits and part.lots), None)
        for name, part in self.parts.items():
            if name != splitting:
                narrowed = part.of_many if of_many and part.of_many else part.chosen
                rows = narrowed(rows, part.slots(name))
        split = self.parts[splitting].lots if splitting else None
        return split(rows, self.parts[splitting].slots(splitting)) if splitting and split else [rows]

    def page(self, lots: Sequence[Rows]) -> Statement:
        """The rows of one page, sorted, without a limit to them all."""
        order, cursor = self.filters.order, self.cursor
        if cursor:
            slots = [Slot(CURSOR, place, Column()) for place in range(len(cursor.position))]
            lots = [order.beyond(lot, slots, self.backward) for lot in lots]
        read = [compiled(texts.rows_of(lot, self.kind, self.style, order)) for lot in lots]
        if len(read) == 1:
            return read[0]
        every = together(read, ON_A_PAGE)
        return Statement(f"SELECT * FROM ({every.sql}) u ORDER BY {self.in_order('u')}", every.parameters)

    def in_order(self, of: str) -> str:
        """The order in which the rows of the page are read, by what their keys are called in `of`."""
        direction = "DESC" if self.filters.order.descending != self.backward else "ASC"
        return ", ".join(f"{of}.{name} {direction}" for name in self.filters.order.names)


def together(lots: Sequence[Statement], most: Slot) -> Statement:
    """The rows of all lots, of each at most so many."""
    if len(lots) == 1:
        return lots[0]
    sql = " UNION ALL ".join(f"({each.sql} LIMIT %s)" for each in lots)
    return Statement(sql, tuple(value for each in lots for value in (*each.parameters, most)))
