"""Questions about windows of days, as an index over ranges reads them."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import BooleanField, Func, TextField, Value


class Compared(Func):
    """Two values on both sides of an operator."""

    template = "(%(expressions)s)"
    output_field = BooleanField()


class Meets(Compared):
    """Whether two windows have a day in common."""

    arg_joiner = " && "


class Holds(Compared):
    """Whether a window has a day in it."""

    arg_joiner = " @> "


class Differ(Compared):
    """Whether two values are not the same; a null differs from all but a null."""

    arg_joiner = " IS DISTINCT FROM "


def days(earliest: object, latest: object) -> Func:
    """The days from one to another, both included; a bound that is null is open."""
    return Func(earliest, latest, Value("[]", TextField()), function="daterange", output_field=DateRangeField())
