"""Statements that are written once for all questions of one shape: the values of each are put in when it is asked.

The ORM writes every statement anew, which costs more than the database does to answer it. Two questions have one shape
if they differ only in values that do not change how a statement reads: the corners of a box, the days of a window.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, Func, Model, QuerySet
from django.db.models import Field as Column
from django.db.models.sql.compiler import SQLCompiler

Rows = QuerySet[Any]
Version = TypeVar("Version", bound=Model)
Key = tuple[str, int]
"""What a value is found by when a question is asked: what it belongs to, and its place there."""


class Slot(Expression):
    """Stands in a statement for one value of a question."""

    def __init__(self, name: str, place: int, output_field: Column[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.key: Key = (name, place)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        return "%s", (self,)


class IsOneOf(Func):
    """Whether a value is among those of a slot's list, however many they are."""

    template = "(%(expressions)s))"
    arg_joiner = " = ANY("
    output_field = BooleanField()


@dataclass(frozen=True)
class Part:
    """What one parameter adds: with what its slots hold, `chosen` narrows rows as the value itself would.

    All values of one `shape` must be narrowed by in the same words.
    """

    shape: Hashable
    chosen: Callable[[Rows, Sequence[Slot]], Rows]
    values: tuple[Any, ...] = ()
    kinds: tuple[Column[Any, Any], ...] = ()
    of_many: Callable[[Rows, Sequence[Slot]], Rows] | None = None
    """Narrows by the same in words for when many rows are left, of which a page is soonest found in its order."""
    lots: Callable[[Rows, Sequence[Slot]], Sequence[Rows]] | None = None
    """Splits rows sorted by day into lots, none of which is read past what lies before it in that order."""

    def slots(self, name: str) -> list[Slot]:
        return [Slot(name, place, kind) for place, kind in enumerate(self.kinds)]


@dataclass(frozen=True)
class Statement:
    """SQL, and for each of its parameters a value or the slot of one."""

    sql: str
    parameters: tuple[Any, ...]

    def given(self, values: Mapping[Key, Any]) -> list[Any]:
        """Its parameters, with the values of one question in their slots."""
        return [values[each.key] if isinstance(each, Slot) else each for each in self.parameters]

    def asked(self, values: Mapping[Key, Any]) -> list[tuple[Any, ...]]:
        """The rows that it finds with the values of one question."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.given(values))
            return cursor.fetchall()


@dataclass(frozen=True)
class Plan:
    """A shape of questions, and how the statement for it is written; equal to every other of its shape."""

    shape: Hashable
    write: Callable[[], Statement | None] = field(compare=False)


@lru_cache(maxsize=512)
def statement_of(plan: Plan) -> Statement | None:
    """The statement of a shape, written the first time; None where the ORM knows that no row can match."""
    try:
        return plan.write()
    except EmptyResultSet:
        return None


def compiled(rows: Rows) -> Statement:
    """A query as the ORM writes it. Raises EmptyResultSet."""
    sql, parameters = rows.query.sql_with_params()
    return Statement(sql, tuple(parameters))


def versions_of(model: type[Version], plan: Plan, values: Mapping[Key, Any]) -> list[Version]:
    """The same as rows of a model; the statement has every column of it."""
    statement = statement_of(plan)
    return list(model._default_manager.raw(statement.sql, statement.given(values))) if statement else []


def rows_of(plan: Plan, values: Mapping[Key, Any]) -> list[tuple[Any, ...]]:
    """The rows that the statement of a shape finds with these values."""
    statement = statement_of(plan)
    return statement.asked(values) if statement else []
