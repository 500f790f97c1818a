"""Reads every public address that links lead to, the way a stranger would."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import time_machine
from django.http.response import HttpResponseBase
from django.test import Client

SEEDS = (
    "/",
    "/ar/",
    "/sitemap.xml",
    "/robots.txt",
    "/map.json",
    "/api/v1/",
    "/api/v1/schema/",
    "/corrections/",
    "/search/?q=canary",
)
LINK = re.compile(
    r'(?:href|action|src)="([^"#]*)|data-[a-z-]+="(/[^"#]*)'
    r'|<loc>([^<]+)|"(?:api_url|url|next|previous|href)": ?"([^"]+)"'
)
NOT_OURS_TO_COMPARE = {"X-Request-ID", "Date"}
STILL = datetime.now(UTC)
"""The process's clock stands still while pages are compared, as the database's does in a transaction."""
NEVER_FOLLOWED = ("/admin", "/static/", "//")


@dataclass(frozen=True)
class Answer:
    """What a stranger gets of one address, to the byte."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def crawl(extra: tuple[str, ...] = (), most: int = 600) -> dict[str, Answer]:
    """Every address reachable from the seeds, and what it answers."""
    client, found = Client(), dict[str, Answer]()
    waiting = [*SEEDS, *extra]
    while waiting and len(found) < most:
        address = waiting.pop(0)
        if address not in found:
            found[address] = ask(client, address)
            waiting.extend(each for each in _links(address, found[address]) if each not in found)
    assert not waiting, f"more than {most} addresses: raise the limit"
    return found


def ask(client: Client, address: str) -> Answer:
    with time_machine.travel(STILL, tick=False):
        response = client.get(address)
    headers = tuple(sorted((name, value) for name, value in response.items() if name not in NOT_OURS_TO_COMPARE))
    return Answer(response.status_code, headers, _body(response))


def _body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def _links(address: str, answer: Answer) -> Iterator[str]:
    for match in LINK.finditer(answer.body.decode("utf-8", "replace")):
        link = next(filter(None, match.groups()), "")
        parts = urlsplit(urljoin(f"http://testserver{address}", link.replace("&amp;", "&")))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc == "testserver" and link and not path.startswith(NEVER_FOLLOWED):
            yield path


def as_json(answer: Answer) -> object:
    return json.loads(answer.body)
