"""Reads every public address that links lead to, the way a stranger would."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

import time_machine
from django.http.response import HttpResponseBase
from django.test import Client

from tests.leak.extent import FULL

SEEDS = (
    "/",
    "/ar/",
    "/sitemap.xml",
    "/robots.txt",
    "/map.json",
    "/api/v1/",
    "/api/v1/schema/",
    "/ogc/",
    "/ogc/collections/attacks/items",
    "/ogc/collections/bases/items?f=html",
    "/feeds/handovers.atom",
    "/api/v1/acled/",
    "/api/v1/ucdp/",
    "/feeds/attacks.atom",
    "/feeds/corrections.atom",
    "/feeds/handovers.ics",
    "/api/v1/density/?format=geojson",
    "/api/v1/stats/attacks/?group_by=month,base",
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

    @property
    def wire(self) -> bytes:
        """All of it, as it goes over the wire; of an archive also what is in it."""
        head = b"\n".join(f"{name}: {value}".encode() for name, value in self.headers)
        return b"\n".join([head, self.body, *unpacked(self.body)])


def unpacked(body: bytes) -> Iterator[bytes]:
    """The files of a zip, and their names; nothing of anything else."""
    if body.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(body)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)


def crawl(extra: Iterable[str] = (), most: int = 600) -> dict[str, Answer]:
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


def ask(client: Client, address: str, method: str = "GET") -> Answer:
    """What is answered; a cookie counts as a header."""
    with time_machine.travel(STILL, tick=False):
        response = client.generic(method, address)
        body = _body(response)
    told = [(name, value) for name, value in response.items() if name not in NOT_OURS_TO_COMPARE]
    cookies = [("Set-Cookie", str(cookie)) for cookie in response.cookies.values()]
    return Answer(response.status_code, tuple(sorted([*told, *cookies])), body)


def _body(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def _links(address: str, answer: Answer) -> Iterator[str]:
    for match in LINK.finditer(answer.body.decode("utf-8", "replace")):
        link = next(filter(None, match.groups()), "")
        parts = urlsplit(urljoin(f"http://testserver{address}", link.replace("&amp;", "&")))
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        if parts.netloc == "testserver" and link and is_followed(path):
            yield path


def is_followed(path: str) -> bool:
    """Pages in Arabic show what the English ones show: where not everything is asked, a sixth of them is."""
    chosen = FULL or not path.startswith("/ar/") or zlib.crc32(path.encode()) % 6 == 0
    return chosen and not path.startswith(NEVER_FOLLOWED)


def as_json(answer: Answer) -> object:
    return json.loads(answer.body)
