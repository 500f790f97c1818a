"""The tests' own ground: flushing append-only tables, and what the migrations left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection

BROWSER_TESTS = "tests/browser/test_manual.py"


@pytest.mark.django_db(transaction=True)
def test_a_flush_empties_a_table_whose_triggers_refuse_it_and_keeps_the_rows_of_migrations() -> None:
    permissions = set(Permission.objects.values_list("codename", flat=True))
    Group.objects.create(name="passing")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE only_grows (id int)")
        cursor.execute("CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no''; END'")
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE DELETE OR TRUNCATE ON only_grows FOR STATEMENT EXECUTE FUNCTION refuse()"
        )
        cursor.execute("INSERT INTO only_grows VALUES (1)")
        try:
            call_command("flush", interactive=False, verbosity=0)
            cursor.execute("SELECT count(*) FROM only_grows")
            assert cursor.fetchone() == (0,)
        finally:
            cursor.execute("DROP TABLE only_grows; DROP FUNCTION refuse")

    assert not Group.objects.filter(name="passing").exists()
    assert set(Permission.objects.values_list("codename", flat=True)) == permissions


@pytest.mark.parametrize(("processes", "ci", "status"), [("2", "true", 1), ("0", "", 0)])
def test_without_a_browser_one_line_says_what_did_not_run_and_ci_fails(
    tmp_path: Path, processes: str, ci: str, status: int
) -> None:
    surroundings = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-n",
            processes,
            "tests/browser/test_manual.py",
        ],
        # Neither a program on the PATH nor one of Playwright's own.
        env=surroundings | {"CI": ci, "PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    lines = [line for line in run.stdout.splitlines() if f"did not run ({BROWSER_TESTS})" in line]
    assert len(lines) == 1, run.stdout + run.stderr
    assert run.returncode == status
