"""This process's connections to the database, so that those a dead server left hanging can be cut."""

from __future__ import annotations

import contextlib
import os
import select
import socket
from time import monotonic
from typing import Any, Self
from weakref import WeakSet

import psycopg

SECONDS_TRUSTED = 10
"""How long a connection whose socket is quiet is taken to live."""

CONNECTIONS: WeakSet[CuttableConnection] = WeakSet()


class CuttableConnection(psycopg.Connection[Any]):
    """A connection that is known by the process, from its first moment on."""

    known_to_live = 0.0
    """When the server last answered the pool's question, on the monotonic clock."""

    def execute(self, query: Any, *given: Any, **named: Any) -> psycopg.Cursor[Any]:
        """As of every connection; but the pool's question whether it lives, an empty statement, is asked of the server
        only where the socket has something to tell, as it has once the server is gone, or now and then."""
        if query != "":
            return super().execute(query, *given, **named)
        if monotonic() - self.known_to_live < SECONDS_TRUSTED and not self.has_news():
            return self.cursor()
        answer = super().execute(query, *given, **named)
        self.known_to_live = monotonic()
        return answer

    def has_news(self) -> bool:
        """Whether the server said something, or went away, that has not been read yet."""
        return bool(select.select([self.fileno()], [], [], 0)[0])

    @classmethod
    def connect(cls, *arguments: Any, **options: Any) -> Self:
        opened = super().connect(*arguments, **options)
        CONNECTIONS.add(opened)
        return opened


def cut_all() -> int:
    """Shut every connection's socket: whoever waits for an answer there is told at once that there will be none."""
    return sum(map(cut, list(CONNECTIONS)))


def cut(connection: CuttableConnection) -> bool:
    """Whether there was a socket to shut. The descriptor stays open until its owner closes it."""
    with contextlib.suppress(psycopg.Error, OSError, ValueError):
        with socket.socket(fileno=os.dup(connection.fileno())) as twin:
            twin.shutdown(socket.SHUT_RDWR)
        return True
    return False
