"""`manage.py migrate`: Django's own, with time limits for tables that are in use meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.management.commands.migrate import Command as Migrate
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

LOCK_TIMEOUT = "2s"
"""How long a migration waits for a lock. All who come after it wait behind it, so it rather gives up."""

HALF_BUILT = """
SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid
 WHERE NOT i.indisvalid AND t.relnamespace = current_schema()::regnamespace AND t.relkind = 'r'
"""


class Command(Migrate):
    def handle(self, *args: Any, **options: Any) -> None:
        """Moving rows may take longer than a page's statement may; waiting for locks may not."""
        connection = connections[options["database"]]
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
            before = cursor.fetchone()
        limit(connection, "0", LOCK_TIMEOUT)
        try:
            with connection.execute_wrapper(patiently_aside):
                if waiting(connection):
                    drop_half_built_indexes(connection)
                super().handle(*args, **options)
        finally:
            if not connection.needs_rollback:
                limit(connection, *before)


def limit(connection: BaseDatabaseWrapper, statement: str, lock: str) -> None:
    """Set both time limits, each as PostgreSQL writes it, for what this connection does from now on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('statement_timeout', %s, false), set_config('lock_timeout', %s, false)",
            [statement, lock],
        )


def waiting(connection: BaseDatabaseWrapper) -> bool:
    """Whether any migration is still to be applied."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def patiently_aside(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """An index that is built aside waits for the transactions before it, and nobody waits for it: without a limit."""
    if "CONCURRENTLY" not in str(sql):
        return execute(sql, params, many, context)
    own = context["connection"]
    with own.connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
    try:
        return execute(sql, params, many, context)
    finally:
        with own.connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'")


def drop_half_built_indexes(connection: BaseDatabaseWrapper) -> list[str]:
    """Drop what a build that was cut short left behind: it costs each write, serves no read, and bars its name."""
    with connection.cursor() as cursor:
        cursor.execute(HALF_BUILT)
        names = [name for (name,) in cursor.fetchall()]
        for name in names:
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {name}")
    return names
