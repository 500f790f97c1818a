"""What every test stands on: the servers, the test database, a real worker, a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connections

from config import servers
from tests.slots import free_slot


@pytest.fixture(scope="session")
def running_servers() -> Iterator[None]:
    """The embedded servers, unless the addresses of others are given."""
    with servers.in_use():
        yield


@pytest.fixture(scope="session")
def slot() -> Iterator[int]:
    """A number that no other run of the tests in this checkout has."""
    with free_slot() as number:
        yield number


@pytest.fixture(scope="session")
def django_db_modify_db_settings(running_servers: None, slot: int) -> None:
    """A database of this run's own, so that two runs in one checkout do not disturb each other."""
    connections["default"].settings_dict["TEST"]["NAME"] = f"test_handover_watch_{slot}"
