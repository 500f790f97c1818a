"""One process of the site: a group of its own, whose lock tells whether any of it lives."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from config import locks
from config.launch.paths import CHECKOUT, LOGS, RUN

NAMES = ("web", "worker", "beat")
PATIENCE = 20.0


@dataclass(frozen=True)
class Process:
    """A named process of this checkout, running or not. Its lock's file holds the number of its group."""

    name: str

    @property
    def lock(self) -> Path:
        return RUN / f"{self.name}.lock"

    @property
    def log(self) -> Path:
        return LOGS / f"{self.name}.log"

    def start(self, command: Iterable[str], environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        """Start it; all its descendants inherit its lock and so keep it while any of them lives."""
        LOGS.mkdir(parents=True, exist_ok=True)
        held = locks.alone(self.lock)
        if held is None:
            raise RuntimeError(f"{self.name} still runs.")
        try:
            with self.log.open("ab") as log:
                child = subprocess.Popen(
                    [*command],
                    cwd=CHECKOUT,
                    env={**environment},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[held],
                    start_new_session=True,
                )
            os.ftruncate(held, 0)
            os.pwrite(held, str(child.pid).encode(), 0)
        finally:
            os.close(held)
        return child

    def lives(self) -> bool:
        return locks.is_held(self.lock)

    def tell(self, what: signal.Signals) -> None:
        """Signal the whole group; the lock is held, so the number in it is still that group's."""
        group = self.lock.read_text()
        if self.lives() and group:
            try:
                os.killpg(int(group), what)
            except ProcessLookupError:
                return


def end(names: Iterable[str] = NAMES, patience: float = PATIENCE) -> list[str]:
    """End what still lives of the named processes, kindly and then not; returns which did live."""
    living = [process for process in map(Process, names) if process.lives()]
    for process in living:
        process.tell(signal.SIGTERM)
    deadline = time.monotonic() + patience
    while any(process.lives() for process in living) and time.monotonic() < deadline:
        time.sleep(0.05)
    for process in living:
        process.tell(signal.SIGKILL)
    while any(process.lives() for process in living) and time.monotonic() < deadline + 5:
        time.sleep(0.05)
    return [process.name for process in living]
