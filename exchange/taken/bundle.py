"""The attacks of a view in one zip: the rows twice, what their columns mean, where they are from, how to cite them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from string import Template
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from analysis.asking.question import FireFilters
from editorial.choices import RecordKind
from exchange.api.problems import instant
from exchange.api.writtenlist import whole, whole_collection
from exchange.models import Release
from exchange.releases.describing import write_dictionary
from exchange.releases.tables import records

NOTICES = Path(__file__).parent / "notices"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""By which spreadsheets tell UTF-8 from what their country wrote before."""

HELD = 4_000_000
"""Bytes that are held in memory; a larger file goes to the disk."""


@dataclass(frozen=True)
class Seen:
    """A view as it was taken away: its address, the same question to the API, the instant and the day of the record."""

    address: str
    question: str
    origin: str
    at: datetime
    day: date


def table(asked: FireFilters, origin: str) -> Iterator[bytes]:
    """The rows as CSV for a spreadsheet."""
    yield BYTE_ORDER_MARK
    yield from whole(RecordKind.ATTACK, "csv", asked, origin)


def features(asked: FireFilters, origin: str) -> Iterator[bytes]:
    """The rows as a FeatureCollection."""
    yield from whole_collection(RecordKind.ATTACK, asked, origin, {"type": "FeatureCollection"})


def make_bundle(asked: FireFilters, seen: Seen) -> IO[bytes]:
    """The zip, open at its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=HELD)  # noqa: SIM115  # the answer closes it
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, parts in (("attacks.csv", table), ("attacks.geojson", features)):
            with archive.open(name, "w", force_zip64=True) as packed:
                for part in parts(asked, seen.origin):
                    packed.write(part)
        archive.writestr("data_dictionary.csv", dictionary())
        for notice, text in notices(asked, seen):
            archive.writestr(notice, text)
    file.seek(0)
    return file


def dictionary() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data_dictionary.csv"
        write_dictionary(path, [records(RecordKind.ATTACK)])
        return path.read_bytes()


def notices(asked: FireFilters, seen: Seen) -> Iterator[tuple[str, str]]:
    """The texts about the files, filled in."""
    release = Release.objects.published().newest_first().first()
    told = {
        "address": seen.address,
        "question": seen.question,
        "count": asked.qs.count(),
        "instant": instant(seen.at),
        "day": seen.day.isoformat(),
        "year": seen.at.year,
        "citation": f"Handover Watch. Attacks, as published on {seen.day.isoformat()}. {seen.address}. CC BY 4.0.",
        "release": f"\nThe newest release of the whole record: {release.slug}, SHA-256 {release.sha256}."
        if release
        else "",
    }
    for path in sorted(NOTICES.iterdir()):
        yield path.name, Template(path.read_text(encoding="utf-8")).substitute(told)
