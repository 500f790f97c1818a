"""One who reads and one who writes each table all the time, and how long they were made to wait."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import psycopg

READ = "SELECT id FROM {table} WHERE id = (SELECT min(id) FROM {table})"
WRITE = "DELETE FROM {table} WHERE id = -1"
"""Takes the lock that every change of rows takes, and changes none."""
PAUSE = 0.01


@dataclass
class Waits:
    """The longest wait in seconds, by table and by what was done."""

    longest: dict[tuple[str, str], float] = field(default_factory=dict)
    asked: int = 0

    def note(self, table: str, what: str, seconds: float) -> None:
        self.asked += 1
        self.longest[table, what] = max(self.longest.get((table, what), 0.0), seconds)

    def worst(self, what: str) -> tuple[float, str]:
        return max(((wait, table) for (table, done), wait in self.longest.items() if done == what), default=(0.0, ""))


@contextlib.contextmanager
def waiting(address: str, tables: list[str]) -> Iterator[Waits]:
    """Readers and writers of the tables while the block runs. Raises RuntimeError if one of them fails."""
    waits, over, problems = Waits(), threading.Event(), []

    def go(table: str, what: str, statement: str) -> None:
        try:
            with psycopg.connect(address, autocommit=True, options="-c session_replication_role=replica") as own:
                while not over.is_set():
                    begun = time.monotonic()
                    own.execute(statement.format(table=table))  # type: ignore[arg-type]
                    waits.note(table, what, time.monotonic() - begun)
                    time.sleep(PAUSE)
        except psycopg.Error as problem:
            problems.append(f"{what} {table}: {problem}")

    both = (("read", READ), ("write", WRITE))
    threads = [threading.Thread(target=go, args=(table, *each)) for table in tables for each in both]
    for thread in threads:
        thread.start()
    try:
        yield waits
    finally:
        over.set()
        for thread in threads:
            thread.join()
    if problems:
        raise RuntimeError("; ".join(problems))
