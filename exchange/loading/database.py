"""Statements over the staging tables, put together from constants and names: no value from a file enters their text."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Composable, Identifier

Given = Mapping[str, Any] | None


def statement(template: str, **parts: Composable) -> Composable:
    """The template with its `{parts}` filled in; `%%` stands for a percent sign where values are given."""
    return SQL(template).format(**parts)


def run(template: str, given: Given = None, **parts: Composable) -> int:
    """Run a statement; returns how many rows it concerned."""
    with connection.cursor() as cursor:
        cursor.execute(statement(template, **parts), given)
        return cursor.rowcount


def rows(template: str, given: Given = None, **parts: Composable) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement(template, **parts), given)
        return cursor.fetchall()


def value(template: str, given: Given = None, **parts: Composable) -> object:
    """The one value that a query yields."""
    return rows(template, given, **parts)[0][0]


def name(text: str) -> Identifier:
    return Identifier(text)


def names(texts: Iterable[str], prefix: str = "") -> Composable:
    """Names of columns, listed; each of the row `prefix` where one is given."""
    return SQL(", ").join(Identifier(prefix, text) if prefix else Identifier(text) for text in texts)


def listed(parts: Iterable[Composable], between: str = ", ") -> Composable:
    return SQL(between).join(parts)


def make_table(table: str, query: Composable, given: Given = None) -> None:
    """A table of this transaction's own, filled by a query."""
    run("DROP TABLE IF EXISTS {table}", table=Identifier("pg_temp", table))
    run("CREATE TEMP TABLE {table} ON COMMIT DROP AS {query}", given, table=Identifier(table), query=query)
    run("ANALYZE {table}", table=Identifier(table))
