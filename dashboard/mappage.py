"""What the served map page says of one day: pure functions over the map's record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.maptexts import STATUS_NAMES

Entry = dict[str, Any]


@dataclass(frozen=True)
class MapPage:
    """The sites and bases as they stood on `day`, and the days of the handovers before and after it."""

    day: str
    today: str
    known_to: str | None
    passed: list[Entry]
    uncounted: list[Entry]
    ahead: list[Entry]
    unheard: list[Entry]
    announced: list[Entry]
    groups: list[tuple[str, Any, list[Entry]]]
    held: int
    previous_day: str | None
    next_day: str | None

    @property
    def is_beyond_knowledge(self) -> bool:
        """True when the record was last checked before the day that is asked for."""
        return self.known_to is not None and self.day > self.known_to


def map_page(record: Entry, day: str) -> MapPage:
    """Sort the record for a day; the script does the same when the reader moves the clock."""
    sites = [site | {"day": day} for site in record["sites"]]
    passed = [site for site in sites if site["counted"] and is_done(site, day)]
    groups = bases_by_status(record["bases"], {site["base"] for site in passed}, day)
    days = sorted({site["date_latest"] for site in sites if site["counted"] and site["status"] == "completed"})
    return MapPage(
        day=day,
        today=record["today"],
        known_to=record["known_to"],
        passed=passed,
        uncounted=[site for site in sites if not site["counted"] and is_done(site, day)],
        ahead=[site | {"late": is_late(site, day)} for site in sites if is_ahead(site, day)],
        unheard=[site for site in sites if not is_done(site, day) and not is_ahead(site, day)],
        announced=[site for site in sites if is_announced(site, day)],
        groups=groups,
        held=sum(len(bases) for status, _name, bases in groups if status in ("coalition", "shared")),
        previous_day=max((other for other in days if other < day), default=None),
        next_day=min((other for other in days if other > day and other <= record["today"]), default=None),
    )


def is_done(site: Entry, day: str) -> bool:
    """Completed, with its latest possible day on or before the day."""
    return site["status"] == "completed" and site["date_latest"] is not None and site["date_latest"] <= day


def is_announced(site: Entry, day: str) -> bool:
    """Counted, announced by the day and not done on it."""
    told = site["announced_on"] is not None and site["announced_on"] <= day
    return site["counted"] and site["status"] != "cancelled" and told and not is_done(site, day)


def is_ahead(site: Entry, day: str) -> bool:
    """Shown as not yet: completed later, or announced by the day and not completed to this day."""
    told = site["announced_on"] is None or site["announced_on"] <= day
    return not is_done(site, day) and (site["status"] == "completed" or told)


def is_late(site: Entry, day: str) -> bool:
    """Its scheduled window has passed without a report."""
    return site["status"] == "scheduled" and site["scheduled_latest"] is not None and site["scheduled_latest"] < day


def bases_by_status(bases: list[Entry], numbered: set[str], day: str) -> list[tuple[str, Any, list[Entry]]]:
    """The bases without a numbered site on the day, under each status in its fixed order, empty ones included."""
    found: dict[str, list[Entry]] = {code: [] for code, _name in STATUS_NAMES}
    for base in bases:
        if base["slug"] not in numbered:
            found[status_on(base, day)].append(base)
    return [(code, name, found[code]) for code, name in STATUS_NAMES]


def status_on(base: Entry, day: str) -> str:
    """The code of the spell that holds on a day; `none` for a place that was only attacked."""
    status = "none" if not base["counts"] else "unknown"
    for spell in base["spells"]:
        if spell["from"] is None or spell["from"] <= day:
            status = spell["status"]
    return status


def parse_day(text: str) -> date | None:
    """A day in ISO form, or nothing."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
