"""A small set of files for the tests of loading: one of everything, all of it right."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exchange.loading.files import FILES

Cells = dict[str, str]


def small() -> dict[str, list[Cells]]:
    """The rows of the set by file; columns that are not named are empty."""
    return {
        "areas": [
            {"code": "IQ", "name": "Iraq", "kind": "country"},
            {"code": "IQ-BG", "name": "Baghdad", "kind": "governorate", "parent": "IQ", "aliases": "Bagdad;Baghdād"},
        ],
        "publishers": [{"slug": "agency", "name": "The Agency", "kind": "news_agency"}],
        "sources": [
            {
                "id": "aaaaaaaaaa", "publisher": "agency", "title": "Site handed over", "url": "https://example.org/1",
                "published_on": "2020-07-25", "published_precision": "day",
            },
            {"id": "bbbbbbbbbb", "publisher": "agency", "title": "Rockets", "relays": "aaaaaaaaaa"},
        ],
        "forces": [
            {"slug": "coalition", "name": "Coalition", "kind": "coalition"},
            {"slug": "spain", "name": "Spain", "kind": "country", "country": "ES"},
            {"slug": "host", "name": "Host", "kind": "host"},
        ],
        "actors": [{"slug": "brigades", "name": "Brigades", "kind": "organisation", "source": "bbbbbbbbbb"}],
        "drawdowns": [
            {
                "slug": "iraq", "name": "Iraq", "coalition": "coalition", "host": "host", "country": "IQ",
                "timezone": "Asia/Baghdad", "starts_on": "2020-03-16", "checked_on": "2020-08-01", "state": "public",
            },
        ],
        "bases": [
            {
                "slug": "besmaya", "name": "Besmaya", "kind": "training_site", "governorate": "IQ-BG", "state": "public",
                "latitude": "33.1", "longitude": "44.6", "uncertainty_m": "1500", "location_basis": "site",
                "within": "zone",
            },
            {"slug": "zone", "name": "Zone", "kind": "district", "state": "public"},
        ],
        "drawdown_bases": [{"drawdown": "iraq", "base": "besmaya", "counts": "yes", "reason": "It held coalition forces."}],
        "names": [{"record": "base:besmaya", "text": "Bismayah", "lang": "en", "kind": "transliteration"}],
        "presences": [
            {
                "slug": "besmaya-spain", "base": "besmaya", "force": "spain", "role": "trainer", "start_earliest": "2015-02-01",
                "start_latest": "2015-02-28", "start_precision": "month", "end_known": "not_established", "state": "public",
            },
        ],
        "handovers": [
            {
                "slug": "besmaya-2020", "drawdown": "iraq", "base": "besmaya", "status": "completed", "portion": "facility",
                "transferring_forces": "spain;coalition", "receiving_force": "host", "date_earliest": "2020-07-25",
                "date_latest": "2020-07-25", "date_precision": "day", "counted": "yes", "counted_reason": "Every list has it.",
                "state": "public",
            },
        ],
        "milestones": [
            {
                "handover": "besmaya-2020", "kind": "ceremony", "date_earliest": "2020-07-25", "date_latest": "2020-07-25",
                "date_precision": "day", "title": "Ceremony", "source": "aaaaaaaaaa",
            },
            {
                "drawdown": "iraq", "kind": "statement", "date_earliest": "2020-07-25", "date_latest": "2020-07-25",
                "date_precision": "day", "title": "More will follow",
            },
        ],
        "attacks": [
            {
                "slug": "2020-07-24-besmaya", "drawdown": "iraq", "base": "besmaya", "date_earliest": "2020-07-24",
                "date_latest": "2020-07-24", "date_precision": "day", "time_local": "20:30", "weapons": "rocket;mortar",
                "munitions_min": "4", "munitions_max": "4", "killed_min": "0", "killed_max": "0", "target": "base",
                "launch_area_text": "east of it", "launch_area": "IQ-BG", "state": "public",
            },
            {
                "slug": "2020-07-20-taji", "drawdown": "iraq", "place": "Taji", "date_earliest": "2020-07-01",
                "date_latest": "2020-07-31", "date_precision": "month", "weapons": "unknown", "target": "other",
                "state": "in_review",
            },
        ],
        "casualties": [{"attack": "2020-07-24-besmaya", "side": "coalition", "killed_min": "0", "killed_max": "0"}],
        "attributions": [
            {"attack": "2020-07-24-besmaya", "actor": "brigades", "stance": "accused", "speaker": "Washington"},
        ],
        "series_attributions": [
            {
                "slug": "washington-accuses", "drawdown": "iraq", "actor": "brigades", "stance": "accused",
                "speaker": "Washington", "date_latest": "2020-07-25", "date_precision": "open", "state": "public",
            },
        ],
        "context_events": [
            {
                "slug": "2020-07-25-handover", "drawdown": "iraq", "date_earliest": "2020-07-25", "date_latest": "2020-07-25",
                "date_precision": "day", "title": "The seventh site", "refers_to": "handover:besmaya-2020", "state": "public",
            },
        ],
        "citations": [
            {"record": record, "source": source, "verification": "excerpt"}
            for record, source in (
                ("drawdown:iraq", "aaaaaaaaaa"), ("base:besmaya", "aaaaaaaaaa"), ("base:zone", "aaaaaaaaaa"),
                ("presence:besmaya-spain", "aaaaaaaaaa"), ("handover:besmaya-2020", "aaaaaaaaaa"),
                ("attack:2020-07-24-besmaya", "aaaaaaaaaa"), ("attack:2020-07-24-besmaya", "bbbbbbbbbb"),
                ("series-attribution:washington-accuses", "bbbbbbbbbb"), ("context-event:2020-07-25-handover", "aaaaaaaaaa"),
            )
        ],
        "claims": [
            {
                "record": "attack:2020-07-24-besmaya", "source": "aaaaaaaaaa", "field": "munitions",
                "value": '{"min": 4, "max": 4}', "wording": "four rockets", "status": "accepted",
            },
            {
                "record": "attack:2020-07-24-besmaya", "source": "bbbbbbbbbb", "field": "munitions",
                "value": '{"min": 3}', "wording": "three or more", "status": "conflict", "note": "Most say four.",
            },
            {"record": "handover:besmaya-2020", "source": "aaaaaaaaaa", "field": "ordinal", "value": "1", "status": "accepted"},
        ],
        "coverage": [{"drawdown": "iraq", "what": "Handovers", "languages": "en;ar", "searched_on": "2020-08-01"}],
    }  # fmt: skip


@dataclass
class Files:
    """A set of files in a folder, rewritten after every change of its rows."""

    folder: Path
    rows: dict[str, list[Cells]] = field(default_factory=small)

    def __post_init__(self) -> None:
        self.write()

    def write(self) -> None:
        for file in FILES:
            if not file.within:
                self._write_one(file.shown, [column.name for column in file.columns], self.rows.get(file.name))

    def _write_one(self, name: str, header: list[str], rows: list[Cells] | None) -> None:
        path = self.folder / name
        path.unlink(missing_ok=True)
        if rows is not None:
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


def said(problems: Any) -> list[str]:
    return [str(problem) for problem in problems]
