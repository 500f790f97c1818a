"""Attacks counted per hexagon of the H3 grid and per month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

import h3
from django.db.models import QuerySet

from analysis.setbased import over

FINEST = 9
"""The resolution of the cell that each attack holds."""

BITS = 3
"""How many bits of an index tell a cell from its siblings; those beyond its resolution are all set."""

COUNT = """
WITH counted AS MATERIALIZED (
  SELECT cell >> {shift} AS part, date_trunc('month', date_latest::timestamp)::date AS month, count(*) AS attacks
    FROM {rows} q WHERE cell IS NOT NULL GROUP BY 1, 2
)
SELECT total, part, month, attacks FROM (SELECT count(*) AS total FROM counted) t LEFT JOIN counted ON total <= {most}
 ORDER BY 2, 3"""


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
        shift = BITS * (15 - level)
        total, *found = zip(
            *over(columns, COUNT.replace("{shift}", str(shift)).replace("{most}", str(most))), strict=True
        )
        if total[0] <= most:
            return _told(level, list(zip(*found, strict=True)) if total[0] else [])
    return Density(resolution, [], [])


def _told(resolution: int, found: list[tuple[int, date | None, int]]) -> Density:
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
