"""Attacks counted and summed by what they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from analysis.setbased import over

Row = dict[str, Any]

WITHIN = (
    "CASE WHEN date_trunc('{unit}', date_earliest::timestamp) = date_trunc('{unit}', date_latest::timestamp)"
    " THEN to_char(date_latest, '{form}') END"
)

GROUPS = {
    "month": WITHIN.format(unit="month", form="YYYY-MM"),
    "year": WITHIN.format(unit="year", form="YYYY"),
    "weapon": "weapon",
    "base": "base_slug",
    "governorate": "governorate_code",
    "outcome": "outcome",
}
"""By name, what attacks are grouped by. A window that reaches beyond one month, or year, is in none."""

SUMMED = ("munitions", "killed", "wounded")
PARTS = ("reported", "min", "max")

COLUMNS = (
    "date_earliest",
    "date_latest",
    "weapons",
    "base_slug",
    "governorate_code",
    "outcome",
    *(f"{name}_{bound}" for name in SUMMED for bound in ("min", "max")),
)
SUMS = ", ".join(
    f"count({name}_min), sum({name}_min),"
    f" CASE WHEN count(*) FILTER (WHERE {name}_min IS NOT NULL AND {name}_max IS NULL) = 0 THEN sum({name}_max) END"
    for name in SUMMED
)
"""Of each count: how many attacks have one, the least that they add up to, the most; null where none has, and of the
most where one has no upper bound."""

NAMES = ("attacks", *(f"{name}_{part}" for name in SUMMED for part in PARTS))


def sums(rows: QuerySet[Any], groups: Sequence[str]) -> list[Row]:
    """One row for each combination of the groups' values, in their order, null last; one for all without groups.

    An attack with several weapons is in the row of each, so that rows by weapon add up to more than there are attacks.
    """
    keys = [GROUPS[name] for name in groups]
    told = over(rows.order_by().values_list(*COLUMNS), statement(keys, by_weapon="weapon" in groups))
    return [_row([*groups, *NAMES], each) for each in told]


def statement(keys: Sequence[str], *, by_weapon: bool) -> str:
    """The SQL of it."""
    each = " CROSS JOIN LATERAL unnest(weapons) weapon" if by_weapon else ""
    places = ", ".join(str(place) for place in range(1, len(keys) + 1))
    grouped = f" GROUP BY {places} ORDER BY {places}" if keys else ""
    return f"SELECT {', '.join([*keys, 'count(*)', SUMS])} FROM {{rows}} q{each}{grouped}"


def _row(names: Sequence[str], values: Sequence[Any]) -> Row:
    """Sums are whole numbers, which PostgreSQL gives as decimals."""
    return {
        name: value if value is None or isinstance(value, str) else int(value)
        for name, value in zip(names, values, strict=True)
    }
