"""`manage.py migrate`: waits for no lock for long, has time to move rows, and clears away half-built indexes."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection

from config.management.commands import migrate

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def table() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE half_built (n int); INSERT INTO half_built VALUES (1), (1)")
    yield "half_built"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE half_built")


def limits() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout'), current_setting('lock_timeout')")
        return cursor.fetchone()


def test_time_limits_are_a_migrations_while_it_runs_and_the_sites_afterwards(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[str, str]] = []
    monkeypatch.setattr(migrate.Migrate, "handle", lambda *_, **__: seen.append(limits()))
    before = limits()

    call_command("migrate", verbosity=0)

    assert seen == [("0", "2s")]
    assert limits() == before != seen[0]


def test_an_index_whose_build_was_cut_short_is_dropped(table: str) -> None:
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError):
            cursor.execute(f"CREATE UNIQUE INDEX CONCURRENTLY half_built_n ON {table} (n)")
        cursor.execute(f"CREATE INDEX half_built_whole ON {table} (n)")

    assert migrate.drop_half_built_indexes(connection) == ["half_built_n"]
    assert migrate.drop_half_built_indexes(connection) == []


def test_an_index_built_aside_waits_for_a_long_transaction_and_a_lock_does_not(
    table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrate, "LOCK_TIMEOUT", "100ms")
    other = connection.copy()
    other.inc_thread_sharing()
    other.set_autocommit(False)
    other.cursor().execute(f"INSERT INTO {table} VALUES (2)")
    let_go = threading.Event()

    def commit() -> None:
        let_go.set()
        other.commit()

    done = threading.Timer(0.6, commit)
    done.start()

    migrate.limit(connection, "0", "100ms")
    try:
        with connection.execute_wrapper(migrate.patiently_aside), connection.cursor() as cursor:
            cursor.execute(f"CREATE INDEX CONCURRENTLY half_built_n ON {table} (n)")
        assert let_go.is_set()
        assert limits()[1] == "100ms"
    finally:
        done.join()
        other.close()
        migrate.limit(connection, "30s", "5s")
