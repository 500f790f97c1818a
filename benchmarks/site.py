"""A site of a benchmark's own: a database with made-up attacks, and web processes on loopback that serve it."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from benchmarks.attack_set import write_set

CHECKOUT = Path(__file__).resolve().parent.parent
KEY = "only-for-measuring"
PATIENCE = 60
"""Seconds that a web process may take to answer first."""


@contextlib.contextmanager
def database_with(attacks: int, folder: Path | None = None) -> Iterator[str]:
    """The name of a database with so many public attacks, or with those of a folder of files.

    It goes at the end, unless `BENCHMARK_DATABASE` names it: then it is kept, and taken as it is the next time.
    """
    kept = os.environ.get("BENCHMARK_DATABASE", "")
    before = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = kept or f"benchmark_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=not kept, serialize=False, keepdb=bool(kept))
    try:
        if not is_filled():
            with tempfile.TemporaryDirectory() as made:
                if folder is None:
                    write_set(Path(made), attacks)
                call_command("load_dataset", str(folder or made), stdout=sys.stderr, stderr=sys.stderr)
                write_texts()
                with connection.cursor() as cursor:
                    cursor.execute("VACUUM ANALYZE")
        yield connection.settings_dict["NAME"]
    finally:
        if not kept:
            connection.creation.destroy_test_db(before, verbosity=0)


def write_texts() -> None:
    """What the clock's next stroke does after a load; no clock runs here."""
    from exchange.tasks import write_missing_texts  # noqa: PLC0415  (it needs the models)

    write_missing_texts()


def database_address(name: str) -> str:
    """The settings' address of the database, with another name in it."""
    return re.sub(r"^([a-z]+://[^/?]*/)[^?]*", rf"\g<1>{name}", str(settings.DATABASE_URL))


def is_filled() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM attacks_publishedattack)")
        return cursor.fetchone()[0]


@contextlib.contextmanager
def web(application: str, database_url: str, *, workers: int = 2, threads: int = 4) -> Iterator[tuple[str, int]]:
    """Serve a WSGI application; gives its address without a closing slash, and the process id of its master."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, f"--bind=127.0.0.1:{port}", "--worker-class=gthread"]
    command += [f"--workers={workers}", f"--threads={threads}", "--keep-alive=30", "--no-control-socket"]
    surroundings = {**os.environ, "DATABASE_URL": database_url, "DEBUG": "", "SECRET_KEY": KEY}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    with tempfile.TemporaryFile() as log:
        master = subprocess.Popen(command, cwd=CHECKOUT, env=surroundings, stdout=log, stderr=log)
        try:
            await_answer(f"http://127.0.0.1:{port}/", master)
            yield f"http://127.0.0.1:{port}", master.pid
        finally:
            master.terminate()
            master.wait()


def await_answer(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until anything is answered, a refusal too. Raises RuntimeError if the process ends before."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the web process ended with status {process.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310
                return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {address}")
