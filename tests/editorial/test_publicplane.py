"""The public plane on a connection that is cut, as all are when the database is taken for dead."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import pytest
from django.db import OperationalError, connection

from config.operations.connections import cut
from editorial.publicplane import public_plane

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def asked_anew(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What was asked for in place of the connection that was there, which a server that hangs would make wait."""
    connection.ensure_connection()
    found: list[str] = []
    with monkeypatch.context() as patch:
        patch.setattr(connection, "connect", lambda: found.append("a connection"))
        yield found
    connection.close()


def test_what_was_cut_before_it_begins_is_a_database_that_does_not_answer(asked_anew: list[str]) -> None:
    cut(connection.connection)

    with pytest.raises(OperationalError), public_plane():
        pytest.fail("It began.")

    assert asked_anew == []


def test_what_is_cut_while_it_is_read_from_ends_without_another_connection(asked_anew: list[str]) -> None:
    def read() -> None:
        with public_plane():
            cut(connection.connection)
            connection.cursor().execute("SELECT 1")

    with pytest.raises(OperationalError):
        read()

    assert asked_anew == []


def test_a_view_that_answers_for_itself_when_it_was_cut_waits_for_no_other_connection(asked_anew: list[str]) -> None:
    with public_plane():
        cut(connection.connection)
        with contextlib.suppress(OperationalError):
            connection.cursor().execute("SELECT 1")

    assert asked_anew == []
