"""`manage.py backup FILE`: the whole database in one file, and a note of what is in it."""

from __future__ import annotations

import contextlib
import os
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from config.management import contents, postgresql
from config.management.contents import Contents


class Command(BaseCommand):
    help = "Writes the whole database to a file (pg_dump), and what is in it to FILE.json beside it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a file that does not exist yet")

    def handle(self, *, file: Path, **options: object) -> None:
        if file.exists() or contents.note_of(file).exists():
            raise CommandError(f"{file} exists: a backup is never written over.")
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}.")
        unfinished = file.with_name(f"{file.name}.unfinished")
        # Drafts and accounts are in it.
        os.close(os.open(unfinished, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600))
        try:
            dump(unfinished).write(contents.note_of(file))
            unfinished.rename(file)
        finally:
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()
        self.stdout.write(f"{file}: {file.stat().st_size} bytes; keep it and {contents.note_of(file).name} together")


@transaction.atomic
def dump(file: Path) -> Contents:
    """Dump and count at one instant: the counts are those of the snapshot that pg_dump reads."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
    # Not transactional, so they are read before: a sequence that is ahead in the dump is no fault.
    sequences = contents.sequences()
    postgresql.run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={file}")
    return Contents(contents.digest(file), postgresql.server_version(), contents.rows(), sequences, contents.logs())
