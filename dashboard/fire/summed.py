"""More attacks than can be told apart: bars of the time axis, hexagons of the map, and the first rows of the table."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import h3
from django.db.models import DateField, QuerySet
from django.db.models.functions import Coalesce

from analysis.asking.orders import EARLY
from analysis.asking.question import FireFilters
from analysis.bars import Bars, bars
from analysis.density import Density, bars_and_density, density
from analysis.places import within_degrees
from attacks.choices import Weapon
from dashboard.fire.columns import first_columns
from dashboard.fire.writing import compact

ROWS = 200
COUNTS = 12_000
"""Counts of cells and months that one answer holds at most."""

RESOLUTIONS = {5: 2, 6: 3, 7: 4, 8: 5, 9: 5, 10: 6, 11: 7, 12: 8}
"""The resolution of hexagons for a zoom of the map: some 25 to 60 pixels across."""

FARTHEST, NEAREST = min(RESOLUTIONS), max(RESOLUTIONS)
BARS = 6_000
"""Bars by day and weapon that one answer holds at most."""

WIDER = {"day": "week", "week": "month"}
DEGREE = 10_000
EPOCH = date(1970, 1, 1)
WEAPON_PLACES = {code: index for index, code in enumerate(Weapon.values)}


def resolution_of(zoom: int | None) -> int:
    """The resolution of the hexagons at a zoom; that of the whole country where none is given."""
    return RESOLUTIONS[min(NEAREST, max(FARTHEST, 6 if zoom is None else zoom))]


def summed(asked: FireFilters, found: Bars, hexagons: Density) -> str:
    """The attacks of a question, summed up, as JSON."""
    told_bars = written(found)
    columns, words = first_columns(bounded(asked, found), asked.order, ROWS)
    told = {
        "count": found.count,
        "all": False,
        "days": {"first": told_bars[0][0], "last": told_bars[-1][0], "by": found.by} if told_bars else None,
        "bars": told_bars,
        "cells": cells_told(hexagons),
        "words": words,
    }
    return f'{compact(told)[:-1]},"columns":{columns}}}'


def sums(asked: FireFilters) -> tuple[Bars, Density]:
    """Bars as wide as asked for, wider where they would be too many, and hexagons."""
    wanted = asked.asked["by"] or "month"
    if asked.asked["window"]:
        found, seen = bars(asked.qs, wanted), hexagons(asked)
    else:
        found, seen = bars_and_density(asked.qs, wanted, resolution_of(asked.asked["zoom"]), COUNTS)
    while len(found.found) > BARS and found.by in WIDER:
        found = bars(asked.qs, WIDER[found.by])
    return found, seen


def hexagons(asked: FireFilters) -> Density:
    """The hexagons of a question; `window` narrows them alone, to what a map shows."""
    window = asked.asked["window"]
    seen = within_degrees(asked.qs, *window) if window else asked.qs
    return density(seen, resolution_of(asked.asked["zoom"]), COUNTS)


def cells_told(found: Density) -> dict[str, Any]:
    """The hexagons: ids, corners, and their counts by month, each with its hexagon's place among the ids."""
    return {
        "resolution": found.resolution,
        "ids": found.ids,
        "corners": [corners(each) for each in found.ids],
        "months": found.months,
    }


def corners(cell: str) -> list[int]:
    """Latitude and longitude of a hexagon's first corner, then of each other from the one before: ten thousandths of
    a degree, some 10 m."""
    points = [(round(lat * DEGREE), round(lon * DEGREE)) for lat, lon in h3.cell_to_boundary(cell)]
    steps = [(lat - south, lon - west) for (south, west), (lat, lon) in pairwise(points)]
    return [part for point in [points[0], *steps] for part in point]


def bounded(asked: FireFilters, found: Bars) -> QuerySet[Any]:
    """The attacks, where they come by day without the days on which none is: an index is read from the first on."""
    rows = asked.qs
    if asked.asked["sort"] in {None, "-date"} and found.last_day:
        day = Coalesce("date_latest", "date_earliest", output_field=DateField())
        return rows.annotate(by_day=Coalesce(day, EARLY)).filter(by_day__lte=found.last_day)
    return rows


def written(found: Bars) -> list[list[int]]:
    """Bars as numbers: day, the weapon's place among the words, certain, possible, latest."""
    several = len(WEAPON_PLACES)
    return sorted(
        [(day - EPOCH).days, WEAPON_PLACES.get(weapon, several), bar.certain, bar.possible, bar.latest]
        for (day, weapon), bar in found.found.items()
    )
