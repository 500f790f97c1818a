"""The address the site is served at, from HOST and PORT."""

from __future__ import annotations

import os
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass

from config.errors import StartError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}


@dataclass(frozen=True)
class Address:
    """A host and a port to listen at."""

    host: str
    port: int

    @property
    def bind(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """Where a browser on this machine finds it."""
        return f"http://{Address(EVERYWHERE.get(self.host, self.host), self.port).bind}/"

    def refuse_if_taken(self) -> None:
        """Try to listen there, as the site will."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((self.host, self.port))
            except OSError as error:
                raise StartError(
                    f"{self.bind} cannot be listened at ({error.strerror}): stop the program that uses it, "
                    f"or choose another port, as in: make run PORT={self.port + 1}"
                ) from None

    def answers(self) -> bool:
        """Whether the first page comes, with any status but a server's error."""
        try:
            with urllib.request.urlopen(self.url, timeout=5):
                return True
        except urllib.error.HTTPError as error:
            return error.code < 500
        except OSError:
            return False


def address() -> Address:
    """HOST and PORT, 127.0.0.1:8000 by default."""
    port = os.environ.get("PORT") or "8000"
    if not (port.isdecimal() and 0 < int(port) < 65536):
        raise StartError(f"PORT must be a number from 1 to 65535, not {port!r}.")
    return Address(os.environ.get("HOST") or "127.0.0.1", int(port))
