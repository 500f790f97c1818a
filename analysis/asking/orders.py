"""Orders of lists, total and by public values only, so that a cursor can name a place in one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from django.db.models import DateField, Expression, F, FloatField, Model, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan
from django.db.models.functions import Coalesce, Collate

from analysis.places import distance_km

Rows = TypeVar("Rows", bound=QuerySet[Any])


@dataclass(frozen=True)
class Key:
    """One expression to sort by. `ends`: what a null counts as, ascending and descending: it comes last in both."""

    expression: Expression | F | Combinable
    ends: tuple[Value, Value] | None = None

    def column(self, descending: bool) -> Expression | F | Combinable:
        if self.ends is None:
            return self.expression
        end = self.ends[descending]
        return Coalesce(self.expression, end, output_field=end.output_field)


@dataclass(frozen=True)
class Order:
    """Keys compared one after the other; the last of them tells any two rows apart."""

    keys: tuple[Key, ...]
    descending: bool = False

    def reversed(self) -> Order:
        return replace(self, descending=not self.descending)

    def sorted(self, rows: Rows, backward: bool = False) -> Rows:
        """The rows in this order, or in the opposite one, each with its keys' values."""
        columns = {f"key_{place}": key.column(self.descending) for place, key in enumerate(self.keys)}
        sign = "-" if self.descending != backward else ""
        return rows.annotate(**columns).order_by(*(sign + name for name in columns))

    @property
    def is_by_day(self) -> bool:
        """Whether the first key is the day of a record's window."""
        return self.keys == DATE.keys

    @property
    def names(self) -> list[str]:
        """What the keys' values are called in a row."""
        return [f"key_{place}" for place in range(len(self.keys))]

    def beyond(self, rows: Rows, position: Sequence[Any], backward: bool = False) -> Rows:
        """Of rows so sorted, those after the position, or before it: compared as a row, which an index can begin at."""
        than = TupleLessThan if self.descending != backward else TupleGreaterThan
        return rows.filter(than(Tuple(*map(F, self.names)), tuple(position)))

    def position(self, row: Model | Sequence[Any]) -> list[str | int | float]:
        """The values of a row's keys, as a cursor holds them; of a plain row, its last columns."""
        if isinstance(row, Model):
            return [_plain(getattr(row, name)) for name in self.names]
        return [_plain(value) for value in row[-len(self.keys) :]]


def _plain(value: date | str | float) -> str | float:
    return value.isoformat() if isinstance(value, date) else value


SLUG = Key(Collate(F("slug"), "C"))
EARLY = Value(date.min, output_field=DateField())
LATE = Value(date.max, output_field=DateField())
UPDATED = Order((Key(F("published_from")), SLUG))
NAME = Order((Key(Collate(F("name"), "C"), (Value("\U0010ffff", TextField()), Value("", TextField()))), SLUG))
BY_SLUG = Order((SLUG,))


def by_day(*columns: str) -> Order:
    """By the first of these days that is known; rows without any come last."""
    day = Coalesce(*columns, output_field=DateField()) if len(columns) > 1 else F(columns[0])
    return Order((Key(day, (LATE, EARLY)), SLUG))


DAY = "key_0"
"""What the day is called in rows that are sorted by one."""
DATE = by_day("date_latest", "date_earliest")


def by_count(name: str) -> Order:
    """By the most that is reported, else the least; what is not reported comes last."""
    end = Value(2_147_483_647), Value(-1)
    return Order((Key(Coalesce(f"{name}_max", f"{name}_min"), end), SLUG))


def by_distance(longitude: float, latitude: float) -> Order:
    """By kilometres from a point, nearest first; what has no point comes last."""
    nowhere = Value(1e9, FloatField()), Value(-1.0, FloatField())
    return Order((Key(distance_km(longitude, latitude), nowhere), SLUG))
