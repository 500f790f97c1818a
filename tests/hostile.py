"""Ways to make a fetcher ask what it must not: addresses near to us, in every spelling, behind names and redirects."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path
from urllib.parse import quote, unquote

from editorial.fetching import Fetcher, FetchError, Limits, Resolver
from tests.canary import Canary

LISTS = Path(__file__).parent / "editorial" / "hostile"
REDIRECTOR = "127.0.0.2"
"""Where the server stands that attacks may reach, to lead on from there."""


def lines(name: str) -> list[str]:
    found = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def addresses() -> list[str]:
    """Addresses that are nobody's on the public Internet, and IPv6 addresses that stand for such ones."""
    four = [IPv4Address(each) for each in lines("ipv4.txt")]
    return [*map(str, four), *lines("ipv6.txt"), *(str(each) for one in four for each in _in_ipv6(one))]


def _in_ipv6(one: IPv4Address) -> Iterator[IPv6Address]:
    """Mapped, compatible, translated, NAT64, local NAT64, 6to4, Teredo, ISATAP."""
    low = int(one)
    for prefix in ("::ffff:0:0", "::", "::ffff:0:0:0", "64:ff9b::", "64:ff9b:1::", "2606:4700::5efe:0:0"):
        yield IPv6Address(int(IPv6Address(prefix)) | low)
    yield IPv6Address(int(IPv6Address("2002::")) | low << 80)
    yield IPv6Address(int(IPv6Address("2001:0:4136:e378::")) | (low ^ 0xFFFFFFFF))


def spellings(one: str) -> list[str]:
    """An IPv4 address as lax parsers take it: whole, short, octal, hexadecimal, padded, in other digits."""
    a, b, c, d = (int(part) for part in one.split("."))
    low = int(IPv4Address(one))
    wide = str.maketrans("0123456789.", "０１２３４５６７８９。")
    return [
        one, one + ".", f"{low}", f"0x{low:x}", f"0X{low:08X}", f"0{low:o}", f"{a}.{low & 0xFFFFFF}",
        f"{a}.{b}.{low & 0xFFFF}", f"0{a:o}.0{b:o}.0{c:o}.0{d:o}", f"0x{a:x}.0x{b:x}.0x{c:x}.0x{d:x}",
        f"{a:03}.{b:03}.{c:03}.{d:03}", f"0{a:o}.{b}.{c}.0x{d:x}", one.translate(wide), one.replace(".", "。"),
        one.replace(".", "%2e"), f"{one}%00.example.org", f"[::ffff:{one}]", f"[::{one}]", f"[64:ff9b::{one}]",
        f"[::ffff:{a:02x}{b:02x}:{c:02x}{d:02x}]",
    ]  # fmt: skip


def urls(port: int) -> list[str]:
    """Addresses of pages that lead to the canary if any part of them is taken in another sense than by us."""
    hosts = [each for one in lines("ipv4.txt")[:8] for each in spellings(one)]
    plain = [f"http://{host}:{port}/" for host in [*hosts, *lines("hosts.txt")]]
    return plain + [line.replace("PORT", str(port)).encode().decode("unicode_escape") for line in lines("urls.txt")]


def worst_resolver(host: str, port: int) -> list[str]:
    """A resolver that reads every spelling of an address, and finds all other names on this machine."""
    try:
        return [str(each[4][0]) for each in socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)]
    except (OSError, UnicodeError):
        return ["127.0.0.1"]


def _answering(*found: str) -> Resolver:
    return lambda _host, _port: list(found)


def attacks(canary: Canary, redirector: Canary) -> Iterator[tuple[str, Limits]]:
    """Every attack: the address to fetch, and the limits of the site but for the canary's port and the resolver."""
    strict = Limits(ports={"http": canary.port, "https": canary.port}, resolver=worst_resolver, seconds=5)
    page = f"http://page.example.org:{canary.port}/"
    for url in urls(canary.port):
        yield url, strict
    for one in addresses():
        yield page, replace(strict, resolver=_answering(one))
        yield page, replace(strict, resolver=_answering("93.184.215.14", one))
    redirector.answers["*"] = lambda wire, path: wire.sendall(
        f"HTTP/1.1 302 Found\r\nLocation: {unquote(path[4:])}\r\n\r\n".encode()
    )
    let_in = replace(strict, resolver=_first_the_redirector, let_in=frozenset({ip_address(REDIRECTOR)}))
    for url in [*urls(canary.port), *(f"http://{_bracketed(one)}:{canary.port}/" for one in addresses())]:
        yield f"http://lead.example.org:{canary.port}/to/{quote(url, safe='')}", let_in


def _first_the_redirector(host: str, port: int) -> list[str]:
    return [REDIRECTOR] if host == "lead.example.org" else worst_resolver(host, port)


def _bracketed(one: str) -> str:
    return f"[{one}]" if ":" in one else one


def refused(url: str, limits: Limits) -> bool:
    """Whether the fetch was refused, or led on and on where it was let in; not merely unsuccessful."""
    try:
        Fetcher(limits).fetch(url)
    except FetchError as error:
        return error.problem in {"address", "redirects"}
    return False
