"""Whether the database answers: asked all the time by a thread of each web process, so that no reader has to.

A server that is gone refuses at once; one that hangs says nothing, and neither the server's own time limits nor a wait
for the pool end a query that it took and does not answer. So one thread beats, a second watches the beat; when it has
not come for a while, the database counts as dead and all connections of the process are cut.

A process with much to do reads late what the database said in time. So an answer that lies in the socket is one, and
silence is counted in looks: the second thread gets its turn as late as the first, and on an idle machine a look is a
tenth of a second.
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
STEP = 0.1
"""Seconds between two beats, and between two looks at one."""

LOOKS, LOOKS_AT_FIRST = 9, 13
"""How many looks in a row may find one question without an answer. With the wait between two beats, of which there is
none before the first, and the step in which it was asked, a page hangs 1.4 s at most."""

logger = logging.getLogger(__name__)
Beat = Callable[[psycopg.Connection[Any]], object]


class Watch:
    """Two threads that know whether the database answers. Started in each process that serves pages, once armed."""

    def __init__(self) -> None:
        self.armed = False
        self.dead = False
        self.listeners: list[Beat] = []
        self.began_at: float | None = None
        self.asked: CuttableConnection | None = None
        self.ended = threading.Event()
        self._pid = 0
        self._lock = threading.Lock()

    def ensure_started(self) -> None:
        """Start the threads, unless this process has them; a fork leaves them behind."""
        if not self.armed or self._pid == os.getpid():
            return
        with self._lock:
            if self._pid != os.getpid():
                self._pid, self.began_at, self.asked = os.getpid(), time.monotonic(), None
                for target in (self._beat, self._watch):
                    threading.Thread(target=target, name=f"database{target.__name__}", daemon=True).start()

    def _beat(self) -> None:
        while not self.ended.is_set():
            with contextlib.suppress(psycopg.Error, OSError), connect() as self.asked:
                self._ask(self.asked)
                while not self.ended.wait(BETWEEN_BEATS):
                    self._ask(self.asked)
                return
            self.asked = None
            self._note(dead=True)
            self.ended.wait(BETWEEN_BEATS)
            self.began_at = time.monotonic()

    def _ask(self, connection: psycopg.Connection[Any]) -> None:
        self.began_at = time.monotonic()
        connection.execute("SELECT 1")
        for listener in self.listeners:
            self.began_at = time.monotonic()
            # A table that is locked or not there yet is no sign of a dead server.
            with contextlib.suppress(psycopg.errors.LockNotAvailable, psycopg.ProgrammingError):
                listener(connection)
        self.began_at = None
        self._note(dead=False)

    def _watch(self) -> None:
        looks, seen = 0, None
        while not self.ended.wait(STEP):
            began_at = self.began_at
            is_open = began_at is not None and began_at == seen
            looks, seen = looks + 1 if is_open and not self._is_answered() else 0, began_at
            if looks >= (LOOKS if self.asked or self.dead else LOOKS_AT_FIRST):
                self._note(dead=True)
                # Also what was opened meanwhile, by whoever was on the way in.
                cut_all()

    def _is_answered(self) -> bool:
        """Whether an answer to the open question has come, though nobody has read it yet. A cut socket ends, too."""
        asked = self.asked
        with contextlib.suppress(psycopg.Error, OSError, ValueError):
            return asked is not None and not self.dead and asked.has_news()
        return False

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
