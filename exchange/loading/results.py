"""What a load finds wrong, and what it did."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One reason why a set of files is not loaded, and where it stands: line 0 is the file as a whole."""

    file: str
    line: int
    column: str
    reason: str
    value: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.column, self.reason) if part)


class RefusedError(Exception):
    """The set of files was refused and nothing of it was loaded; `problems` says why, in the order of the files."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Count:
    """What became of the rows of one file; `left` are those of the record that the file does not name."""

    file: str
    added: int
    changed: int
    unchanged: int
    left: int

    @property
    def rows(self) -> int:
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True)
class Outcome:
    """What a load did: its rows by file, and how many versions it published."""

    counts: tuple[Count, ...]
    published: int

    @property
    def rows(self) -> int:
        return sum(count.rows for count in self.counts)

    @property
    def written(self) -> int:
        return sum(count.added + count.changed for count in self.counts)

    @property
    def left(self) -> int:
        return sum(count.left for count in self.counts)
