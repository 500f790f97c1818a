"""What tells a start that its database is already prepared."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config.errors import StartError
from config.launch import freshness
from tests import worker


@pytest.mark.django_db(transaction=True)
def test_a_database_is_known_by_itself_and_by_its_migrations(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", worker.database_url())
    before = freshness.database_mark()

    MigrationRecorder(connection).record_applied("editorial", "9999_of_another_checkout")
    try:
        after = freshness.database_mark()
    finally:
        MigrationRecorder(connection).record_unapplied("editorial", "9999_of_another_checkout")

    assert before[1] == connection.settings_dict["NAME"]
    assert after[:2] == before[:2]
    assert after[2:] != before[2:]
    assert freshness.database_mark() == before


def test_a_database_that_does_not_answer_ends_the_start_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://record@127.0.0.1:9/record")

    with pytest.raises(StartError, match=r"The database does not answer: .*[Cc]onnection refused") as refusal:
        freshness.database_mark()
    assert "\n" not in str(refusal.value)
