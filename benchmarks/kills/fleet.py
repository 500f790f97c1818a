"""The processes: a broker, workers and beats of the benchmark's own, started as in production."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.site import CHECKOUT
from config.embedded.programs import programs

WORKERS, BEATS = 3, 2
CELERY = [sys.executable, "-m", "celery", "-A", "config.celery"]


@dataclass
class Fleet:
    """All processes, by name; each is the head of a group of its own."""

    folder: Path
    database: str
    port: int = 0
    living: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def releases(self) -> Path:
        return self.folder / "releases"

    @contextlib.contextmanager
    def running(self) -> Iterator[Fleet]:
        """Everything runs, and nothing does after the block."""
        self.port = free_port()
        try:
            self.start_broker()
            for number in range(1, WORKERS + 1):
                self.start_worker(f"worker-{number}")
            for number in range(1, BEATS + 1):
                self.start(f"beat-{number}", [*CELERY, "beat", f"--schedule={self.folder}/{number}", "--pidfile="])
            yield self
        finally:
            for name in list(self.living):
                self.kill(name)

    def start(self, name: str, command: list[str]) -> None:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.database,
            "CELERY_BROKER_URL": f"redis://127.0.0.1:{self.port}/0",
            "SECRET_KEY": "only-for-measuring",
            "RELEASES_DIR": str(self.releases),
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            self.living[name] = subprocess.Popen(
                command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log, start_new_session=True
            )

    def start_broker(self) -> None:
        """One that keeps nothing: started again, it knows of no message."""
        found = shutil.which("redis-server") or str(programs(for_another_user=False).broker)
        self.start("broker", [found, "--port", str(self.port), "--bind", "127.0.0.1", "--save", ""])

    def start_worker(self, name: str) -> None:
        """With two processes for tasks, as the containers have it."""
        self.start(name, [*CELERY, "worker", "--concurrency=2", f"--hostname={name}@here", "--include=tests.tasks"])

    def kill(self, name: str) -> None:
        """The process and its children, at one blow."""
        child = self.living.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()

    def kill_children(self, name: str) -> None:
        """The processes that run the worker's tasks; the worker itself lives on and starts others."""
        pid = self.living[name].pid
        for each in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split():
            os.kill(int(each), signal.SIGKILL)

    def restart_broker(self, after: float) -> None:
        """It is gone for so many seconds, and with it all that it held."""
        self.kill("broker")
        time.sleep(after)
        self.start_broker()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
