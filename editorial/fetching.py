"""All that the project asks of other hosts: one page at a time, from public addresses alone, within limits.

A name is resolved once. Every address it has must be public, and the connection is made to the very address that was
checked, so a second answer of the resolver changes nothing; whom the socket says it is connected to is checked again.
Nothing is sent but the request for the page: no cookie, no Referer, no name.
"""

import hashlib
import http.client
import io
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass, field, replace
from email.message import Message
from urllib.parse import urljoin

from editorial.addresses import Address, AddressError, Target, is_public, parsed, target
from editorial.choices import FetchProblem

KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
REDIRECTS = (301, 302, 303, 307, 308)
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
"""How many of a host's addresses are tried, where the first do not answer."""

HEAD_BYTES = 64 * 1024
PIECE = 64 * 1024

Resolver = Callable[[str, int], list[str]]


class FetchError(Exception):
    """The page was not fetched, and why; it names no address, so that logs do not either."""

    def __init__(self, problem: FetchProblem, status: int | None = None, url: str = "") -> None:
        self.problem, self.status, self.url = problem, status, url
        super().__init__(problem.value)


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host, as text."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass(frozen=True)
class Limits:
    """What a fetch may ask for and use. The defaults are the site's; only tests let a nearby address in."""

    user_agent: str = "Mozilla/5.0 (compatible)"
    most_bytes: int = 5_000_000
    seconds: float = 20
    kinds: tuple[str, ...] = KINDS
    ports: dict[str, int] = field(default_factory=lambda: {"http": 80, "https": 443})
    let_in: frozenset[Address] = frozenset()
    resolver: Resolver = resolve
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@dataclass(frozen=True)
class Page:
    """What a host answered with: `content` is decompressed, `digest` the SHA-256 of that."""

    url: str
    status: int
    content_type: str
    charset: str
    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Fetcher:
    """Fetches pages one after the other, following redirects; `may_ask` is put each target before it is asked."""

    def __init__(self, limits: Limits, may_ask: Callable[[Target], bool] = lambda _target: True) -> None:
        self.limits, self.may_ask = limits, may_ask

    def fetch(self, url: str) -> Page:
        """The page at an address, or where that leads. Raises FetchError, whose `url` is where it came to an end."""
        deadline = time.monotonic() + self.limits.seconds
        for _hop in range(MOST_REDIRECTS + 1):
            try:
                answer = self._hop(url, deadline)
            except FetchError as error:
                error.url = error.url or url
                raise
            if isinstance(answer, Page):
                return answer
            url = answer
        raise FetchError(FetchProblem.REDIRECTS, url=url)

    def _hop(self, url: str, deadline: float) -> Page | str:
        try:
            asked = target(url, self.limits.ports)
        except AddressError as error:
            raise FetchError(FetchProblem.ADDRESS) from error
        if not self.may_ask(asked):
            raise FetchError(FetchProblem.ROBOTS)
        connection = _Connection(asked, self.limits, deadline)
        try:
            return self._answer(asked, connection)
        except TimeoutError as error:
            raise FetchError(FetchProblem.TIME) from error
        except ssl.SSLError as error:
            raise FetchError(FetchProblem.TLS) from error
        except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
            raise FetchError(FetchProblem.CONNECTION) from error
        finally:
            connection.close()

    def _answer(self, asked: Target, connection: "_Connection") -> Page | str:
        response = connection.ask(self.limits.user_agent)
        status, headers = response.status, response.headers
        if status in REDIRECTS and headers["Location"]:
            # Headers are read as Latin-1; addresses in them are UTF-8 where they are not ASCII.
            leads_to = headers["Location"].strip().encode("latin-1", "replace").decode("utf-8", "replace")
            return _joined(asked.url, leads_to)
        if status != http.HTTPStatus.OK:
            raise FetchError(FetchProblem.STATUS, status)
        kind = headers.get_content_type() if headers["Content-Type"] else ""
        if kind not in self.limits.kinds:
            raise FetchError(FetchProblem.KIND, status)
        content = _read(response, headers, self.limits.most_bytes)
        return Page(asked.url, status, kind, headers.get_content_charset() or "", content)


