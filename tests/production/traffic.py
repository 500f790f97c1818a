"""Readers of the site under trial: one at a time, many at once, and such as take their time."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage

FAILED = 599


@dataclass(frozen=True)
class Answer:
    """What came; the status is 599 where the connection broke."""

    status: int
    headers: HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Asker:
    """One client: where it connects to, which site it asks for, and the address it comes from."""

    host: str
    port: int
    site: str
    client: str = "127.0.0.1"

    def ask(self, path: str, **headers: str) -> Answer:
        """One request on a connection of its own; raises OSError if there is nobody."""
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        told = {"Host": self.site, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.client} | said
        connection = HTTPConnection(self.host, self.port, timeout=30)
        try:
            connection.request("GET", path, headers=told)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except HTTPException as error:
            raise ConnectionError(str(error)) from error
        finally:
            connection.close()


@dataclass
class Loop:
    """Requests that go on, from several clients at once, until told to stop."""

    asker: Asker
    paths: Sequence[str]
    clients: int = 4
    pause: float = 0.0
    until_refused: bool = False
    statuses: list[int] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    _ending: threading.Event = field(default_factory=threading.Event)

    @contextlib.contextmanager
    def going(self) -> Iterator[Loop]:
        threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(self.clients)]
        for thread in threads:
            thread.start()
        try:
            yield self
        finally:
            self._ending.set()
            for thread in threads:
                thread.join()

    def __str__(self) -> str:
        return (
            f"{len(self.complaints)} of {len(self.statuses)} requests failed {'; '.join(self.complaints[:5])}".strip()
        )

    def _ask(self, number: int) -> None:
        turn = number
        while not self._ending.is_set():
            # Each from elsewhere, or nginx would take them for one client that wants too much.
            client = Asker(self.asker.host, self.asker.port, self.asker.site, f"198.51.{number}.{turn % 250}")
            path = self.paths[turn % len(self.paths)]
            try:
                answer = client.ask(path)
                self._note(path, answer.status, repr(answer.body[:80]))
            except ConnectionRefusedError:
                if self.until_refused:
                    return
                self._note(path, FAILED, "refused")
            except OSError as error:
                self._note(path, FAILED, repr(error))
            turn += 1
            self._ending.wait(self.pause)

    def _note(self, path: str, status: int, said: str) -> None:
        self.statuses.append(status)
        if status != 200:
            self.complaints.append(f"{path} {status} {said}")


@contextlib.contextmanager
def slow_clients(asker: Asker, count: int, path: str) -> Iterator[None]:
    """Half of them read their answer a few bytes at a time, half write their request a letter at a time."""
    request = f"GET {path} HTTP/1.1\r\nHost: {asker.site}\r\nX-Forwarded-Proto: https\r\n"
    ending = threading.Event()
    with contextlib.ExitStack() as opened:
        readers = [opened.enter_context(connected(asker, number)) for number in range(count // 2)]
        settle(readers, f"{request}\r\n".encode())
        writers = [opened.enter_context(connected(asker, number)) for number in range(count // 2, count)]
        thread = threading.Thread(target=dawdle, args=(readers, writers, request.encode(), ending))
        thread.start()
        try:
            yield
        finally:
            ending.set()
            thread.join()


def connected(asker: Asker, number: int) -> socket.socket:
    """A connection from an address of its own."""
    return socket.create_connection((asker.host, asker.port), 60, (f"127.2.{number // 200}.{number % 200 + 1}", 0))


def settle(readers: list[socket.socket], request: bytes) -> None:
    """What they ask for must be made once; from then on it is nginx alone that they keep."""
    for each in readers:
        each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        each.sendall(request)
    for each in readers:
        each.recv(16)


def dawdle(readers: list[socket.socket], writers: list[socket.socket], request: bytes, ending: threading.Event) -> None:
    """A letter of each now and then; nginx may have lost its patience with some."""
    for each in (*readers, *writers):
        each.settimeout(0.01)
    for letter in request:
        for each in writers:
            with contextlib.suppress(OSError):
                each.sendall(bytes([letter]))
        for each in readers:
            with contextlib.suppress(OSError):
                each.recv(16)
        if ending.wait(0.3):
            return


def rate(asker: Asker, paths: Sequence[str], seconds: float, clients: int = 8) -> tuple[float, Loop]:
    """Requests answered per second, and the loop that asked."""
    loop = Loop(asker, paths, clients)
    began = time.monotonic()
    with loop.going():
        time.sleep(seconds)
    return len(loop.statuses) / (time.monotonic() - began), loop
