"""Attacks counted per hexagon of the H3 grid and per month."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import h3
from django.db.models import F, QuerySet
from django.db.models.functions import TruncMonth

from analysis.setbased import over

COUNT = """
SELECT latitude, longitude, month, count(*) FROM {rows} q GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Density:
    """Counts of rows by cell and month; `ids` are H3 indexes, a month is counted from January 1970."""

    resolution: int
    ids: list[str]
    months: list[tuple[int, int | None, int]]


@lru_cache(maxsize=200_000)
def cell_of(latitude: float, longitude: float, resolution: int) -> str:
    """The H3 index of the cell that a point lies in."""
    return h3.latlng_to_cell(latitude, longitude, resolution)


def density(rows: QuerySet[Any], resolution: int) -> Density:
    """Dated and undated rows that have a point, counted by its cell and by the month of their latest day."""
    placed = rows.filter(latitude__isnull=False, longitude__isnull=False).order_by()
    found: dict[tuple[str, int | None], int] = {}
    columns = placed.annotate(month=TruncMonth(F("date_latest"))).values_list("latitude", "longitude", "month")
    for latitude, longitude, month, count in over(columns, COUNT):
        key = cell_of(latitude, longitude, resolution), (month.year - 1970) * 12 + month.month - 1 if month else None
        found[key] = found.get(key, 0) + count
    ids = sorted({cell for cell, _month in found})
    place = {cell: index for index, cell in enumerate(ids)}
    return Density(resolution, ids, sorted((place[cell], month, count) for (cell, month), count in found.items()))
