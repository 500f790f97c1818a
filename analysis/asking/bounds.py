"""Filters by place and by day: boxes, circles and windows, and how they are read where many records lie in them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Unpack

from django.db.models import DateField, Expression, F, FloatField, Q, Value
from django_filters import Filter

from analysis.asking.orders import DAY
from analysis.asking.parameters import Box, Choice, Days, Kilometres, Position, Settings, Span
from analysis.asking.plans import Part, Rows
from analysis.places import between_degrees, crosses_180, in_a_box, square_degrees, within_degrees, within_radius
from analysis.windows import Differ, Holds, Meets, days

DAYS = (DateField(), DateField())
DEGREES = (FloatField(),) * 4
"""What the values of a window and of a box are, made once: a field costs more than what it is made for."""
WIDE = 25
"""Square degrees of a box that may hold so many records that it is worth asking first."""


FEW = 30_000
"""Rows in a box, by estimate, that are soonest found by their places and sorted."""


class BoxFilter(Filter):
    """Records whose point lies in a box."""

    field_class = Box

    def filter(self, qs: Rows, value: tuple[float, float, float, float] | None) -> Rows:
        return self.parent.boxed(qs, *value) if value else qs

    def part(self, value: tuple[float, float, float, float]) -> Part | None:
        crosses = crosses_180(value[0], value[2])
        return Part(
            crosses,
            lambda rows, slots: in_a_box(rows, *slots, crosses=crosses),
            value,
            DEGREES,
            of_many=lambda rows, slots: between_degrees(rows, *slots, crosses=crosses),
        )


class NearFilter(Filter):
    """Records whose point is within `radius_km` of a point; narrows nothing without it."""

    field_class = Position

    def filter(self, qs: Rows, value: tuple[float, float] | None) -> Rows:
        radius = self.parent.asked["radius_km"]
        return within_radius(qs, *value, radius) if value and radius else qs


class RadiusFilter(Filter):
    """How far `near` reaches."""

    field_class = Kilometres

    def filter(self, qs: Rows, value: object) -> Rows:
        return qs


class WindowFilter(Filter):
    """Records whose window of days and the asked one intersect; an open bound reaches on for ever."""

    field_class = Days

    def filter(self, qs: Rows, value: Span | None) -> Rows:
        return self.met(qs, *map(as_day, ends(value))) if value else qs

    def met(self, qs: Rows, first: Expression, last: Expression) -> Rows:
        earliest, latest = self.columns
        return qs.filter(self.dated, Meets(days(F(earliest), F(latest)), days(first, last)))

    def split(self, rows: Rows, window: Span) -> list[Rows]:
        """The lots of one window."""
        return self.lots(rows, [as_day(day) for day in ends(window)])

    @property
    def dated(self) -> Q:
        earliest, latest = self.columns
        return Q(**{f"{latest}__isnull": False}) | Q(**{f"{earliest}__isnull": False})

    @property
    def columns(self) -> tuple[str, str]:
        return f"{self.field_name}_earliest", f"{self.field_name}_latest"

    def part(self, value: Span) -> Part | None:
        return Part(None, lambda rows, slots: self.met(rows, *slots), ends(value), DAYS, lots=self.lots)

    def lots(self, rows: Rows, ends: Sequence[Expression]) -> list[Rows]:
        """Rows sorted by day that the window meets: those whose day lies in it, and those that only reach into it.

        The first lot is one stretch of an index in that order. The others are of uncertain day and hold the window's
        last one: later rows that began by then, and earlier ones without an end.
        """
        first, last = ends
        earliest, latest = self.columns
        of_its_days = Q(**{f"{DAY}__range": (first, last)})
        reaching = Q(Differ(F(earliest), F(latest)), Holds(days(F(earliest), F(latest)), last))
        return [rows.filter(self.dated, of_its_days), rows.filter(reaching, ~of_its_days)]


def ends(window: Span) -> tuple[date, date]:
    """The first and the last day of a window; of an open end, the last that can be written."""
    return window.first or date.min, window.last or date.max


def as_day(day: date) -> Value:
    return Value(day, DateField())


class CountFilter(Filter):
    """How a window of days counts records of uncertain day: wherever possible, on the latest day, or where certain."""

    field_class = Choice
    WAYS = ("possible", "latest", "certain")

    def __init__(self, **settings: Unpack[Settings]) -> None:
        super().__init__(choices=self.WAYS, **settings)

    def filter(self, qs: Rows, value: str | None) -> Rows:
        span = self.parent.asked["datetime"]
        if span is None or value in {None, "possible"}:
            return qs
        bounds = {"date_latest__isnull": False}
        if span.last:
            bounds["date_latest__lte"] = span.last
        if span.first:
            bounds[f"date_{'latest' if value == 'latest' else 'earliest'}__gte"] = span.first
        return qs.filter(**bounds)


def holds_many(rows: Rows, box: tuple[float, float, float, float]) -> bool:
    """Whether so many rows lie in a box, by estimate, that a page of them is soonest found in its order."""
    if square_degrees(*box) <= WIDE:
        return False
    (told,) = json.loads(within_degrees(rows, *box).explain(format="json"))
    return bool(told["Plan"]["Plan Rows"] > FEW)
