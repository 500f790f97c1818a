"""Numbers for runs of the tests that go on side by side in one checkout."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

from config import locks

FOLDER = Path(__file__).resolve().parent.parent / ".local/tests"


@contextlib.contextmanager
def free_slot() -> Iterator[int]:
    """The lowest number that no living run holds; a killed run's number is free again."""
    number, descriptor = next(taken for taken in map(take, itertools.count(1)) if taken)
    try:
        yield number
    finally:
        os.close(descriptor)


def take(number: int) -> tuple[int, int] | None:
    """The number and its lock's descriptor, or None when another run has it."""
    descriptor = locks.try_alone(FOLDER / f"{number}.lock")
    return None if descriptor is None else (number, descriptor)
