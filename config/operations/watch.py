"""Whether the database answers: asked all the time by a thread of each web process, so that no reader has to.

A server that is gone refuses at once; one that hangs says nothing, and neither the server's own time limits nor a wait
for the pool end a query that it took and does not answer. So one thread beats, a second watches the beat; when it has
not come for a while, the database counts as dead and all connections of the process are cut.
"""

from __future__ import annotations

import contextlib
import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connections as django_connections

from config.operations.connections import CuttableConnection, cut_all

BETWEEN_BEATS = 0.4
LONGEST_BEAT = 0.9
"""Seconds that one beat may take; with the wait between two and the watcher's step, a page hangs 1.4 s at most."""

STEP = 0.1

logger = logging.getLogger(__name__)
Beat = Callable[[psycopg.Connection[Any]], object]


class Watch:
    """Two threads that know whether the database answers. Started in each process that serves pages, once armed."""

    def __init__(self) -> None:
        self.armed = False
        self.dead = False
        self.listeners: list[Beat] = []
        self.began_at: float | None = None
        self.ended = threading.Event()
        self._pid = 0
        self._lock = threading.Lock()

    def ensure_started(self) -> None:
        """Start the threads, unless this process has them; a fork leaves them behind."""
        if not self.armed or self._pid == os.getpid():
            return
        with self._lock:
            if self._pid != os.getpid():
                self._pid, self.began_at = os.getpid(), time.monotonic()
                for target in (self._beat, self._watch):
                    threading.Thread(target=target, name=f"database{target.__name__}", daemon=True).start()

    def _beat(self) -> None:
        while not self.ended.is_set():
            with contextlib.suppress(psycopg.Error, OSError), connect() as connection:
                self._ask(connection)
                while not self.ended.wait(BETWEEN_BEATS):
                    self._ask(connection)
                return
            self._note(dead=True)
            self.ended.wait(BETWEEN_BEATS)
            self.began_at = time.monotonic()

    def _ask(self, connection: psycopg.Connection[Any]) -> None:
        self.began_at = time.monotonic()
        connection.execute("SELECT 1")
        for listener in self.listeners:
            # A table that is locked or not there yet is no sign of a dead server.
            with contextlib.suppress(psycopg.errors.LockNotAvailable, psycopg.ProgrammingError):
                listener(connection)
        self.began_at = None
        self._note(dead=False)

    def _watch(self) -> None:
        while not self.ended.wait(STEP):
            began_at = self.began_at
            if began_at is not None and time.monotonic() - began_at > LONGEST_BEAT:
                self._note(dead=True)
                # Also what was opened meanwhile, by whoever was on the way in.
                cut_all()

    def _note(self, *, dead: bool) -> None:
        if self.dead != dead:
            self.dead = dead
            logger.warning("the database %s", "does not answer" if dead else "answers again")


def connect() -> CuttableConnection:
    """A connection beside the pool, so that a full pool is not taken for a dead server."""
    parameters = django_connections["default"].get_connection_params()
    connection = CuttableConnection.connect(**parameters | {"autocommit": True})
    connection.execute("SET lock_timeout = '200ms'")
    return connection


watch = Watch()
