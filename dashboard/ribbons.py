"""Every base as a ribbon of time: who held it, when it passed, and each week in which it was attacked."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max
from django.db.models.functions import TruncWeek

from analysis.dates import as_day
from analysis.status import Spell
from attacks.models import PublishedAttack
from dashboard.finding import document_of
from handovers.choices import BaseStatus, HandoverStatus
from handovers.models import PublishedContextEvent

Row = dict[str, Any]

HELD = {BaseStatus.COALITION, BaseStatus.SHARED, BaseStatus.TRANSFERRED, BaseStatus.REOCCUPIED}


@dataclass(frozen=True)
class Axis:
    """The span of days that the ribbons cover; positions along it are percentages."""

    first: date
    last: date

    def at(self, day: date) -> str:
        """Where a day lies, from 0% to 100%; a day outside lies at the nearer end."""
        inside = min(max(day, self.first), self.last)
        return f"{(inside - self.first).days / max((self.last - self.first).days, 1) * 100:.2f}%"

    def width(self, begins: date, ends: date) -> str:
        """How wide the days from one to another are."""
        return f"{float(self.at(ends)[:-1]) - float(self.at(begins)[:-1]):.2f}%"

    @property
    def years(self) -> list[tuple[str, int]]:
        """Where each year begins."""
        return [(self.at(date(year, 1, 1)), year) for year in range(self.first.year, self.last.year + 1)]


@dataclass(frozen=True)
class Bar:
    """A status over a span; `kind` names the status, or "maybe" where it is only possible."""

    x: str
    width: str
    kind: str


@dataclass(frozen=True)
class Tick:
    """Attacks within one week."""

    x: str
    count: int
    deadly: bool


@dataclass(frozen=True)
class Ribbon:
    """One base: its bars, its attacks, and its handovers with where they lie."""

    base: Row
    bars: list[Bar]
    ticks: list[Tick]
    handovers: list[tuple[str, Row]]


@dataclass(frozen=True)
class Fire:
    """The attacks on one base in one week."""

    week: date
    count: int
    deadly: bool


def axis_over(spells: Iterable[Sequence[Spell]], fire: Iterable[Sequence[Fire]], today: date) -> Axis:
    """From the first of the year in which the record's first spell or attack lies until today."""
    begins = [each.start for found in spells for each in found if each.start]
    attacked = [each.week for found in fire for each in found]
    return Axis(date(min([*begins, *attacked, today]).year, 1, 1), today)


def fire_by_week() -> dict[str, list[Fire]]:
    """By base: each week with an attack, by the latest day that it can have been."""
    rows = (
        PublishedAttack.objects.at()
        .filter(base_slug__isnull=False, date_latest__isnull=False)
        .values("base_slug", week=TruncWeek("date_latest"))
        .annotate(count=Count("pk"), killed=Max("killed_min"))
        .order_by("week")
    )
    found: dict[str, list[Fire]] = defaultdict(list)
    for row in rows:
        found[str(row["base_slug"])].append(Fire(row["week"], row["count"], bool(row["killed"])))
    return found


def ribbon(base: Row, spells: Sequence[Spell], fire: Sequence[Fire], handovers: Iterable[Row], axis: Axis) -> Ribbon:
    """One base's ribbon on an axis."""
    marks = [(_handover_at(each, axis), each) for each in handovers if _day_of(each)]
    ticks = [Tick(axis.at(each.week), each.count, each.deadly) for each in fire]
    return Ribbon(base, bars(spells, axis), ticks, marks)


def bars(spells: Sequence[Spell], axis: Axis) -> list[Bar]:
    """The spells as bars; nothing is drawn where nothing is known."""
    ends = [*(spell.start or axis.first for spell in spells[1:]), axis.last]
    drawn = []
    for spell, end in zip(spells, ends, strict=False):
        begins = max(spell.start or axis.first, axis.first)
        if end > begins and (spell.status in HELD or spell.maybe):
            drawn.append(Bar(axis.at(begins), axis.width(begins, end), _kind(spell)))
    return drawn


def _kind(spell: Spell) -> str:
    return spell.status.value if spell.status in HELD else "maybe"


def _handover_at(row: Row, axis: Axis) -> str:
    return axis.at(_day_of(row) or axis.last)


def _day_of(row: Row) -> date | None:
    completed = row["status"] == HandoverStatus.COMPLETED
    return as_day(row["date_latest"]) if completed else as_day(row["scheduled_latest"])


def turning_points(axis: Axis) -> list[tuple[str, Row]]:
    """The turning points that are no record of their own, each with where it lies."""
    events = PublishedContextEvent.objects.at().filter(
        refers_to__isnull=True, date_latest__gte=axis.first, date_earliest__lte=axis.last
    )
    return [
        (axis.at(event.date_latest or axis.last), document_of(event))
        for event in events.order_by("date_latest", "slug")
    ]


def in_order(bases: Iterable[Row], handovers: dict[str, list[Row]], order: str) -> list[Row]:
    """Bases by their first place in the sequence, then those still to pass, then by name; or by attacks, or by name."""
    if order == "attacks":
        return sorted(bases, key=lambda base: (-base["attack_count"], base["name"]))
    if order == "name":
        return sorted(bases, key=lambda base: base["name"])
    return sorted(bases, key=lambda base: (*_first_place(handovers.get(base["slug"], [])), base["name"]))


def _first_place(handovers: Iterable[Row]) -> tuple[float, bool]:
    found = list(handovers)
    return min((each["ordinal"] or float("inf") for each in found), default=float("inf")), not found
