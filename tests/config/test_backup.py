"""Backups: restored into an empty database, they are what was backed up, and the record goes on from there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from config.management import contents
from editorial.log_check import heads
from tests.worker import broker_url

CHECKOUT = Path(__file__).resolve().parents[2]
EDIT = """
from editorial import staff_log
from editorial.models import Publisher
from django.db import transaction
with transaction.atomic():
    staff_log.sign(by="the test", why="after the restore")
    Publisher.objects.create(name="A new one", kind="news_agency")
"""

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def second_database(slot: int, transactional_db: None) -> Iterator[str]:
    """An empty database on the same server."""
    name = f"test_restored_{slot}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name}")
        cursor.execute(f"CREATE DATABASE {name}")
    yield name
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


@pytest.fixture
def on_second(second_database: str, slot: int) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a command of the site's on the second database, in a process of its own."""
    found = connection.settings_dict
    login = quote(found["USER"]) + (f":{quote(found['PASSWORD'])}" if found["PASSWORD"] else "")
    host = f"host={quote(found['HOST'])}&port={found['PORT'] or 5432}"
    environment = os.environ | {
        "DATABASE_URL": f"postgresql://{login}@/{second_database}?{host}",
        "CELERY_BROKER_URL": broker_url(slot),
        "SECRET_KEY": settings.SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """The shipped record, backed up."""
    call_command("load_dataset", str(CHECKOUT / "dataset"), verbosity=0)
    file = tmp_path / "record.backup"
    call_command("backup", str(file))
    return file


def test_a_restored_backup_has_every_row_and_logs_that_hold_and_takes_new_edits(
    backup: Path, on_second: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    newest = [str(head) for head in heads()]
    rows = contents.rows()

    restored = on_second("restore", str(backup), *(f"--against={head}" for head in newest))

    assert restored.returncode == 0, restored.stderr
    assert f"Restored {sum(rows.values())} rows" in restored.stdout
    assert rows["editorial_revision"] > 0
    assert on_second("shell", "-c", EDIT).returncode == 0
    verified = on_second("verify_logs", *(f"--against={head}" for head in newest))
    assert verified.returncode == 0, verified.stderr
    assert f"staff log holds up to staff:{rows['editorial_revision'] + 1}:" in verified.stdout
    assert on_second("migrate", "--check").returncode == 0

    again = on_second("restore", str(backup))
    assert again.returncode == 1
    assert "is not empty" in again.stderr


def test_a_digest_that_the_restored_log_has_not_is_told(
    backup: Path, on_second: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    restored = on_second("restore", str(backup), f"--against=public:1:{'0' * 64}")

    assert restored.returncode == 1
    assert "the chain was recomputed" in restored.stderr


def test_a_backup_is_for_its_owner_alone_and_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "record.backup"
    call_command("backup", str(file))

    assert file.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["record.backup", "record.backup.json"]
    with pytest.raises(CommandError, match="never written over"):
        call_command("backup", str(file))


def test_a_file_that_is_not_what_was_written_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    file = tmp_path / "record.backup"
    call_command("backup", str(file))
    file.write_bytes(file.read_bytes()[:-1])

    with pytest.raises(CommandError, match="is not the file that was written"):
        call_command("restore", str(file))


def test_a_backup_of_a_newer_postgresql_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "record.backup"
    call_command("backup", str(file))
    note = contents.note_of(file)
    note.write_text(json.dumps(json.loads(note.read_text()) | {"postgresql": 99}))

    with pytest.raises(CommandError, match="The backup is of PostgreSQL 99, and this server is"):
        call_command("restore", str(file))


def test_a_program_of_another_version_than_the_server_is_not_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("config.management.postgresql.version_of", lambda path: 9)

    with pytest.raises(
        CommandError, match=r"pg_dump of that version is not here \(found: 9\): install postgresql-client-"
    ):
        call_command("backup", str(tmp_path / "record.backup"))

    assert list(tmp_path.iterdir()) == []
