"""The embedded PostgreSQL: made, started, asked whether it answers, and stopped."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config import locks
from config.embedded.owner import Owner
from config.errors import StartError

DATABASE = "handover_watch"


def connect(sockets: Path, database: str) -> psycopg.Connection[tuple[object, ...]]:
    """A connection to the server whose socket lies in the folder."""
    return psycopg.connect(
        host=str(sockets), port=5432, user="postgres", dbname=database, connect_timeout=3, autocommit=True
    )


def answers(sockets: Path, database: str = DATABASE) -> bool:
    """Whether a real connection succeeds: nothing less proves that the server serves."""
    try:
        connect(sockets, database).close()
    except psycopg.OperationalError:
        return False
    return True


@dataclass(frozen=True)
class Postgres:
    """One cluster: `programs` is PostgreSQL's bin folder, `lock` is held by its processes while any of them lives."""

    programs: Path
    data: Path
    sockets: Path
    log: Path
    lock: Path
    owner: Owner

    def prepare(self) -> None:
        """Make the cluster if there is none; refuse one that another major version wrote."""
        if not self.data.is_dir():
            self._initialise()
        written_by = self._read("PG_VERSION").strip()
        ours = self._run("postgres", "--version").split()[-1].split(".")[0]
        if written_by != ours:
            raise StartError(
                f"The data in {self.data} were written by PostgreSQL {written_by}, and this is {ours}: dump them "
                f"with version {written_by} (pg_dump), then make reset, then restore them (pg_restore)."
            )

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server; what a dead one left behind is cleared first, since its process number may live again."""
        held = locks.alone(self.lock)
        if held is None:
            raise StartError(f"An older PostgreSQL of this checkout still runs on {self.data}.")
        with contextlib.suppress(FileNotFoundError):
            (self.data / "postmaster.pid").unlink()
        try:
            with self.log.open("ab") as log:
                return subprocess.Popen(
                    [self.programs / "postgres", "-D", self.data, *self._settings()],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    env=self._environment(),
                    pass_fds=[held],
                    start_new_session=True,
                    **self.owner.becomes,
                )
        finally:
            os.close(held)

    def lives(self) -> bool:
        return locks.is_held(self.lock)

    def answers(self, database: str = DATABASE) -> bool:
        return answers(self.sockets, database)

    def make_database(self) -> None:
        with connect(self.sockets, "postgres") as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Ask the server to stop: SIGINT rolls back what runs and closes the data in order."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError, IndexError):
            if self.lives():
                os.kill(int(self._read("postmaster.pid").splitlines()[0]), how)

    def _initialise(self) -> None:
        unfinished = self.data.with_name("postgres.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        self.owner.make_folder(unfinished)
        self._run(
            "initdb",
            f"--pgdata={unfinished}",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            # Names sort by code point, as C.UTF-8 does on PostgreSQL 15 too: the same order everywhere.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
        )
        unfinished.rename(self.data)

    def _settings(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _run(self, program: str, *arguments: str) -> str:
        done = subprocess.run(
            [self.programs / program, *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            cwd="/",
            env=self._environment(),
            **self.owner.becomes,
        )
        if done.returncode:
            raise StartError(f"PostgreSQL's {program} failed: {' '.join(done.stdout.split()[-40:])}")
        return done.stdout

    def _read(self, name: str) -> str:
        return (self.data / name).read_text()

    @staticmethod
    def _environment() -> dict[str, str]:
        """A plain environment: PGDATA, PGPORT and the like of whoever started us must not leak in."""
        return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
