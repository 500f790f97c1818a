"""More attacks than can be told apart: bars of the time axis, hexagons of the map, and the first rows of the table."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from analysis.asking.orders import Order
from analysis.bars import Bar, bars
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
RESOLUTIONS = {5: 3, 6: 4, 7: 4, 8: 5, 9: 6, 10: 7, 11: 7, 12: 8}
"""The resolution of hexagons for a zoom of the map: about 30 pixels across."""

COARSEST, FINEST = 2, 8
WEAPON_PLACES = {code: index for index, code in enumerate(Weapon.values)}
SEVERAL = len(WEAPON_PLACES)


def resolution_of(zoom: int | None) -> int:
    """The resolution of the hexagons at a zoom; that of the whole country where none is given."""
    level = 6 if zoom is None else zoom
    return COARSEST if level < min(RESOLUTIONS) else RESOLUTIONS.get(level, FINEST)


def summed(asked: FireFilters) -> Row:
    """The attacks of a question, summed up. `window` narrows the hexagons alone."""
    rows = asked.qs
    seen = within_box(rows, *asked.asked["window"]) if asked.asked["window"] else rows
    cells = density(seen, resolution_of(asked.asked["zoom"]))
    found = stacked(bars(rows, asked.asked["by"] or "month"))
    return {
        "days": {"first": found[0][0], "last": found[-1][0], "by": asked.asked["by"] or "month"} if found else None,
        "bars": found,
        "cells": {"resolution": cells.resolution, "ids": cells.ids, "months": cells.months},
        "rows": first_rows(rows, asked.order),
        "words": vocabularies(),
    }


def stacked(found: list[Bar]) -> list[list[int]]:
    """Bars by weapon: day, the weapon's place, certain, possible, latest; attacks with several weapons together."""
    told = sorted([each.day, weapon_place(each.weapons), each.certain, each.possible, each.latest] for each in found)
    return [
        [*key, *(sum(each[part] for each in same) for part in (2, 3, 4))]
        for key, same in ((key, list(same)) for key, same in groupby(told, lambda each: (each[0], each[1])))
    ]


def weapon_place(weapons: list[str]) -> int:
    """The place of a weapon among the words; that after the last where there are several."""
    return WEAPON_PLACES[weapons[0]] if len(set(weapons)) == 1 else SEVERAL


def first_rows(rows: QuerySet[Any], order: Order) -> list[Row]:
    """The first rows of the table, in full."""
    return [attack_row(row) for row in serve(RecordKind.ATTACK, list(order.sorted(rows)[:ROWS]))]
