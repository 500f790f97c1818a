"""One world for all sweeps of a process: making it costs seconds, and nobody changes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

from tests.leak.world import World, everything


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """A record of every kind in every state, in a transaction around those of the tests, which is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = everything()
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield world
        transaction.set_rollback(True)
