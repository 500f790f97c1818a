"""A small set of files for the tests of loading: one of everything, all of it right, and ways to spoil it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from editorial import services, staff_log
from editorial.models import Record, User
from exchange.loading import RefusedError, load

SMALL_SET = Path(__file__).parent / "small_set"

Cells = dict[str, str]


def rows_of(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


@dataclass
class Files:
    """A copy of the small set in a folder, written anew after every change of its rows."""

    folder: Path

    def __post_init__(self) -> None:
        self.rows = {path.stem: rows_of(path) for path in SMALL_SET.glob("*.csv")}
        self.headers = {name: list(rows[0]) for name, rows in self.rows.items()}
        self.write()

    def write(self) -> None:
        for name, header in self.headers.items():
            self.path(name).unlink(missing_ok=True)
            if name in self.rows:
                self._write_one(self.path(name), header, self.rows[name])

    def _write_one(self, path: Path, header: list[str], rows: list[Cells]) -> None:
        with path.open("w", encoding="utf-8", newline="") as sink:
            writer = csv.DictWriter(sink, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)

    def change(self, file: str, row: int, **cells: str) -> None:
        """Give cells of one row, counted from 0, other values."""
        self.rows[file][row] |= cells
        self.write()

    def add(self, file: str, **cells: str) -> None:
        self.rows[file].append(cells)
        self.write()

    def copy_row(self, file: str, row: int, **cells: str) -> None:
        """Add a row that differs from another in the cells given."""
        self.add(file, **(self.rows[file][row] | cells))

    def remove(self, file: str, row: int) -> None:
        del self.rows[file][row]
        self.write()

    def text(self, file: str) -> str:
        return self.path(file).read_text(encoding="utf-8")

    def path(self, file: str) -> Path:
        return self.folder / f"{file}.csv"


def said(problems: Iterable[object]) -> list[str]:
    return [str(problem) for problem in problems]


def refused(files: Files) -> list[str]:
    """What is said of the set when it is refused; nothing may be left of it."""
    before = traces()
    with pytest.raises(RefusedError) as caught:
        load(files.folder)
    assert traces() == before
    return said(caught.value.problems)


def traces() -> dict[str, int]:
    """How many rows every table of the project holds."""
    ours = ("editorial", "handovers", "attacks")
    tables: list[type[models.Model]] = [model for app in ours for model in apps.get_app_config(app).get_models()]
    return {model._meta.db_table: model._default_manager.count() for model in tables}


def edit(record: Record, by: User, **values: Any) -> None:
    """What the desk does when somebody saves a record."""
    with staff_log.signed(by, "corrected"):
        type(record).objects.filter(pk=record.pk).update(**values)
        services.changed(record, by)
