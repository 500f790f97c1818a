"""This process's connections to the database, so that those a dead server left hanging can be cut."""

from __future__ import annotations

import contextlib
import os
import socket
from typing import Any, Self
from weakref import WeakSet

import psycopg

CONNECTIONS: WeakSet[CuttableConnection] = WeakSet()


class CuttableConnection(psycopg.Connection[Any]):
    """A connection that is known by the process, from its first moment on."""

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
