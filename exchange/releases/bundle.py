"""One release as a file: the record read at an instant, and packed so that the same instant gives the same bytes."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils.translation import override

from editorial.clock import record_day
from editorial.fields import REFERENCES, REGISTRY
from editorial.log_check import Anchor
from editorial.models import PublicLogEntry
from editorial.publicplane import public_plane
from exchange.releases.describing import About, describe, sha256
from exchange.releases.files import Sheet
from exchange.releases.rows import Counts, Evidence, write_records, write_references
from exchange.releases.tables import CITATIONS, CLAIMS
from exchange.releases.watching import Watch

AT_ONCE = 1 << 20
"""Bytes that are packed between two looks at the watch."""

MODE = 0o100644 << 16
UNIX = 3


@dataclass(frozen=True)
class Bundle:
    """A release that is written and not yet put in its place."""

    path: Path
    about: About
    counts: Counts

    @property
    def sha256(self) -> str:
        return sha256(self.path)

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def make_bundle(workplace: Path, instant: datetime, origin: str, watch: Watch) -> Bundle:
    """Write the record as of `instant` into a zip in the workplace. Each noun that is done is a step."""
    folder = workplace / "files"
    folder.mkdir()
    with override("en"):
        counts = write_tables(folder, instant, origin, watch)
    about = seen_at(instant, origin)
    describe(folder, about, counts)
    path = workplace / "bundle.zip"
    pack(folder, path, instant, watch)
    watch.step(steps(), steps())
    return Bundle(path, about, counts)


def steps() -> int:
    """Each noun is a step, and packing is one."""
    return len(REGISTRY) + len(REFERENCES) + 1


def write_tables(folder: Path, instant: datetime, origin: str, watch: Watch) -> Counts:
    """Every table. Each noun is read in a public plane of its own: one long transaction would hold up vacuuming."""
    counts: Counts = {}
    done = 0
    with Sheet(folder, CITATIONS) as citations, Sheet(folder, CLAIMS) as claims:
        for kind in REGISTRY:
            with public_plane(instant):
                counts |= write_records(folder, kind, origin, Evidence(citations, claims), watch)
            watch.step(done := done + 1, steps())
        counts |= {CITATIONS.name: citations.count, CLAIMS.name: claims.count}
    for kind in REFERENCES:
        with public_plane(instant):
            counts |= write_references(folder, kind, origin, watch)
        watch.step(done := done + 1, steps())
    return counts


def seen_at(instant: datetime, origin: str) -> About:
    """The day and the newest entry of the public log at the instant."""
    with public_plane(instant):
        newest = PublicLogEntry.objects.filter(published_from__lte=instant).order_by("-seq").first()
        head = Anchor("public", newest.seq, newest.digest) if newest else None
        return About(instant, record_day(), origin, head)


def pack(folder: Path, path: Path, instant: datetime, watch: Watch) -> None:
    """The folder's files as a zip: sorted, dated by the instant, owned by nobody; on the disk when this returns."""
    with path.open("wb") as raw:
        with ZipFile(raw, "w") as archive:
            for source in sorted(folder.iterdir()):
                with source.open("rb") as content, archive.open(entry(source, instant), "w") as packed:
                    for part in iter(partial(content.read, AT_ONCE), b""):
                        packed.write(part)
                        watch.heed()
        raw.flush()
        os.fsync(raw.fileno())


def entry(source: Path, instant: datetime) -> ZipInfo:
    found = ZipInfo(source.name, instant.timetuple()[:6])
    found.compress_type = ZIP_DEFLATED
    found.create_system = UNIX
    found.external_attr = MODE
    found.file_size = source.stat().st_size
    return found
