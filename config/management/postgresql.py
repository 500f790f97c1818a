"""PostgreSQL's own programs for backups: found, checked against the server, and run."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

from config.errors import StartError

DEBIANS = Path("/usr/lib/postgresql")


def server_version() -> int:
    """The server's major version."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def program(name: str) -> Path:
    """The program of exactly the server's major version: a newer one writes what an older server cannot read back."""
    wanted = server_version()
    found = {version_of(path): path for path in reversed(list(candidates(name, wanted)))}
    if wanted in found:
        return found[wanted]
    have = ", ".join(str(version) for version in sorted(found)) or "none"
    raise CommandError(
        f"The server is PostgreSQL {wanted}, and {name} of that version is not here (found: {have}): "
        f"install postgresql-client-{wanted}."
    )


def candidates(name: str, wanted: int) -> Iterator[Path]:
    """Debian's for that version, the one on the path, and the embedded server's own where that is installed."""
    if (path := DEBIANS / str(wanted) / "bin" / name).exists():
        yield path
    if path_of_shell := shutil.which(name):
        yield Path(path_of_shell)
    with contextlib.suppress(StartError):
        yield import_module("config.embedded.programs").programs(for_another_user=False).postgres / name


def version_of(path: Path) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\) (\d+)", said)
    return int(found[1]) if found else 0


def run(name: str, *arguments: str | Path) -> None:
    """Run a program on the site's database; what it complains of is what the command ends with."""
    done = subprocess.run(
        [program(name), *arguments],
        env={**os.environ, **address()},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"{name} failed: {' '.join(done.stderr.split()[:80])}")


def address() -> dict[str, str]:
    """The database's address for libpq; a password is not shown in the list of processes."""
    settings = connection.settings_dict
    known = {
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"]),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        "PGSSLMODE": settings["OPTIONS"].get("sslmode", ""),
        "PGSSLROOTCERT": settings["OPTIONS"].get("sslrootcert", ""),
        # A dump of everything may take longer than a page.
        "PGOPTIONS": "-c statement_timeout=0 -c lock_timeout=60000",
    }
    return {name: value for name, value in known.items() if value}
