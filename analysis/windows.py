"""Questions about windows of days, as an index over ranges reads them."""

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.db.models import BooleanField, Func, TextField, Value


class Meets(Func):
    """Whether two windows have a day in common."""

    arg_joiner = " && "
    template = "(%(expressions)s)"
    output_field = BooleanField()


class Holds(Func):
    """Whether a window has a day in it."""

    arg_joiner = " @> "
    template = "(%(expressions)s)"
    output_field = BooleanField()


class Differ(Func):
    """Whether two values are not the same; a null differs from all but a null."""

    arg_joiner = " IS DISTINCT FROM "
    template = "(%(expressions)s)"
    output_field = BooleanField()


def days(earliest: object, latest: object) -> Func:
    """The days from one to another, both included; a bound that is null is open."""
    return Func(earliest, latest, Value("[]", TextField()), function="daterange", output_field=DateRangeField())
