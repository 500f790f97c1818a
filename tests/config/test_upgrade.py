"""Upgrades: no migration makes readers wait, and the released tables, with rows in them, come up to today's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import connection, migrations, models
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.models import UUIDField
from django.utils import timezone

from editorial.log_check import broken_links
from tests.house.locks import RELEASED, long_locks


def ours(loader: MigrationLoader) -> dict[tuple[str, str], Any]:
    apps = {app for app, _ in RELEASED} | {"exchange"}
    return {key: each for key, each in loader.disk_migrations.items() if key[0] in apps}


def test_no_migration_since_the_release_takes_a_long_lock() -> None:
    loader = MigrationLoader(None)
    released = {each for node in RELEASED for each in loader.graph.forwards_plan(node)}

    newer = [each for key, each in ours(loader).items() if key not in released]

    assert newer
    assert [offence for each in newer for offence in long_locks(each)] == []


def planted(operations: list[Any]) -> migrations.Migration:
    kind: type[migrations.Migration] = type("Migration", (migrations.Migration,), {"operations": operations})
    return kind("0009_planted", "editorial")


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddIndex("source", models.Index(fields=["url"], name="by_url")),
        migrations.AddConstraint("source", models.CheckConstraint(condition=models.Q(id__gt=0), name="above")),
        migrations.AlterField("source", "url", models.TextField()),
        migrations.AddField("source", "token", UUIDField(default=timezone.now)),
        migrations.AddField("source", "code", models.CharField(max_length=3, unique=True)),
        migrations.RunPython(migrations.RunPython.noop),
    ],
)
def test_a_planted_migration_that_locks_is_found(operation: Any) -> None:
    assert len(long_locks(planted([operation]))) == 1


def test_a_constant_default_a_new_table_and_an_index_built_aside_are_let_through() -> None:
    operations = [
        migrations.AddField("source", "is_new", models.BooleanField(default=False, db_default=False)),
        migrations.CreateModel("Note", fields=[("id", models.BigAutoField(primary_key=True))]),
        migrations.AddIndex("note", models.Index(fields=["id"], name="note_by_id")),
        AddIndexConcurrently("source", models.Index(fields=["url"], name="by_url")),
    ]

    assert long_locks(planted(operations)) == []


@pytest.fixture
def released_tables(transactional_db: None, slot: int) -> Iterator[MigrationExecutor]:
    """An empty database of the site's own name space, migrated to what was released last."""
    name, before = f"test_released_{slot}", connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        executor = MigrationExecutor(connection)
        executor.migrate(RELEASED)
        yield executor
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name}")


def test_the_released_tables_come_up_to_todays_with_their_rows_and_their_logs(
    released_tables: MigrationExecutor,
) -> None:
    then = released_tables.loader.project_state(RELEASED).apps
    publisher = then.get_model("editorial", "Publisher").objects.create(name="Agency", kind="news_agency")
    sources = then.get_model("editorial", "Source").objects
    for number in range(20):
        sources.create(publisher=publisher, title=f"Article {number}", url=f"https://a.example/{number}")

    newest = MigrationExecutor(connection)
    newest.migrate(newest.loader.graph.leaf_nodes())

    now = newest.loader.project_state(newest.loader.graph.leaf_nodes()).apps
    assert list(now.get_model("editorial", "Source").objects.values_list("title", flat=True).order_by("id")) == [
        f"Article {number}" for number in range(20)
    ]
    assert list(broken_links()) == []
    assert MigrationExecutor(connection).migration_plan(newest.loader.graph.leaf_nodes()) == []
