"""`manage.py restore FILE`: a backup into an empty database; then both logs are checked and the counts compared."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from config.management import contents, postgresql
from config.management.contents import Contents

ROLE = settings.BASE_DIR / "editorial/migrations/sql/public_role.sql"


class Command(BaseCommand):
    help = "Restores a backup into an empty database (pg_restore), checks both logs and compares the counts."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote; FILE.json must lie beside it")
        parser.add_argument(
            "--against",
            action="append",
            default=[],
            metavar="LOG:NUMBER:DIGEST",
            help="a digest noted elsewhere, as the newest release prints it: it must stand in the restored log",
        )

    def handle(self, *, file: Path, against: list[str], **options: object) -> None:
        began = time.monotonic()
        was = readable(file)
        refuse_unless_empty()
        make_the_public_role()
        # All or nothing; tables, then rows, then triggers: no trigger sees the rows as if they were new.
        postgresql.run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", *into(), file)
        check(was, against)
        self.stdout.write(
            f"Restored {sum(was.rows.values())} rows in {time.monotonic() - began:.1f} s; all counts are equal."
        )


def into() -> list[str]:
    return [f"--dbname={connection.settings_dict['NAME']}"]


def readable(file: Path) -> Contents:
    """The backup's note, if the backup is what was written."""
    try:
        was = Contents.read(contents.note_of(file))
        found = contents.digest(file)
    except (OSError, ValueError, TypeError) as error:
        raise CommandError(f"{file} and its note cannot be read: {error}") from error
    if found != was.sha256:
        raise CommandError(f"{file} is not the file that was written: its digest is {found}, not {was.sha256}.")
    if postgresql.server_version() < was.postgresql:
        raise CommandError(
            f"The backup is of PostgreSQL {was.postgresql}, and this server is {postgresql.server_version()}: "
            "restore into the same version or a newer one."
        )
    return was


def refuse_unless_empty() -> None:
    if tables := contents.tables():
        raise CommandError(
            f"The database {connection.settings_dict['NAME']} is not empty ({len(tables)} tables): "
            "restore into a new one, made with createdb, and then let the site use that."
        )


def make_the_public_role() -> None:
    """Roles belong to the whole server and are in no dump: the readers' one is made as the migration makes it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ROLE.read_text(encoding="utf-8"))


def check(was: Contents, against: list[str]) -> None:
    """Both logs hold up to where they ended, and nothing is missing."""
    call_command("verify_logs", against=[*was.logs, *against])
    if found := contents.differences(was):
        raise CommandError(f"Restored, but not equal: {'; '.join(found)}.")
