"""The shipped record read straight from its files, for tests that need no database."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

DATASET = Path(__file__).resolve().parents[2] / "dataset"
RECORD_FILES = {
    "drawdown": "drawdowns",
    "base": "bases",
    "presence": "presences",
    "handover": "handovers",
    "attack": "attacks",
    "series-attribution": "series_attributions",
    "context-event": "context_events",
}

Row = dict[str, str]


@cache
def rows(name: str) -> tuple[Row, ...]:
    """The rows of one file."""
    with (DATASET / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def names() -> list[str]:
    """Every file of the record."""
    return sorted(path.stem for path in DATASET.glob("*.csv"))


@cache
def records() -> dict[str, Row]:
    """Every record by its `kind:slug`."""
    return {f"{kind}:{row['slug']}": row for kind, name in RECORD_FILES.items() for row in rows(name)}


def column(name: str, key: str) -> set[str]:
    """All values of one column, each once."""
    return {row[key] for row in rows(name)}


def matching(name: str, **wanted: str) -> list[Row]:
    """The rows whose columns hold these values."""
    return [row for row in rows(name) if all(row[key] == value for key, value in wanted.items())]


def the(name: str, slug: str) -> Row:
    """One row by its slug."""
    (row,) = matching(name, slug=slug)
    return row


def claimed(record: str, field: str, status: str) -> list[Any]:
    """What citations say of one field of one record, as typed values."""
    return [json.loads(row["value"]) for row in matching("claims", record=record, field=field, status=status)]


def publisher_of(source: str) -> str:
    """Who published a source."""
    (row,) = matching("sources", id=source)
    return row["publisher"]


def speakers(record: str) -> set[str]:
    """Who is quoted in the citations of one record."""
    return {row["said_by"] for row in matching("citations", record=record)} - {""}


def sequence() -> list[str]:
    """The slugs of the public, completed, counted handovers, oldest first."""
    counted = matching("handovers", status="completed", counted="yes", state="public")
    return [row["slug"] for row in sorted(counted, key=lambda row: (row["date_latest"], row["slug"]))]
