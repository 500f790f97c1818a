"""Attacks counted per hexagon of the H3 grid: how many lie in each cell of one resolution."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import h3
from django.db.models import QuerySet

from analysis.density import BITS, whole
from analysis.setbased import over

COUNT = "SELECT cell >> {shift}, count(*) FROM {rows} q GROUP BY 1 ORDER BY 2 DESC, 1"

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Cell:
    """One hexagon and the attacks whose point lies in it."""

    index: str
    attacks: int

    @property
    def centre(self) -> tuple[float, float]:
        """Its middle: latitude and longitude in degrees, WGS 84."""
        latitude, longitude = h3.cell_to_latlng(self.index)
        return round(latitude, 6), round(longitude, 6)

    @property
    def outline(self) -> Ring:
        """Its corners, longitude first, counter-clockwise, the first again at the end."""
        corners = [(round(longitude, 6), round(latitude, 6)) for latitude, longitude in h3.cell_to_boundary(self.index)]
        return [*corners, corners[0]]


@dataclass(frozen=True)
class Counted:
    """The cells that hold attacks, the fullest first, and how many attacks have no point."""

    cells: list[Cell]
    without_point: int


def cells_of(rows: QuerySet[Any], resolution: int) -> Counted:
    """Attacks by cell of an H3 resolution, from 0 to that of the stored cell, 9."""
    statement = COUNT.replace("{shift}", str(BITS * (15 - resolution)))
    told = over(rows.order_by().values_list("cell"), statement)
    cells = [Cell(whole(part, resolution), count) for part, count in told if part is not None]
    return Counted(cells, sum(count for part, count in told if part is None))
