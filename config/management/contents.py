"""What a backup holds: a note beside it, and the comparison after it was restored."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.db import connection

from editorial.log_check import heads


@dataclass(frozen=True)
class Contents:
    """The file's digest, the rows of each table, the value of each sequence, and where both logs end."""

    sha256: str
    postgresql: int
    rows: dict[str, int]
    sequences: dict[str, int | None]
    logs: list[str]

    def write(self, path: Path) -> None:
        path.write_text(json.dumps(asdict(self), indent=1) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Contents:
        return cls(**json.loads(path.read_text(encoding="utf-8")))


def note_of(backup: Path) -> Path:
    """Where the note of a backup lies."""
    return backup.with_name(f"{backup.name}.json")


def rows() -> dict[str, int]:
    """How many rows each table has, as this transaction sees it."""
    return {table: count(f'SELECT count(*) FROM "{table}"') or 0 for table in tables()}


def tables() -> list[str]:
    """Every table of the site's, by name."""
    return column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")


def sequences() -> dict[str, int | None]:
    """The value that each sequence gave last; none where it gave none yet."""
    names = column("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' ORDER BY sequencename")
    return {name: count(f'SELECT CASE WHEN is_called THEN last_value END FROM "{name}"') for name in names}


def logs() -> list[str]:
    return [str(head) for head in heads()]


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def differences(was: Contents) -> list[str]:
    """What is not as the backup's note has it, a line each."""
    now, given = rows(), sequences()
    # A sequence belongs to no transaction: in the dump it may be ahead of the count, never behind.
    return [
        *(
            f"{table}: {now.get(table)} rows, not {count}"
            for table, count in was.rows.items()
            if now.get(table) != count
        ),
        *(
            f"{name}: at {given.get(name)}, not {at}"
            for name, at in was.sequences.items()
            if (given.get(name) or 0) < (at or 0)
        ),
    ]


def column(query: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [value for (value,) in cursor.fetchall()]


def count(query: str) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(query)
        found = cursor.fetchone()
    return found[0] if found else None
