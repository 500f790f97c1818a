"""Questions about places; every spatial predicate stands here."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value

Rows = TypeVar("Rows", bound=QuerySet[Any])


class LiesIn(Func):
    """Whether a point lies in a box, its edges included: as an index over points reads it."""

    arg_joiner = " <@ "
    template = "(%(expressions)s)"
    output_field = BooleanField()


def point(longitude: object, latitude: object) -> Func:
    """A point of PostgreSQL's, in degrees; null where either is."""
    return Func(longitude, latitude, function="point", output_field=TextField())


def box(west: float, south: float, east: float, north: float) -> Func:
    """A box between two corners."""
    corners = ((west, south), (east, north))
    return Func(*(point(Value(x), Value(y)) for x, y in corners), function="box", output_field=TextField())


def within_box(rows: Rows, west: float, south: float, east: float, north: float) -> Rows:
    """Versions whose point lies in the box, its edges included; a box whose west is east of its east crosses 180°."""
    own = point(F("longitude"), F("latitude"))
    if west <= east:
        return rows.filter(LiesIn(own, box(west, south, east, north)))
    return rows.filter(Q(LiesIn(own, box(west, south, 180, north))) | Q(LiesIn(own, box(-180, south, east, north))))
