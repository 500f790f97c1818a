"""The servers this process needs: the embedded ones, unless the addresses of others are given."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib import import_module

from config import env


def are_given() -> bool:
    """Whether both the database's and the broker's address are set; then the embedded parts are not even imported."""
    return bool(env.text("DATABASE_URL") and env.text("CELERY_BROKER_URL"))


@contextlib.contextmanager
def in_use() -> Iterator[None]:
    """Keep the servers this process needs running."""
    if are_given():
        yield
        return
    with import_module("config.embedded.users").in_use():
        yield


def keep() -> None:
    """For a process that lives long: see that somebody watches over the servers."""
    if not are_given():
        import_module("config.embedded.users").start_a_keeper_unless_one_lives()
