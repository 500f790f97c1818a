"""Answers kept by their ETag, in this process and for a while: the same question of the same record is not asked twice.

An ETag names the address, its language and format, the code, and what the record is at; so what is kept is never
stale, it is only asked for no more.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from functools import cache
from pathlib import Path
from threading import Lock

from django.utils.translation import get_language
from rest_framework.request import Request

import analysis
import attacks
import editorial
import exchange
import handovers
from analysis.marks import mark_of_record
from exchange.api.addresses import origin_of

LARGEST, MOST = 2_000_000, 16_000_000
"""Bytes of one answer, and of all that are kept."""


@cache
def code() -> str:
    """Names the code that answers are made by."""
    told = hashlib.sha256()
    for package in (editorial, handovers, attacks, analysis, exchange):
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            told.update(path.read_bytes())
    return told.hexdigest()[:16]


def etag_of(request: Request) -> str:
    """The ETag of what the request would be answered now; empty where the record has no mark."""
    mark = mark_of_record()
    if not mark:
        return ""
    asked = (origin_of(request), request.get_full_path(), get_language(), request.accepted_renderer.format)
    return f'"{hashlib.sha256(repr((code(), mark, asked)).encode()).hexdigest()[:32]}"'


class Answers:
    """Bodies with their content types, the longest unasked for going first."""

    def __init__(self, most: int = MOST) -> None:
        self.most, self.held = most, 0
        self.kept: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self.lock = Lock()

    def get(self, etag: str) -> tuple[bytes, str] | None:
        with self.lock:
            if etag in self.kept:
                self.kept.move_to_end(etag)
            return self.kept.get(etag)

    def put(self, etag: str, content: bytes, media_type: str) -> None:
        if len(content) > LARGEST:
            return
        with self.lock:
            self.held += len(content) - len(self.kept.pop(etag, (b"", ""))[0])
            self.kept[etag] = (content, media_type)
            while self.held > self.most:
                self.held -= len(self.kept.popitem(last=False)[1][0])

    def clear(self) -> None:
        """Forget all of them."""
        with self.lock:
            self.kept.clear()
            self.held = 0


answers = Answers()
