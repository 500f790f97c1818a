"""Fetching: nothing near us is ever asked, and no host can make a fetch long or large."""

from __future__ import annotations

import gzip
import hashlib
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest

from editorial.addresses import AddressError, is_public, target
from editorial.fetching import Fetcher, FetchError, Limits
from tests.canary import Canary, listening, says
from tests.hostile import REDIRECTOR, addresses, attacks, refused

HOST = "page.example.org"
WEB = {"http": 80, "https": 443}


@pytest.fixture
def canary() -> Iterator[Canary]:
    with listening("127.0.0.1") as server:
        yield server


@pytest.fixture
def limits(canary: Canary) -> Limits:
    """The limits of the site, but that the canary is let in."""
    return Limits(
        ports={"http": canary.port, "https": canary.port},
        let_in=frozenset({ip_address("127.0.0.1")}),
        resolver=lambda _host, _port: ["127.0.0.1"],
        seconds=5,
    )


def problem(limits: Limits, path: str = "/", scheme: str = "http", host: str = HOST) -> tuple[str, int | None]:
    with pytest.raises(FetchError) as caught:
        Fetcher(limits).fetch(f"{scheme}://{host}:{limits.ports[scheme]}{path}")
    return caught.value.problem.value, caught.value.status


def test_no_attack_reaches_the_canary_and_each_is_refused(canary: Canary) -> None:
    with listening(REDIRECTOR, canary.port) as redirector:
        tried = list(attacks(canary, redirector))
        through = [url for url, limits in tried if not refused(url, limits)]

    assert (through, canary.connections) == ([], 0)
    assert (len(tried) > 1000, redirector.connections > 200) == (True, True)


def test_the_canary_is_reached_once_it_is_let_in(canary: Canary, limits: Limits) -> None:
    canary.answers["/"] = says()

    assert Fetcher(limits).fetch(f"http://{HOST}:{canary.port}/").content == b"<p>Handed over.</p>"
    assert canary.connections == 1
    assert problem(replace(limits, let_in=frozenset())) == ("address", None)
    assert canary.connections == 1


@pytest.mark.parametrize("one", addresses())
def test_an_address_near_us_is_not_public(one: str) -> None:
    assert not is_public(ip_address(one))


@pytest.mark.parametrize("one", ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "2a00:1450:4001::8a"])
def test_a_hosts_address_is_public(one: str) -> None:
    assert is_public(ip_address(one))


def test_a_second_answer_of_the_resolver_changes_nothing(
    canary: Canary, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([[REDIRECTOR], ["127.0.0.1"]])
    rebinding = replace(limits, resolver=lambda _host, _port: next(answers), let_in=frozenset({ip_address(REDIRECTOR)}))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_given, **_named: pytest.fail("the name was resolved again"))
    with listening(REDIRECTOR, canary.port) as first:
        first.answers["/"] = says(status="302 Found", location=f"http://{HOST}:{canary.port}/again")

        assert problem(rebinding) == ("address", None)

    assert (first.connections, canary.connections) == (1, 0)


def test_a_connection_that_ends_up_elsewhere_is_dropped_before_anything_is_sent(
    canary: Canary, limits: Limits, monkeypatch: pytest.MonkeyPatch
) -> None:
    def astray(wire: socket.socket, _address: Any) -> None:
        wire_connect(wire, ("127.0.0.1", canary.port))

    wire_connect = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", astray)
    public = replace(limits, let_in=frozenset(), resolver=lambda _host, _port: ["93.184.215.14"])

    assert problem(public) == ("address", None)
    assert [request for request in canary.requests if request] == []


def test_a_request_tells_nothing_but_the_page_asked_for(canary: Canary, limits: Limits) -> None:
    canary.answers["/"] = says(status="302 Found", location="/a/é?q=%C3%A9", set_cookie="a=b")
    canary.answers["/a/%C3%A9?q=%C3%A9"] = says()

    page = Fetcher(limits).fetch(f"http://{HOST}:{canary.port}/#part")

    assert page.url == f"http://{HOST}:{canary.port}/a/%C3%A9?q=%C3%A9"
    assert canary.requests[1].splitlines() == [
        "GET /a/%C3%A9?q=%C3%A9 HTTP/1.1",
        f"Host: {HOST}:{canary.port}",
        "User-Agent: Mozilla/5.0 (compatible)",
        "Accept: text/html,text/plain,application/pdf",
        "Accept-Encoding: gzip",
        "Connection: close",
        "",
    ]


def test_a_page_comes_with_its_digest_kind_and_charset(canary: Canary, limits: Limits) -> None:
    body = "<p>سُلّم</p>".encode()
    canary.answers["/"] = says(gzip.compress(body), content_encoding="gzip")

    page = Fetcher(limits).fetch(f"http://{HOST}:{canary.port}/")

    assert (page.content, page.content_type, page.charset, page.status) == (body, "text/html", "utf-8", 200)
    assert page.digest == hashlib.sha256(body).hexdigest()


