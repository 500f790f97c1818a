"""The keeper: a checkout's one process that starts the servers, revives them, and stops them after their last user."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg

from config import locks
from config.embedded.broker import Broker
from config.embedded.place import place
from config.embedded.postgres import Postgres
from config.embedded.servers import FAILURE, USERS, Servers, prepare_folders, servers
from config.errors import StartError

PAUSE = 0.2
PATIENCE = 60.0
STARTS_AT_MOST = 6


class Keeper:
    """Holds the keeper's lock (inherited from whoever started it) for as long as it lives."""

    def __init__(self, ours: Servers) -> None:
        self.ours = ours
        self.children: list[subprocess.Popen[bytes]] = []
        self.told_to_stop = False

    def run(self) -> None:
        """Start the servers, watch over them until nobody uses them, stop them."""
        try:
            self.start()
            self.watch()
        finally:
            self.stop()

    def start(self) -> None:
        """Bring both servers to where they answer; ones that a killed keeper left running are taken over."""
        for server in (self.ours.postgres, self.ours.broker):
            server.prepare()
        self.bring_up(self.ours.postgres, lambda: self.ours.postgres.answers("postgres"))
        self.ours.postgres.make_database()
        self.bring_up(self.ours.broker, self.ours.broker.answers)

    def bring_up(self, server: Postgres | Broker, answers: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE
        starts = 0
        while not answers():
            if not server.lives():
                if starts == STARTS_AT_MOST:
                    raise StartError(f"A server does not start: {last_words(server.log)}")
                time.sleep(PAUSE * starts)
                self.children.append(server.start())
                starts += 1
            if time.monotonic() > deadline:
                raise StartError(f"A server does not answer: {last_words(server.log)}")
            time.sleep(PAUSE / 4)

    def watch(self) -> None:
        """Until nobody holds the users' lock; having taken it alone, no user can come while the servers stop."""
        while not self.told_to_stop and locks.try_alone(USERS) is None:
            self.children = [child for child in self.children if child.poll() is None]
            if not self.ours.postgres.lives():
                self.bring_up(self.ours.postgres, self.ours.postgres.answers)
            if not self.ours.broker.lives():
                self.bring_up(self.ours.broker, self.ours.broker.answers)
            time.sleep(PAUSE)

    def stop(self) -> None:
        """Both in order; whichever does not end in time is ended the hard way, which it recovers from."""
        both = ((self.ours.broker, signal.SIGTERM, signal.SIGKILL), (self.ours.postgres, signal.SIGINT, signal.SIGQUIT))
        for server, kindly, _ in both:
            server.stop(kindly)
        deadline = time.monotonic() + 20
        for server, _, hard in both:
            while server.lives() and time.monotonic() < deadline:
                time.sleep(PAUSE / 4)
            server.stop(hard)
        for child in self.children:
            # One whose folder was deleted under it heeds no signal that it could answer.
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(timeout=5)
            child.kill()
            child.wait()

    def obey(self, *_: object) -> None:
        self.told_to_stop = True


def last_words(log: Path) -> str:
    """The last thing that a server said before it died, on one line."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    telling = [line for line in lines[-20:] if "FATAL" in line or "PANIC" in line] or lines[-1:]
    return " ".join(telling[-1:]) or "it said nothing."


def main() -> None:
    """Run as the checkout's keeper; why it failed is left in a file for the user who waits."""
    os.umask(0o077)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        prepare_folders(place())
        keeper = Keeper(servers())
        signal.signal(signal.SIGTERM, keeper.obey)
        keeper.run()
    except (StartError, OSError, psycopg.Error) as error:
        FAILURE.write_text(str(error))
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
