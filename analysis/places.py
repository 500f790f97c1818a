"""Questions about places; every spatial predicate stands here."""

from __future__ import annotations

from math import asin, cos, degrees, radians, sin
from typing import Any, TypeVar

from django.db.models import BooleanField, Expression, F, FloatField, Func, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Abs, ATan2, Cos, Power, Radians, Sin, Sqrt

Rows = TypeVar("Rows", bound=QuerySet[Any])
EARTH_KM = 6371.0088
"""The mean radius of the earth."""


class LiesIn(Func):
    """Whether a point lies in a box, its edges included: as an index over points reads it."""

    arg_joiner = " <@ "
    template = "(%(expressions)s)"
    output_field = BooleanField()


def point(longitude: object, latitude: object) -> Func:
    """A point of PostgreSQL's, in degrees; null where either is."""
    return Func(longitude, latitude, function="point", output_field=TextField())


Degrees = float | Expression


def box(west: Degrees, south: Degrees, east: Degrees, north: Degrees) -> Func:
    """A box between two corners."""
    corners = ((west, south), (east, north))
    return Func(*(point(x, y) for x, y in corners), function="box", output_field=TextField())


def within_box(rows: Rows, west: float, south: float, east: float, north: float) -> Rows:
    """Versions whose point lies in the box, its edges included; a box whose west is east of its east crosses 180°."""
    return in_a_box(rows, west, south, east, north, crosses=crosses_180(west, east))


def within_degrees(rows: Rows, west: float, south: float, east: float, north: float) -> Rows:
    """The same by comparing degrees, for counts: the planner knows how many rows a wide box holds, and reads an index
    that has all that is counted rather than one row after the other by their points."""
    return between_degrees(rows, west, south, east, north, crosses=crosses_180(west, east))


def between_degrees(
    rows: Rows, west: Degrees, south: Degrees, east: Degrees, north: Degrees, *, crosses: bool = False
) -> Rows:
    """The same by degrees that may be known only when the question is asked."""
    if crosses:
        rows = rows.filter(Q(longitude__range=(west, 180)) | Q(longitude__range=(-180, east)))
    else:
        rows = rows.filter(longitude__range=(west, east))
    return rows.filter(latitude__range=(south, north))


def crosses_180(west: float, east: float) -> bool:
    return west > east


def square_degrees(west: float, south: float, east: float, north: float) -> float:
    """How large a box is on a plain chart of degrees."""
    return (east - west + 360 * crosses_180(west, east)) * (north - south)


def in_a_box(
    rows: Rows, west: Degrees, south: Degrees, east: Degrees, north: Degrees, *, crosses: bool = False
) -> Rows:
    """The same by degrees that may be known only when the question is asked."""
    own = point(F("longitude"), F("latitude"))
    if not crosses:
        return rows.filter(LiesIn(own, box(west, south, east, north)))
    return rows.filter(Q(LiesIn(own, box(west, south, 180, north))) | Q(LiesIn(own, box(-180, south, east, north))))


def distance_km(longitude: float, latitude: float) -> Combinable:
    """Kilometres over the ground from a point to that of a version; null where it has none."""
    up = Power(Sin(Radians(F("latitude") - Value(latitude)) / 2.0), 2)
    along = Power(Sin(Radians(F("longitude") - Value(longitude)) / 2.0), 2)
    part = up + along * Cos(Radians(F("latitude"))) * Value(cos(radians(latitude)))
    # Beyond 1 by rounding at most; `least` would take a missing point for the farthest.
    return ATan2(Sqrt(part), Sqrt(Abs(Value(1.0) - part)), output_field=FloatField()) * Value(2 * EARTH_KM)


def within_radius(rows: Rows, longitude: float, latitude: float, km: float) -> Rows:
    """Versions whose point is at most so far from another: first by a box, which an index reads, then exactly."""
    rows = within_box(rows, *box_around(longitude, latitude, km))
    return rows.annotate(away_km=distance_km(longitude, latitude)).filter(away_km__lte=km)


def box_around(longitude: float, latitude: float, km: float) -> tuple[float, float, float, float]:
    """A box that holds the circle: west, south, east, north; all longitudes where a pole lies in the circle."""
    angle = km / EARTH_KM
    south, north = latitude - degrees(angle), latitude + degrees(angle)
    if south <= -90 or north >= 90:
        return -180, max(south, -90), 180, min(north, 90)
    wide = degrees(asin(min(1.0, sin(angle) / cos(radians(latitude)))))
    west, east = longitude - wide, longitude + wide
    return west + 360 * (west < -180), south, east - 360 * (east > 180), north
