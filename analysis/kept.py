"""Answers kept by their ETag, in this process and for a while: the same question of the same record is not asked twice.

An ETag names what was asked, the code that answers, and what the record is at; so what is kept is never stale, it is
only asked for no more.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from functools import cache
from pathlib import Path
from threading import Lock
from types import ModuleType
from typing import Generic, TypeVar

from analysis.marks import mark_of_record

Key = TypeVar("Key")
Told = TypeVar("Told")

LARGEST, MOST = 2_000_000, 16_000_000
"""Bytes of one answer, and of all that are kept."""
BESIDE = 2_000
"""Bytes that an answer is taken to cost beside its body: its key, its headers."""


@cache
def code_of(*packages: ModuleType) -> str:
    """Names the code of packages."""
    told = hashlib.sha256()
    for package in packages:
        for path in sorted(Path(package.__path__[0]).rglob("*.py")):
            told.update(path.read_bytes())
    return told.hexdigest()[:16]


def etag_for(asked: object, *packages: ModuleType) -> str:
    """The ETag of what a question is answered now by the code of the packages; empty where the record has no mark."""
    mark = mark_of_record()
    if not mark:
        return ""
    return f'"{hashlib.sha256(repr((code_of(*packages), mark, asked)).encode()).hexdigest()[:32]}"'


class Answers(Generic[Key, Told]):
    """Bodies with what is told of each, such as its content type; the longest unasked for go first."""

    def __init__(self, most: int = MOST) -> None:
        self.most, self.held = most, 0
        self.kept: OrderedDict[Key, tuple[bytes, Told]] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Key) -> tuple[bytes, Told] | None:
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
            return self.kept.get(key)

    def put(self, key: Key, content: bytes, told: Told) -> None:
        if len(content) > LARGEST:
            return
        with self.lock:
            before = self.kept.pop(key, None)
            self.held += cost(content) - (cost(before[0]) if before else 0)
            self.kept[key] = (content, told)
            while self.held > self.most:
                self.held -= cost(self.kept.popitem(last=False)[1][0])

    def clear(self) -> None:
        """Forget all of them."""
        with self.lock:
            self.kept.clear()
            self.held = 0


def cost(content: bytes) -> int:
    return len(content) + BESIDE
