"""Sums over many public rows, made by the database: a query's own SQL with another around it."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value

PREFER_INDEXES = "SET LOCAL random_page_cost = 1.1; "


def over(rows: QuerySet[Any, Any], statement: str, *given: Any) -> list[tuple[Any, ...]]:
    """What a statement answers that reads `{rows}`: the columns which `values_list` named. `given` are its own values.

    Its own values stand in it before the rows, if it has any. An index that holds all that is asked for is read
    rather than the table, whose rows are long; the planner takes it for slower than memory is.
    """
    sql, params = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(PREFER_INDEXES + statement.replace("{rows}", f"({sql})"), [*given, *params])
        cursor.nextset()
        return cursor.fetchall()


class AnyOf(Func):
    """Whether a row's key is one of many, which come as PostgreSQL writes an array: no list of them is made here."""

    template = "(%(expressions)s::bigint[]))"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, keys: str) -> None:
        super().__init__(F("pk"), Value(keys, TextField()))


def found_once(rows: QuerySet[Any], among: QuerySet[Any]) -> QuerySet[Any]:
    """Those of `among` that are in `rows`, by their keys: what finds them is then not done again."""
    ((keys,),) = over(
        rows.order_by().values_list("pk"), "SELECT coalesce(array_agg(id), '{}')::text FROM {rows} q (id)"
    )
    return among.filter(Q(AnyOf(keys)))
