"""The test database's backend: it empties tables past the triggers that refuse that to everyone else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.db.backends.postgresql import base, creation, operations
from django.db.transaction import atomic

from config.launch.stamps import digest

CHECKOUT = Path(__file__).resolve().parents[2]
TEMPLATE = "template_handover_watch_"


class DatabaseCreation(creation.DatabaseCreation):
    """Migrates a database once for each state of the migrations, and copies it from then on."""

    connection: DatabaseWrapper

    def create_test_db(self, *arguments: Any, **options: Any) -> str:
        """The test database; the rows that its migrations left, such as roles, are remembered."""
        template = f"{TEMPLATE}{state_of_migrations()}"
        found = self.templates()
        self.connection.settings_dict["TEST"]["TEMPLATE"] = template if template in found else None
        name = super().create_test_db(*arguments, **options)
        # On the class: a browser's test runs in a context of its own, with a connection of its own.
        DatabaseWrapper.rows_of_migrations = self.connection.copy_rows_out()
        # A database that was kept may hold more than its migrations put there, such as a benchmark's rows.
        if template not in found and not options.get("keepdb"):
            self.keep_as_template(name, template, instead_of=found)
        return name

    def templates(self) -> list[str]:
        with self.connection._nodb_cursor() as cursor:
            cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{TEMPLATE}%"])
            return [name for (name,) in cursor.fetchall()]

    def keep_as_template(self, name: str, template: str, *, instead_of: list[str]) -> None:
        """Copy the database just migrated; another run that does the same at the same time is as good."""
        self.connection.close()
        with self.connection._nodb_cursor() as cursor, contextlib.suppress(DatabaseError):
            cursor.execute(f"CREATE DATABASE {template} TEMPLATE {name}")
            for old in instead_of:
                cursor.execute(f"DROP DATABASE IF EXISTS {old}")


def state_of_migrations() -> str:
    """A digest of all that a migrated database depends on."""
    inputs = [*CHECKOUT.glob("*/migrations"), CHECKOUT / "editorial/triggers.py", CHECKOUT / "requirements/base.txt"]
    return digest(inputs)[:16]


class DatabaseOperations(operations.DatabaseOperations):
    """A flush that works on append-only tables, and puts back the migrations' rows."""

    connection: DatabaseWrapper

    def sql_flush(self, *arguments: Any, **options: Any) -> list[str]:
        """Deletes rather than truncates: nearly all tables are empty, and only the others are touched."""
        with self.connection.cursor() as cursor:
            return [f"DELETE FROM {self.quote_name(table)}" for table in filled_tables(cursor)]

    def execute_sql_flush(self, sql_list: Iterable[str]) -> None:
        with atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            # As a replica does: neither triggers nor foreign keys are asked, so the order does not matter.
            cursor.execute("SET LOCAL session_replication_role = replica")
            for statement in sql_list:
                cursor.execute(statement)
            for table, rows in self.connection.rows_of_migrations.items():
                with cursor.copy(f"COPY {self.quote_name(table)} FROM STDIN") as copy:
                    copy.write(rows)


class DatabaseWrapper(base.DatabaseWrapper):
    """Named as the ENGINE of the tests' settings."""

    creation_class = DatabaseCreation
    ops_class = DatabaseOperations
    rows_of_migrations: dict[str, bytes] = {}

    def copy_rows_out(self) -> dict[str, bytes]:
        """Every row of every table but the list of migrations."""
        rows = {}
        with self.cursor() as cursor:
            for table in filled_tables(cursor):
                with cursor.copy(f"COPY {self.ops.quote_name(table)} TO STDOUT") as copy:
                    rows[table] = b"".join(bytes(part) for part in copy)
        return rows


def filled_tables(cursor: Any) -> list[str]:
    """Tables with at least one row, but the list of migrations."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        " AND NOT relispartition AND relname <> 'django_migrations' ORDER BY relname"
    )
    tables = [table for (table,) in cursor.fetchall()]
    if not tables:
        return []
    filled = " UNION ALL ".join(f"""SELECT '{table}' WHERE EXISTS (SELECT FROM "{table}")""" for table in tables)
    cursor.execute(filled)
    return [table for (table,) in cursor.fetchall()]
