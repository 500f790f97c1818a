"""Attacks counted per hexagon of the H3 grid and per month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import h3
from django.db.models import QuerySet

from analysis.bars import COLUMNS as OF_BARS
from analysis.bars import Bars, bars_of, keys
from analysis.setbased import over

FINEST = 9
"""The resolution of the cell that each attack holds."""

BITS = 3
"""How many bits of an index tell a cell from its siblings; those beyond its resolution are all set."""

MONTH = "date_trunc('month', date_latest::timestamp)::date"

COUNT = """
WITH counted AS MATERIALIZED (
  SELECT cell >> {shift} AS part, {month} AS month, count(*) AS attacks
    FROM {rows} q WHERE cell IS NOT NULL GROUP BY 1, 2
)
SELECT total, part, month, attacks FROM (SELECT count(*) AS total FROM counted) t LEFT JOIN counted ON total <= {most}
 ORDER BY 2, 3""".replace("{month}", MONTH)

WITH_BARS = """
WITH counted AS MATERIALIZED (
  SELECT {bars}, cell >> {shift} AS part, {month} AS month, count(*) AS attacks, grouping(cell >> {shift}) AS of_bars
    FROM {rows} q GROUP BY GROUPING SETS (({bars}), (cell >> {shift}, {month}))
)
SELECT counted.* FROM counted CROSS JOIN (SELECT count(*) AS total FROM counted WHERE of_bars = 0) t
 WHERE of_bars = 1 OR (part IS NOT NULL AND total <= {most})""".replace("{month}", MONTH)

Part = tuple[int, date | None, int]
"""The bits of a cell up to its resolution, the month, and how many attacks."""


@dataclass(frozen=True)
class Density:
    """Counts of attacks by cell and month: an index into `ids`, months since January 1970 or null, how many."""

    resolution: int
    ids: list[str]
    months: list[tuple[int, int | None, int]]


def density(rows: QuerySet[Any], resolution: int, most: int) -> Density:
    """Attacks that have a point, by cell and month of their latest day.

    Coarser where there were more than `most` counts: a coarse cell holds the finer ones that H3 puts under it.
    """
    columns = rows.order_by().values_list("cell", "date_latest")
    for level in range(min(resolution, FINEST), -1, -1):
        told = over(columns, filled(COUNT, level, most))
        if told[0][0] <= most:
            return _told(level, ((part, month, count) for _total, part, month, count in told if part is not None))
    return Density(resolution, [], [])


def bars_and_density(rows: QuerySet[Any], by: str, resolution: int, most: int) -> tuple[Bars, Density]:
    """Both of them, in one pass over the attacks."""
    statement = filled(WITH_BARS, resolution, most).replace("{bars}", keys(by))
    told = over(rows.order_by().values_list("cell", *OF_BARS), statement)
    found = bars_of(((*row[:4], row[6]) for row in told if row[7]), by)
    parts = sorted((row[4], row[5] or date.min, row[6]) for row in told if not row[7])
    if parts or not found.count:
        return found, _told(resolution, ((part, None if month == date.min else month, n) for part, month, n in parts))
    return found, density(rows, resolution - 1, most)


def filled(statement: str, resolution: int, most: int) -> str:
    """A statement for cells of one resolution."""
    return statement.replace("{shift}", str(BITS * (15 - resolution))).replace("{most}", str(most))


def _told(resolution: int, found: Iterable[Part]) -> Density:
    places: dict[int, int] = defaultdict(lambda: len(places))
    months = [(places[part], _month(month), count) for part, month, count in found]
    return Density(resolution, [whole(part, resolution) for part in places], months)


def whole(part: int, resolution: int) -> str:
    """The index of a cell of which only the bits up to its resolution were kept, with those of a finer cell's level."""
    shift = BITS * (15 - resolution)
    index = (part << shift) | ((1 << shift) - 1)
    return h3.int_to_str(index & ~(15 << 52) | (resolution << 52))


def _month(day: date | None) -> int | None:
    return (day.year - 1970) * 12 + day.month - 1 if day else None
