"""Sums over many public rows, made by the database: a query's own SQL with another around it."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import QuerySet

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
