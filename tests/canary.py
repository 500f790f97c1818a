"""Servers on this machine that speak raw HTTP as they are told, and count who connects: nobody should."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

Answer = Callable[[socket.socket, str], None]
"""What a server does with a connection, given the path that was asked for."""


def says(body: bytes = b"<p>Handed over.</p>", status: str = "200 OK", **headers: str) -> bytes:
    """A whole answer; header names are written with underscores."""
    given = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body)), **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


@dataclass
class Canary:
    """A server and what reached it: connections, and the requests in full."""

    address: str
    port: int
    answers: dict[str, bytes | Answer] = field(default_factory=dict)
    connections: int = 0
    requests: list[str] = field(default_factory=list)

    def serve(self, wire: socket.socket) -> None:
        request = b""
        while b"\r\n\r\n" not in request and (piece := wire.recv(4096)):
            request += piece
        self.requests.append(request.decode())
        path = self.requests[-1].split(" ")[1] if request else ""
        answer = self.answers.get(path) or self.answers.get("*") or says(b"", "404 Not Found")
        if isinstance(answer, bytes):
            wire.sendall(answer)
        else:
            answer(wire, path)


@contextlib.contextmanager
def listening(address: str, port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[Canary]:
    """A server at an address of the loopback network, for as long as it is needed."""
    with socket.create_server((address, port)) as server:
        canary = Canary(address, server.getsockname()[1])
        threading.Thread(target=_accept, args=(server, canary, tls), daemon=True).start()
        try:
            yield canary
        finally:
            with contextlib.suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)


def _accept(server: socket.socket, canary: Canary, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError):
        while True:
            wire, _peer = server.accept()
            canary.connections += 1
            threading.Thread(target=_serve, args=(wire, canary, tls), daemon=True).start()


def _serve(wire: socket.socket, canary: Canary, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError, IndexError), contextlib.ExitStack() as closing:
        closing.enter_context(wire)
        spoken = closing.enter_context(tls.wrap_socket(wire, server_side=True)) if tls else wire
        canary.serve(spoken)
