"""The embedded broker: valkey-server on a socket, with a log of every write, as Redis would be in production."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from config import locks
from config.embedded.owner import Owner
from config.errors import StartError


def answers(address: Path) -> bool:
    """Whether the server at the socket answers a ping with a pong, which it does only once it has read its log."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(3)
        try:
            client.connect(str(address))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False


@dataclass
class Broker:
    """One valkey-server; `lock` is held by it while it lives."""

    program: Path
    data: Path
    socket: Path
    log: Path
    lock: Path
    owner: Owner
    pid_file: Path = field(init=False)

    def __post_init__(self) -> None:
        self.pid_file = self.data / "broker.pid"

    def prepare(self) -> None:
        self.owner.make_folder(self.data)

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server, which reads back every write it had acknowledged."""
        held = locks.alone(self.lock)
        if held is None:
            raise StartError(f"An older broker of this checkout still runs on {self.data}.")
        try:
            with self.log.open("ab") as log:
                return subprocess.Popen(
                    [self.program, *self._settings()],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd="/",
                    pass_fds=[held],
                    start_new_session=True,
                    **self.owner.becomes,
                )
        finally:
            os.close(held)

    def lives(self) -> bool:
        return locks.is_held(self.lock)

    def answers(self) -> bool:
        return answers(self.socket)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask the server to write what it holds and stop."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
            if self.lives():
                os.kill(int(self.pid_file.read_text()), how)

    def _settings(self) -> list[str]:
        settings = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.data),
            "pidfile": str(self.pid_file),
            "appendonly": "yes",
            "appendfsync": "everysec",
            "save": "",
            "maxmemory-policy": "noeviction",
        }
        return [part for name, value in settings.items() for part in (f"--{name}", value)]
