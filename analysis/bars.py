"""Attacks counted per bar of a time axis, and by weapon: what is certain, and what may fall into it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from analysis.setbased import over
from attacks.documents.attacks import FACETS

SEVERAL = "several"
"""What an attack with more than one weapon is counted under."""

BEGINS = {
    "day": "date_latest",
    "week": "date_trunc('week', date_latest::timestamp)::date",
    "month": "date_trunc('month', date_latest::timestamp)::date",
}
UNSURE = "CASE WHEN date_earliest IS DISTINCT FROM date_latest THEN {} END"
"""The bounds of a window that is wider than a day; those of days would only make more groups."""

COLUMNS = ("facets", "date_earliest", "date_latest")

Group = tuple[str, date | None, date | None, date | None, int]
"""The weapons, the bar that holds the latest day, the bounds of a window wider than a day, and how many attacks."""


@dataclass
class Bar:
    """Of one bar and weapon: attacks certainly in it, others that may be, and those of all whose latest day is."""

    certain: int = 0
    possible: int = 0
    latest: int = 0


@dataclass
class Bars:
    """Bars by their first day and weapon, and how many attacks there are, those without any day among them.

    `last_day` is a day after which none has its latest day, or its earliest where that is not known.
    """

    by: str
    count: int = 0
    last_day: date | None = None
    found: dict[tuple[date, str], Bar] = field(default_factory=lambda: defaultdict(Bar))


def keys(by: str) -> str:
    """What attacks are grouped by for bars, of a query with the `COLUMNS`."""
    weapons = f"split_part(facets, '|', {list(FACETS).index('weapon') + 1})"
    return ", ".join([weapons, BEGINS[by], *(UNSURE.format(f"date_{bound}") for bound in ("earliest", "latest"))])


def bars(rows: QuerySet[Any], by: str) -> Bars:
    """Bars of a `day`, `week` (from Monday) or `month`. An open window reaches to the first or the last known day."""
    statement = f"SELECT {keys(by)}, count(*) FROM {{rows}} q GROUP BY 1, 2, 3, 4"
    return bars_of(over(rows.order_by().values_list(*COLUMNS), statement), by)


def bars_of(told: Iterable[Group], by: str) -> Bars:
    """The bars that groups of attacks make."""
    groups = list(told)
    known = [day for _weapons, *bounds, _count in groups for day in bounds if day]
    first, last = min(known, default=date.min), max(known, default=date.max)
    found = Bars(by, last_day=following(last, by) if known else None)
    for weapons, begins, earliest, latest, count in groups:
        weapon = SEVERAL if " " in weapons else weapons
        found.count += count
        if earliest or latest:
            spread(found, weapon, (earliest or first, latest or last), latest, count)
        elif begins:
            bar = found.found[begins, weapon]
            bar.certain += count
            bar.latest += count
    return found


def spread(found: Bars, weapon: str, window: tuple[date, date], latest: date | None, count: int) -> None:
    """Count attacks of one window: certain if a bar holds it whole, else possible in each bar that it meets."""
    touched = bars_between(*window, found.by)
    for begins in touched:
        bar = found.found[begins, weapon]
        if len(touched) == 1:
            bar.certain += count
        else:
            bar.possible += count
    if latest:
        found.found[begin(latest, found.by), weapon].latest += count


@lru_cache(maxsize=10_000)
def bars_between(first: date, last: date, by: str) -> tuple[date, ...]:
    """The first days of the bars that a window meets."""
    day, found = begin(first, by), []
    while day <= last:
        found.append(day)
        day = following(day, by)
    return tuple(found)


def begin(day: date, by: str) -> date:
    """The first day of the bar that holds a day."""
    if by == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if by == "month" else day


def following(day: date, by: str) -> date:
    """The first day of the bar after the one that holds a day."""
    return begin(begin(day, by) + timedelta(days={"day": 1, "week": 7, "month": 32}[by]), by)