class _Connection:
    """One request over a socket of our own, whose every wait ends at the deadline."""

    def __init__(self, asked: Target, limits: Limits, deadline: float) -> None:
        self.asked, self.limits, self.deadline = asked, limits, deadline
        self.socket: socket.socket | None = None

    def ask(self, user_agent: str) -> http.client.HTTPResponse:
        wire = self.socket = self._connected()
        if self.asked.scheme == "https":
            wire = self.socket = self.limits.tls.wrap_socket(wire, server_hostname=self.asked.host)
        stream = _Stream(wire, self.deadline)
        wire.settimeout(stream.left())
        host = self.asked.origin.partition("://")[2]
        wire.sendall(
            f"GET {self.asked.path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {user_agent}\r\n"
            "Accept: text/html,text/plain,application/pdf\r\nAccept-Encoding: gzip\r\nConnection: close\r\n\r\n".encode(
                "ascii"
            )
        )
        response = http.client.HTTPResponse(stream, method="GET")  # type: ignore[arg-type]
        response.begin()
        stream.budget += self.limits.most_bytes
        return response

    def close(self) -> None:
        if self.socket is not None:
            self.socket.close()

    def _connected(self) -> socket.socket:
        failure: OSError = OSError("no address")
        for address in self._checked_addresses()[:MOST_ADDRESSES]:
            family = socket.AF_INET if address.version == 4 else socket.AF_INET6
            wire = socket.socket(family, socket.SOCK_STREAM)
            try:
                wire.settimeout(_left(self.deadline))
                wire.connect((str(address), self.asked.port))
                self._check_peer(wire, address)
            except OSError as error:
                wire.close()
                failure = error
            except BaseException:
                wire.close()
                raise
            else:
                return wire
        raise failure

    def _checked_addresses(self) -> list[Address]:
        """Every address of the host, if all of them are public: one that is not casts doubt on the others."""
        pool = ThreadPoolExecutor(1)
        try:
            # The resolver's own patience is not to be set from here.
            found = pool.submit(self.limits.resolver, self.asked.host, self.asked.port)
            addresses = [parsed(each) for each in found.result(timeout=_left(self.deadline))]
        except TookTooLong as error:
            raise FetchError(FetchProblem.TIME) from error
        except AddressError as error:
            raise FetchError(FetchProblem.ADDRESS) from error
        except (OSError, UnicodeError) as error:
            raise FetchError(FetchProblem.NAME) from error
        finally:
            pool.shutdown(wait=False)
        if not addresses:
            raise FetchError(FetchProblem.NAME)
        if not all(self._may_connect(each) for each in addresses):
            raise FetchError(FetchProblem.ADDRESS)
        return addresses

    def _check_peer(self, wire: socket.socket, address: Address) -> None:
        peer = parsed(wire.getpeername()[0])
        if peer != address or not self._may_connect(peer):
            raise FetchError(FetchProblem.ADDRESS)

    def _may_connect(self, address: Address) -> bool:
        return is_public(address) or address in self.limits.let_in


class _Stream(io.RawIOBase):
    """What comes over the socket: no longer than to the deadline, no more than the budget."""

    def __init__(self, wire: socket.socket, deadline: float) -> None:
        self.wire, self.deadline, self.budget = wire, deadline, HEAD_BYTES

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def left(self) -> float:
        return _left(self.deadline)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.wire.settimeout(self.left())
        count = self.wire.recv_into(buffer)
        self.budget -= count
        if self.budget < 0:
            raise FetchError(FetchProblem.SIZE)
        return count


def _joined(url: str, leads_to: str) -> str:
    try:
        return urljoin(url, leads_to)
    except ValueError as error:
        raise FetchError(FetchProblem.ADDRESS) from error


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read(response: http.client.HTTPResponse, headers: Message, most: int) -> bytes:
    """The whole body, decompressed a piece at a time so that nothing grows past the limit."""
    encoding = (headers["Content-Encoding"] or "identity").strip().lower()
    if encoding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise FetchError(FetchProblem.ENCODING)
    unpacking = None if encoding == "identity" else zlib.decompressobj(wbits=47)
    body = bytearray()
    while piece := response.read(PIECE):
        # One byte more than may be tells that there is more.
        body += piece if unpacking is None else unpacking.decompress(piece, most + 1 - len(body))
        if len(body) > most:
            raise FetchError(FetchProblem.SIZE)
        if unpacking and unpacking.unused_data:
            raise FetchError(FetchProblem.ENCODING)
    if response.length:
        raise FetchError(FetchProblem.CONNECTION)
    if unpacking and not unpacking.eof:
        raise FetchError(FetchProblem.ENCODING)
    return bytes(body)


def with_kinds(limits: Limits, *kinds: str, most_bytes: int) -> Limits:
    """The same limits for another kind of file."""
    return replace(limits, kinds=kinds, most_bytes=most_bytes)
