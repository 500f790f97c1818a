"""Using the servers: they run while any process is inside `in_use()`."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator

from config import locks
from config.embedded.place import CHECKOUT
from config.embedded.servers import FAILURE, KEEPER, LOGS, USERS, answer
from config.errors import StartError

PAUSE = 0.05
PATIENCE = 90.0


@contextlib.contextmanager
def in_use() -> Iterator[None]:
    """Keep this checkout's servers running, started if need be. Raises `StartError` when they cannot be."""
    descriptor = locks.share(USERS)
    try:
        wait_until_they_answer()
        yield
    finally:
        os.close(descriptor)
        wait_until_they_stop_or_others_use_them()


def wait_until_they_answer() -> None:
    FAILURE.unlink(missing_ok=True)
    # Even servers that answer need a keeper: theirs may have been killed.
    start_a_keeper_unless_one_lives()
    deadline = time.monotonic() + PATIENCE
    while not answer():
        if FAILURE.exists():
            raise StartError(FAILURE.read_text())
        if time.monotonic() > deadline:
            raise StartError(f"The embedded servers do not answer: {LOGS}/keeper.log may say why.")
        start_a_keeper_unless_one_lives()
        time.sleep(PAUSE)


def start_a_keeper_unless_one_lives() -> None:
    """The new keeper inherits the lock that says there is one, so two can never start together."""
    descriptor = locks.try_alone(KEEPER)
    if descriptor is None:
        return
    try:
        LOGS.mkdir(parents=True, exist_ok=True)
        with (LOGS / "keeper.log").open("ab") as log:
            subprocess.Popen(
                [sys.executable, "-m", "config.embedded.keeper"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=CHECKOUT,
                pass_fds=[descriptor],
                start_new_session=True,
            )
    finally:
        os.close(descriptor)


def wait_until_they_stop_or_others_use_them(patience: float = 30) -> None:
    """So that a command that was the last user leaves nothing running behind its back."""
    deadline = time.monotonic() + patience
    while locks.is_held(KEEPER) and time.monotonic() < deadline:
        if locks.is_held(USERS) and not locks.is_held_alone(USERS):
            return
        time.sleep(PAUSE)
