"""The supervisor: starts the site's processes, starts a dead one again, and stops them all."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from config.errors import StartError
from config.launch import processes
from config.launch.address import Address
from config.launch.console import say, step
from config.launch.paths import CHECKOUT, LOCAL
from config.launch.processes import Process

GUNICORN_OPTIONS = (
    "--worker-class=gthread",
    "--workers=2",
    "--threads=4",
    "--graceful-timeout=10",
    "--no-control-socket",
    # Loaded once and then forked: the first page comes sooner, and the workers share its memory.
    "--preload",
)
PATIENCE = 60.0
LONGEST_WAIT = 30.0
STEADY_AFTER = 60.0
DEATHS_BEFORE_FIRST_ANSWER = 3


@dataclass
class Charge:
    """A process in the supervisor's care: its command, and when it may be started again."""

    process: Process
    command: list[str]
    environment: dict[str, str]
    child: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    not_before: float = 0.0
    deaths: int = 0

    def start(self) -> None:
        self.child = self.process.start(self.command, self.environment)
        self.started_at = time.monotonic()

    def tend(self) -> None:
        """Start it if it does not run: at once the first time, later and later the more often it dies."""
        now = time.monotonic()
        if self.child is not None and self.child.poll() is not None:
            self.deaths = 1 if now - self.started_at > STEADY_AFTER else self.deaths + 1
            wait = min(LONGEST_WAIT, 0.5 * 2 ** (self.deaths - 1))
            say(f"  {self.process.name} ended ({how(self.child.returncode)}); starting it again in {wait:g} s.")
            processes.end([self.process.name], patience=0)
            self.child, self.not_before = None, now + wait
        if self.child is None and now >= self.not_before:
            self.start()


@dataclass
class Supervisor:
    """Holds the site up at an address; `keep_servers` is called now and then to keep what the site stands on alive."""

    address: Address
    keep_servers: Callable[[], None]
    charges: list[Charge] = field(default_factory=list)
    reaper: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Until told to stop. Even if this process is killed, the reaper ends what it started."""
        signal.signal(signal.SIGHUP, signal.default_int_handler)
        self.charges = charges(self.address)
        self.reaper = reaper()
        try:
            with step("Starting the site"):
                self.wait_until_it_answers()
            say(f"Handover Watch runs at {self.address.url} (Ctrl-C stops it, make logs shows what it does)")
            with contextlib.suppress(KeyboardInterrupt):
                self.watch()
        finally:
            say("Stopping …")
            processes.end()
            self.reaper.communicate()

    def watch(self) -> None:
        """Until a person or SIGTERM interrupts it, which is how a good run ends."""
        while True:
            self.tend()
            time.sleep(0.2)

    def tend(self) -> None:
        for charge in self.charges:
            charge.tend()
        if self.reaper is not None and self.reaper.poll() is not None:
            self.reaper = reaper()
        self.keep_servers()

    def wait_until_it_answers(self) -> None:
        """The site comes first: the worker and the clock, which nobody waits for, start once it answers."""
        web = self.charges[0]
        deadline = time.monotonic() + PATIENCE
        web.tend()
        while not self.address.answers():
            web.tend()
            if web.deaths >= DEATHS_BEFORE_FIRST_ANSWER or time.monotonic() > deadline:
                raise StartError(f"The site does not start; the end of {web.process.log} may say why.")
            time.sleep(0.05)


def reaper() -> subprocess.Popen[bytes]:
    """The process that outlives us: it reads a pipe whose other end only we hold, and acts when that closes."""
    return subprocess.Popen(
        [sys.executable, "-m", "config.launch.reaper"], cwd=CHECKOUT, stdin=subprocess.PIPE, start_new_session=True
    )


def charges(address: Address) -> list[Charge]:
    """The site's three kinds of process, each with its command."""
    python = [sys.executable, "-m"]
    celery = [*python, "celery", "-A", "config.celery"]
    (LOCAL / "beat").mkdir(exist_ok=True)
    commands = {
        "web": [*python, "gunicorn", "config.wsgi", "--bind", address.bind, *GUNICORN_OPTIONS],
        "worker": [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": [*celery, "beat", "--schedule", str(LOCAL / "beat/schedule"), "--pidfile=", "--loglevel", "INFO"],
    }
    # A task may take longer over one statement than a reader would wait for a page.
    slower = {"worker": {"DATABASE_STATEMENT_TIMEOUT": "600000"}}
    allowed = {"ALLOWED_HOSTS": os.environ.get("ALLOWED_HOSTS") or f"localhost,127.0.0.1,[::1],{address.host}"}
    return [
        Charge(Process(name), command, {**slower.get(name, {}), **os.environ, **allowed})
        for name, command in commands.items()
    ]


def how(status: int) -> str:
    """How a process ended, in words."""
    return f"killed by {signal.Signals(-status).name}" if status < 0 else f"with status {status}"
