"""A real Celery worker for tests: a process of its own, on the test database and a part of the broker of its own."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection

from config.celery import app
from editorial import jobs
from editorial.tasks import run_job

QUEUE = "celery"
CHECKOUT = Path(__file__).resolve().parent.parent


def database_url() -> str:
    """The test database's address, as a process of its own must be told it."""
    found = connection.settings_dict
    login = quote(found["USER"]) + (f":{quote(found['PASSWORD'])}" if found["PASSWORD"] else "")
    return f"postgresql://{login}@/{found['NAME']}?host={quote(found['HOST'])}&port={found['PORT'] or 5432}"


def broker_url(slot: int) -> str:
    """The broker, in a numbered part of its own that no site uses."""
    address = settings.CELERY_BROKER_URL
    if address.startswith("redis+socket"):
        return f"{address}?virtual_host={slot}"
    return f"{address.rsplit('/', 1)[0]}/{slot}" if address.count("/") > 2 else f"{address}/{slot}"


@contextlib.contextmanager
def running(slot: int, *, log: Path, queue: str = QUEUE) -> Iterator[subprocess.Popen[bytes]]:
    """A worker that has said it is ready; killed at the end, since what it holds is the test's alone.

    It takes what is sent to its queue and nothing else, so that two of a run do not take each other's tasks.
    """
    # Celery heeds this before any setting, here as in the worker.
    os.environ["CELERY_BROKER_URL"] = broker_url(slot)
    app.control.purge()
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "RELEASES_DIR": str(log.parent / "releases"),
    }
    command = [sys.executable, "-m", "celery", "-A", "config.celery", "worker", "--include", "tests.tasks"]
    command += ["--concurrency", "1", "--without-gossip", "--without-mingle"]
    with log.open("ab") as output:
        child = subprocess.Popen(
            [*command, "-Q", queue, "-n", f"{queue}@test"],
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_until_ready(child, log, f"{queue}@test")
        yield child
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, 9)
        child.wait()


def wait_until_ready(child: subprocess.Popen[bytes], log: Path, name: str) -> None:
    deadline = time.monotonic() + 60
    while not app.control.ping([name], timeout=0.5):
        if child.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The worker did not start: {log.read_text()[-2000:]}")


def until(found: Callable[[], bool], seconds: float = 60) -> bool:
    """Whether it came true in time."""
    deadline = time.monotonic() + seconds
    while not found() and time.monotonic() < deadline:
        time.sleep(0.1)
    return found()


def send(queue: str = QUEUE) -> bool:
    """What the clock does every two seconds: waiting jobs are sent to the worker."""
    for pk in jobs.take_to_send():
        run_job.apply_async((pk,), queue=queue)
    return True


def children(pid: int) -> list[int]:
    """The processes in which a worker runs its tasks."""
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    return [int(each) for each in found.split()]
