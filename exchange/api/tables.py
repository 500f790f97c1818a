"""Rows as CSV: which columns a field becomes, and cells that no spreadsheet executes."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from editorial.fields import Field

Row = dict[str, Any]
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")


@dataclass(frozen=True)
class Column:
    """One column: its name, and how a row's value is read."""

    name: str
    read: Callable[[Row], Any]


def columns(fields: Iterable[Field], names: Sequence[str]) -> list[Column]:
    """The columns of the named fields, in their order; lists of objects have none."""
    return [column for each in fields if each.csv and each.name in names for column in _columns(each)]


def _columns(field: Field) -> Iterator[Column]:
    if field.kind == "reference":
        yield from _embedded(field.name, field.key, lambda row: row[field.name])
    elif field.kind == "object":
        for part in field.subfields:
            yield from _part(field, part)
    else:
        yield Column(field.name, lambda row: row[field.name])


def _part(field: Field, part: Field) -> Iterator[Column]:
    """A member of a nested object; of another nested one, its key and name under the outer's name."""
    if part.kind == "reference":
        yield from _embedded(field.name, part.key, lambda row: (row[field.name] or {}).get(part.name))
    elif part.csv:
        yield Column(f"{field.name}_{part.name}", lambda row: (row[field.name] or {}).get(part.name))


def _embedded(name: str, key: str, read: Callable[[Row], Row | None]) -> Iterator[Column]:
    yield Column(f"{name}_{key}", lambda row: (read(row) or {}).get(key))
    yield Column(f"{name}_name", lambda row: (read(row) or {}).get("name"))


class _Line:
    """Takes what the CSV writer writes, and gives it back."""

    def write(self, text: str) -> str:
        return text


def lines(wanted: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """The header line and one line for each row."""
    yield csv.writer(_Line()).writerow([column.name for column in wanted])
    yield from written(wanted, rows)


def written(wanted: Sequence[Column], rows: Iterable[Row]) -> Iterator[str]:
    """One line for each row."""
    write = csv.writer(_Line()).writerow
    for row in rows:
        yield write([cell(column.read(row)) for column in wanted])


def cell(value: object) -> str | int | float:
    """A value as its cell: empty for null, lists joined with `;`, and no text that a spreadsheet would execute."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    text = ";".join(_key(each) for each in value) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(DANGEROUS) and not NUMBER.fullmatch(text) else text


def _key(value: object) -> str:
    return str(value.get("slug") or value.get("code") or value.get("id")) if isinstance(value, dict) else str(value)
