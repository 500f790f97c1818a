"""What a host asks of machines is done, and asked for once a run."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address

import pytest

from editorial.fetching import Fetcher, FetchError, Limits
from editorial.robots import Robots
from tests.canary import Canary, listening, says

RULES = b"User-agent: *\nDisallow: /private\n\nUser-agent: othermachine\nDisallow: /\n"


@pytest.fixture
def host() -> Iterator[Canary]:
    with listening("127.0.0.1") as server:
        yield server


@pytest.fixture
def fetcher(host: Canary) -> Fetcher:
    limits = Limits(
        ports={"http": host.port},
        let_in=frozenset({ip_address("127.0.0.1")}),
        resolver=lambda _host, _port: ["127.0.0.1"],
        seconds=5,
    )
    return Fetcher(limits, Robots(limits).allow)


def outcome(fetcher: Fetcher, host: Canary, path: str) -> str:
    try:
        return fetcher.fetch(f"http://page.example.org:{host.port}{path}").url.partition(str(host.port))[2]
    except FetchError as error:
        return error.problem.value


def test_rules_are_kept_on_every_hop_and_asked_for_once(fetcher: Fetcher, host: Canary) -> None:
    host.answers = {
        "/robots.txt": says(RULES, content_type="text/plain"),
        "/open": says(),
        "/leads": says(status="301 Moved", location="/private/page"),
        "/private/page": says(),
    }

    assert [outcome(fetcher, host, path) for path in ("/open", "/private/page", "/leads")] == [
        "/open",
        "robots",
        "robots",
    ]
    asked = [request.split(" ")[1] for request in host.requests]
    assert asked == ["/robots.txt", "/open", "/leads"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (says(b"", "404 Not Found"), "/open"),
        (says(b"", "403 Forbidden"), "/open"),
        (says(b"<p>Not here.</p>"), "/open"),
        (says(b"", "500 Broken"), "robots"),
        (says(b"x" * 600_000, content_type="text/plain"), "robots"),
        (b"nonsense\r\n\r\n", "robots"),
        (says(status="302 Found", location="http://127.0.0.1/robots.txt"), "robots"),
    ],
)  # fmt: skip
def test_a_host_without_rules_forbids_nothing_and_one_that_cannot_tell_forbids_all(
    fetcher: Fetcher, host: Canary, answer: bytes, expected: str
) -> None:
    host.answers = {"/robots.txt": answer, "/open": says()}

    assert outcome(fetcher, host, "/open") == expected
