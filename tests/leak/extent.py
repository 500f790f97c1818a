"""How much is swept: a sample with every run of the tests, all of it by `python -m benchmarks.leak_sweep`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TypeVar

FULL = os.environ.get("LEAK_SWEEP") == "full"
Each = TypeVar("Each")


def sampled(everything: Sequence[Each], one_in: int, first: int = 0) -> list[Each]:
    """All of it in a full sweep, else one in so many, beginning somewhere."""
    return [*everything] if FULL else [*everything[first % one_in :: one_in]]
