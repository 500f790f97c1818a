"""The last good public answers of this process, for the time in which the database does not answer."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import psycopg
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

MOST_BYTES = 32 * 1024 * 1024
MOST_BYTES_OF_ONE = 1024 * 1024
API = "/api/"
API_VARIES = ("accept", "accept-language")

Key = tuple[str, ...]

WITHDRAWN = """
SELECT (SELECT coalesce(max(seq), 0) FROM editorial_publiclogentry),
       EXISTS (SELECT FROM editorial_publiclogentry WHERE seq > %s AND event IN ('retracted', 'merged'))
"""


@dataclass(frozen=True)
class Kept:
    """One answer as it was given, and when."""

    content: bytes
    headers: tuple[tuple[str, str], ...]
    at: float

    @property
    def size(self) -> int:
        """Its bytes, with what its headers and its place among the others take, about."""
        return len(self.content) + 1000


class LastGood:
    """Answers by address and by the request's headers that they vary with; the longest unused go first.

    When a record is withdrawn, all answers kept before are forgotten, and those under way are not kept: `generation`
    counts the withdrawals, and is None while it is not known whether there were any. Asked with every beat of the
    watch, so that an answer outlives its withdrawal by a second, less than the minute for which any cache may keep it;
    and while the database is dead nothing can be withdrawn.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self.generation: int | None = None
        self._forgotten = 0
        self._seen: int | None = None
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._varies: dict[str, tuple[str, ...]] = {}
        self._lock = threading.Lock()

    def keep(self, request: HttpRequest, response: HttpResponse, generation: int | None) -> None:
        """Keep an answer, unless something was withdrawn since its reading began in this generation."""
        answer = Kept(response.content, tuple(response.items()), time.time())
        with self._lock:
            if generation is None or generation != self.generation:
                return
            names = varies(request, response)
            key = key_of(request, names)
            self._drop(key)
            self._varies[key[0]] = names
            self._kept[key] = answer
            self.bytes += answer.size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._kept)))

    def find(self, request: HttpRequest) -> Kept | None:
        with self._lock:
            key = key_of(request, self._varies.get(address(request), ()))
            if found := self._kept.get(key):
                self._kept.move_to_end(key)
            return found

    def forget_what_was_withdrawn(self, connection: psycopg.Connection[Any]) -> None:
        """Forget everything if the public log tells of a withdrawal since last asked, or cannot be compared."""
        seen, self._seen, self.generation = self._seen, None, None
        row = connection.execute(WITHDRAWN, [seen or 0]).fetchone()
        newest, withdrawn = row or (0, True)
        if seen is None or withdrawn or newest < seen:
            self._forget()
        self._seen, self.generation = newest, self._forgotten

    def _forget(self) -> None:
        with self._lock:
            self._kept.clear()
            self._varies.clear()
            self.bytes = 0
            self._forgotten += 1

    def _drop(self, key: Key) -> None:
        if old := self._kept.pop(key, None):
            self.bytes -= old.size
            self._varies.pop(key[0], None)


def address(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.META.get('HTTP_HOST', '')}{request.get_full_path()}"


def key_of(request: HttpRequest, names: tuple[str, ...]) -> Key:
    return (address(request), *(request.headers.get(name, "") for name in names))


def varies(request: HttpRequest, response: HttpResponseBase) -> tuple[str, ...]:
    """The request's headers that the answer depends on; all of the API's answers depend on the same."""
    named = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return tuple(sorted(named | set(API_VARIES if request.path.startswith(API) else ())))


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether anyone who asks gets this answer: the page says so, or it is the API's, which knows no persons."""
    if request.method != "GET" or response.status_code != 200 or response.cookies or "Authorization" in request.headers:
        return False
    caching = response.get("Cache-Control", "")
    allowed = "public" in caching or (request.path.startswith(API) and not caching)
    if not allowed or "cookie" in response.get("Vary", "").lower():
        return False
    return isinstance(response, HttpResponse) and len(response.content) <= MOST_BYTES_OF_ONE
