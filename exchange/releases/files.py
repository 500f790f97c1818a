"""The files of a release while they are written: tables as CSV, and records with points as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from rest_framework.utils import json

from exchange.api.tables import Row, lines
from exchange.releases.tables import Table


class _Written(AbstractContextManager[Any]):
    """A file of text that grows row by row, and what closes it."""

    tail = ""

    def __init__(self, path: Path) -> None:
        self.file: IO[str] = path.open("w", encoding="utf-8", newline="")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.file.write(self.tail)
        self.file.close()


class Sheet(_Written):
    """One table as CSV; counts its rows."""

    def __init__(self, folder: Path, table: Table) -> None:
        super().__init__(folder / f"{table.name}.csv")
        self.columns = [column for column, _field in table.columns]
        self.as_json = [each.name for each in table.fields if each.kind == "any"]
        self.count = 0
        self.file.writelines(lines(self.columns, []))

    def add(self, rows: Sequence[Row]) -> None:
        told = lines(self.columns, map(self._typed, rows))
        next(told)
        self.file.writelines(told)
        self.count += len(rows)

    def _typed(self, row: Row) -> Row:
        """The row with values of no one type as JSON, so that what they are can be told from a cell."""
        return row | {name: compact(row[name]) for name in self.as_json} if self.as_json else row


class Features(_Written):
    """Records as one GeoJSON FeatureCollection, a feature a line."""

    tail = "\n]}\n"

    def __init__(self, folder: Path, table: Table) -> None:
        super().__init__(folder / f"{table.name}.geojson")
        self.file.write('{"type":"FeatureCollection","features":[')
        self.before = "\n"

    def add(self, features: Iterable[Row]) -> None:
        for feature in features:
            self.file.write(self.before + compact(feature))
            self.before = ",\n"


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