BOMB = gzip.compress(bytes(50_000_000))
LARGE = b"x" * 5_000_001


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (says(LARGE), ("size", None)),
        (says(BOMB, content_encoding="gzip"), ("size", None)),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + LARGE, ("size", None)),
        (b"HTTP/1.1 200 OK\r\n" + b"A: " + b"x" * 60_000 + b"\r\nB: " + b"x" * 60_000, ("size", None)),
        (b"HTTP/1.1 100 Continue\r\n\r\n" * 9_000, ("size", None)),
        (b"HTTP/1.1 200 OK\r\n" + b"A: x\r\n" * 101 + b"\r\n", ("connection", None)),
        (says(gzip.compress(b"a") * 2, content_encoding="gzip"), ("encoding", None)),
        (says(gzip.compress(b"a" * 999)[:-9], content_encoding="gzip"), ("encoding", None)),
        (says(b"not packed", content_encoding="gzip"), ("connection", None)),
        (says(content_encoding="br"), ("encoding", None)),
        (says(content_length="99"), ("connection", None)),
        (says(b"zz\r\n", transfer_encoding="chunked"), ("connection", None)),
        (says(content_type="application/zip"), ("kind", 200)),
        (says(content_type="image/svg+xml"), ("kind", 200)),
        (b"HTTP/1.1 200 OK\r\n\r\n<p>", ("kind", 200)),
        (says(status="404 Not Found"), ("status", 404)),
        (says(status="410 Gone"), ("status", 410)),
        (says(status="503 Busy"), ("status", 503)),
        (says(status="304 Not Modified"), ("status", 304)),
        (says(status="302 Found", location="/"), ("redirects", None)),
        (says(status="302 Found", location="file:///etc/passwd"), ("address", None)),
        (b"nonsense\r\n\r\n", ("connection", None)),
    ],
)  # fmt: skip
def test_an_answer_that_is_no_page_is_refused(
    canary: Canary, limits: Limits, answer: bytes, expected: tuple[str, int | None]
) -> None:
    canary.answers["*"] = answer

    assert problem(limits) == expected


@pytest.mark.parametrize("start", [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"HTTP/1.1 200 O", b""])
def test_a_host_that_drips_is_left_when_the_time_is_up(canary: Canary, limits: Limits, start: bytes) -> None:
    def drip(wire: socket.socket, _path: str) -> None:
        wire.sendall(start)
        for _tenth_of_a_second in range(600):
            wire.sendall(b"a")
            time.sleep(0.1)

    canary.answers["/"] = drip
    began = time.monotonic()

    assert problem(replace(limits, seconds=1)) == ("time", None)
    assert time.monotonic() - began < 30


def test_a_resolver_that_does_not_answer_is_left_when_the_time_is_up(limits: Limits) -> None:
    let_go = threading.Event()

    def slow(_host: str, _port: int) -> list[str]:
        let_go.wait(60)
        return ["127.0.0.1"]

    began = time.monotonic()
    assert problem(replace(limits, seconds=0.3, resolver=slow)) == ("time", None)
    assert time.monotonic() - began < 30
    let_go.set()


def test_a_name_that_is_not_known_says_so(limits: Limits) -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise socket.gaierror

    assert problem(replace(limits, resolver=unknown)) == ("name", None)
    assert problem(replace(limits, resolver=lambda _host, _port: [])) == ("name", None)


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    key, crt = tmp_path / "key.pem", tmp_path / "crt.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1",
         "-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", str(key), "-out", str(crt)],
        check=True, capture_output=True,
    )  # fmt: skip
    return key, crt


def test_a_host_must_prove_that_it_is_the_one_asked_for(limits: Limits, certificate: tuple[Path, Path]) -> None:
    key, crt = certificate
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(crt, key)
    trusting = ssl.create_default_context(cafile=str(crt))
    with listening("127.0.0.1", tls=server) as host:
        host.answers["/"] = says()
        unknown = replace(limits, ports={"https": host.port})
        known = replace(unknown, tls=trusting)

        assert problem(unknown, scheme="https") == ("tls", None)
        assert problem(known, scheme="https", host="other.example.org") == ("tls", None)
        assert host.requests == []
        assert Fetcher(known).fetch(f"https://{HOST}:{host.port}/").status == 200


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a?b=c#d", "https://example.org/a?b=c"),
        ("http://bücher.example.org/ä", "http://xn--bcher-kva.example.org/%C3%A4"),
        ("http://example.org./a/../b", "http://example.org/a/../b"),
    ],
)
def test_an_address_is_asked_for_as_every_host_reads_it(url: str, path: str) -> None:
    assert target(url, WEB).url == path


@pytest.mark.parametrize("url", ["http://example.org:443/", "https://example.org:80/", "http://8.8.8.8/", "http://a/"])
def test_other_ports_bare_addresses_and_short_names_are_refused(url: str) -> None:
    with pytest.raises(AddressError):
        target(url, WEB)
