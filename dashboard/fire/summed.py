"""More attacks than can be told apart: bars of the time axis, hexagons of the map, and the first rows of the table."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from analysis.asking.orders import Order
from analysis.bars import Bars
from analysis.density import density
from analysis.places import within_box
from analysis.serving import serve
from attacks.choices import Weapon
from dashboard.fire.columns import vocabularies
from dashboard.fire.question import FireFilters
from dashboard.mapdata import attack_row
from editorial.choices import RecordKind

Row = dict[str, Any]

ROWS = 200
COUNTS = 12_000
"""Counts of cells and months that one answer holds at most."""

RESOLUTIONS = {5: 2, 6: 3, 7: 4, 8: 5, 9: 5, 10: 6, 11: 7, 12: 8}
"""The resolution of hexagons for a zoom of the map: some 25 to 60 pixels across."""

FARTHEST, NEAREST = min(RESOLUTIONS), max(RESOLUTIONS)
EPOCH = date(1970, 1, 1)
WEAPON_PLACES = {code: index for index, code in enumerate(Weapon.values)}


def resolution_of(zoom: int | None) -> int:
    """The resolution of the hexagons at a zoom; that of the whole country where none is given."""
    return RESOLUTIONS[min(NEAREST, max(FARTHEST, 6 if zoom is None else zoom))]


def summed(asked: FireFilters, found: Bars) -> Row:
    """The attacks of a question, summed up. `window` narrows the hexagons alone."""
    window = asked.asked["window"]
    seen = within_box(asked.qs, *window) if window else asked.qs
    cells = density(seen, resolution_of(asked.asked["zoom"]), COUNTS)
    told = written(found)
    return {
        "days": {"first": told[0][0], "last": told[-1][0], "by": found.by} if told else None,
        "bars": told,
        "cells": {"resolution": cells.resolution, "ids": cells.ids, "months": cells.months},
        "rows": first_rows(asked.qs, asked.order),
        "words": vocabularies(),
    }


def written(found: Bars) -> list[list[int]]:
    """Bars as numbers: day, the weapon's place among the words, certain, possible, latest."""
    several = len(WEAPON_PLACES)
    return sorted(
        [(day - EPOCH).days, WEAPON_PLACES.get(weapon, several), bar.certain, bar.possible, bar.latest]
        for (day, weapon), bar in found.found.items()
    )


def first_rows(rows: QuerySet[Any], order: Order) -> list[Row]:
    """The first rows of the table, in full."""
    return [attack_row(row) for row in serve(RecordKind.ATTACK, list(order.sorted(rows)[:ROWS]))]
