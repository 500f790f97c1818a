"""What a release says of itself: the data package, the dictionary, the notices, the checksums."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import Template
from typing import Any

from django.utils.translation import override
from rest_framework.utils import json

from editorial.fields import Field
from editorial.log_check import Anchor
from exchange.api.index import LICENCE
from exchange.releases.rows import Counts, instant_text
from exchange.releases.tables import Table, every_table

NOTICES = Path(__file__).parent / "notices"
Described = dict[str, Any]

TYPES: dict[str, Described] = {
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "date": {"type": "date"},
    "time": {"type": "time", "format": "%H:%M"},
    "datetime": {"type": "datetime", "format": "any"},
}
"""Column types of the data package by kinds of field; all other kinds are text."""

TEXTS = {"text", "address", "any", "texts", "codes", "references"}
"""Kinds whose cell may be empty although something is there: an empty text, an empty list."""


@dataclass(frozen=True)
class About:
    """What a release is of: the instant, the day that it was in Iraq, where the site is, and the log."""

    instant: datetime
    day: date
    origin: str
    head: Anchor | None

    @property
    def version(self) -> str:
        return instant_text(self.instant)


def describe(folder: Path, about: About, counts: Counts) -> None:
    """Write all that stands beside the tables; in English, whoever asked."""
    with override("en"):
        write_dictionary(folder / "data_dictionary.csv")
        write_notices(folder, about, counts)
        write_json(folder / "public_log.json", public_log(about))
        write_json(folder / "datapackage.json", package(folder, about))
    write_sums(folder)


def write_json(path: Path, value: Described) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def public_log(about: About) -> Described:
    head = about.head
    return {
        "instant": about.version,
        "log": "public",
        "seq": head.seq if head else None,
        "digest": head.digest if head else None,
        "anchor": str(head) if head else None,
    }


def package(folder: Path, about: About) -> Described:
    """The Frictionless descriptor."""
    return {
        "name": "handover-watch",
        "title": f"Handover Watch: the public record as of {about.version}",
        "version": about.version,
        "created": about.version,
        **({"homepage": about.origin} if about.origin else {}),
        "licenses": [{"name": "CC-BY-4.0", "title": LICENCE["name"], "path": LICENCE["url"]}],
        "contributors": [{"title": "The contributors to Handover Watch", "role": "author"}],
        "resources": [each for table in every_table() for each in resources(folder, table)],
    }


def resources(folder: Path, table: Table) -> Iterator[Described]:
    yield {
        **resource(folder, table, f"{table.name}.csv"),
        "profile": "tabular-data-resource",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": {
            "fields": [column(name.name, field, name.name in table.key) for name, field in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            **({"foreignKeys": links(table)} if table.links else {}),
        },
    }
    if table.placed:
        yield resource(folder, table, f"{table.name}.geojson") | {"mediatype": "application/geo+json"}


def resource(folder: Path, table: Table, name: str) -> Described:
    path = folder / name
    return {
        "name": name.replace(".csv", "").replace(".", "-"),
        "description": str(table.meaning),
        "path": name,
        "format": path.suffix[1:],
        "bytes": path.stat().st_size,
        "hash": f"sha256:{sha256(path)}",
    }


def column(name: str, field: Field, is_key: bool) -> Described:
    constraints: Described = {"required": True} if is_key or (field.required and field.kind not in TEXTS) else {}
    if field.kind == "code" and field.vocabulary:
        constraints["enum"] = [str(code) for code in field.vocabulary.values]
    return {
        "name": name,
        **TYPES.get(field.kind, {"type": "string"}),
        "description": str(field.meaning),
        **({"unit": str(field.unit)} if field.unit else {}),
        **({"constraints": constraints} if constraints else {}),
    }


def links(table: Table) -> list[Described]:
    return [
        {"fields": list(link.columns), "reference": {"resource": link.table, "fields": list(link.to)}}
        for link in table.links
    ]


def write_dictionary(path: Path, tables: Sequence[Table] = ()) -> None:
    """One line for each column of each table, of all of them if none are named."""
    with path.open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file).writerow
        write(["file", "column", "kind", "unit", "never_empty", "meaning", "meaning_ar", "codes"])
        for table in tables or every_table():
            for each, field in table.columns:
                described = column(each.name, field, each.name in table.key)
                always = "true" if described.get("constraints", {}).get("required") else "false"
                meanings = (str(field.meaning), in_arabic(field))
                write([f"{table.name}.csv", each.name, field.kind, field.unit, always, *meanings, codes(field)])


def in_arabic(field: Field) -> str:
    """The meaning in Arabic, where it has been translated."""
    with override("ar"):
        arabic = str(field.meaning)
    return arabic if arabic != str(field.meaning) else ""


def codes(field: Field) -> str:
    return "; ".join(f"{code}: {label}" for code, label in field.vocabulary.choices) if field.vocabulary else ""


def write_notices(folder: Path, about: About, counts: Counts) -> None:
    told = {
        "instant": about.version,
        "day": about.instant.date().isoformat(),
        "year": about.instant.year,
        "record_day": about.day.isoformat(),
        "files": "\n".join(f"- `{table.name}.csv`, {counts[table.name]}: {table.meaning}" for table in every_table()),
    }
    for notice in sorted(NOTICES.iterdir()):
        text = Template(notice.read_text(encoding="utf-8")).substitute(told)
        (folder / notice.name).write_text(text, encoding="utf-8")


def write_sums(folder: Path) -> None:
    sums = [f"{sha256(path)}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def sha256(path: Path) -> str:
    """The checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
