"""A token in every text of every record in every state, and every public address asked: none shows what it must not."""

from __future__ import annotations

import io
import json
import logging
import sys
from collections.abc import Iterable, Iterator

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve

from analysis.asking import known, plans
from config.operations.degrade import last_good
from config.operations.logs import JsonLines
from editorial.clock import NOW, Instant
from editorial.models import PublishedQuerySet
from tests.leak.crawler import Answer, ask, crawl, is_followed
from tests.leak.rules import may_show
from tests.leak.surfaces import SURFACES, addresses, patterns
from tests.leak.tokens import Garden
from tests.leak.world import World

pytestmark = pytest.mark.django_db
MOST = 3_000


def test_every_address_of_the_site_has_its_place_in_the_matrix() -> None:
    assert patterns() - set(SURFACES) == set()


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """All that is written down meanwhile, as it is in production, down to what only a developer asks for."""
    written, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(written), root.level
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def view_of(address: str) -> str:
    """The name of the view, the same in both languages."""
    try:
        return resolve(address.partition("?")[0].removeprefix("/ar")).view_name
    except Resolver404:
        return "none"


def leaks(garden: Garden, answers: dict[str, Answer]) -> dict[tuple[str, str, str], str]:
    """Tokens where they must not be: by view, state and column, an address. What was asked for may be said again."""
    return {
        (view_of(address), planted.state, planted.column): address
        for address, answer in answers.items()
        for token, planted in garden.found_in(answer.wire)
        if not may_show(planted, view_of(address)) and not (planted.sort == "slug" and token in address)
    }


def test_no_public_address_shows_what_it_must_not(world: World, lines: io.StringIO) -> None:
    answers = crawl([*filter(is_followed, addresses(world)), *asked_as_described()], MOST)

    told = f"{len(answers)} addresses, {sum(len(each.wire) for each in answers.values()):,} bytes"
    sys.stdout.write(f"{told}, {len(world.garden.planted)} tokens\n")
    assert leaks(world.garden, answers) == {}
    assert not_shown(world.garden, answers) == {"area.aliases"}
    assert {each.status for each in answers.values()} <= {200, 301, 308, 400, 404, 410}
    assert [address for address, each in answers.items() if "Set-Cookie" in dict(each.headers)] == []
    assert shown(world.garden, answers) >= {"published", "pending", "error", "safety", "merged", "answered", "declined"}
    assert not_kept(world.garden, lines) == []


@pytest.fixture
def nothing_kept() -> Iterator[None]:
    """Questions and statements are written anew, and what is written meanwhile is forgotten afterwards."""
    kept = (known.public_question, plans.statement_of)
    for each in kept:
        each.cache_clear()
    yield
    for each in kept:
        each.cache_clear()


def test_a_planted_leak_is_found(world: World, nothing_kept: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_clock(rows: PublishedQuerySet, clock: Instant = NOW) -> PublishedQuerySet:
        return rows.filter(published_until__gt=clock)

    monkeypatch.setattr(PublishedQuerySet, "covering", without_clock)
    client = Client()

    found = leaks(world.garden, {each: ask(client, each) for each in ("/attacks/", "/api/v1/attacks/?limit=1000")})

    assert {(view, state) for view, state, _column in found} == {
        ("dashboard:attack-list", "embargoed"),
        ("exchange:attacks-list", "embargoed"),
    }


def shown(garden: Garden, answers: dict[str, Answer]) -> set[str]:
    """The states of which anything was seen: a sweep that finds nothing at all has looked at nothing."""
    return {planted.state for answer in answers.values() for _token, planted in garden.found_in(answer.wire)}


def not_shown(garden: Garden, answers: dict[str, Answer]) -> set[str]:
    """Columns of public records that no address shows: what was planted there could not have been found."""
    seen = {planted.column for answer in answers.values() for _token, planted in garden.found_in(answer.wire)}
    return {planted.column for planted in garden.planted.values() if planted.state == "published"} - seen


def not_kept(garden: Garden, lines: io.StringIO) -> list[str]:
    """Tokens in the logs, in what is kept in memory, and in letters."""
    kept = [each.content for each in last_good._kept.values()]
    places = {
        "logs": [lines.getvalue().encode()],
        "cache": [repr(vars(cache)).encode()],
        "letters": [str(each.message()).encode() for each in mail.outbox],
        "last good answers": kept,
    }
    return [
        f"{place}: {planted.state} {planted.column}"
        for place, texts in places.items()
        for text in texts
        for _token, planted in garden.found_in(text)
        if planted.state not in {"published", "pending"} or place != "last good answers"
    ]


def asked_as_described() -> Iterable[str]:
    """Every address of the API's own description, with each of its parameters as an example."""
    described = json.loads(ask(Client(), "/api/v1/schema/?format=json").body)
    for path, methods in described["paths"].items():
        if "{" not in path:
            for parameter in methods["get"].get("parameters", []):
                if parameter["in"] == "query":
                    yield f"{path}?{parameter['name']}={example(parameter)}"


def example(parameter: dict[str, object]) -> object:
    """A value that the parameter takes."""
    schema = parameter["schema"]
    schema = schema.get("items", schema)
    told = parameter.get("example", schema.get("example"))
    return told if told is not None else (schema.get("enum") or ["1"])[0]


def test_no_other_method_shows_more(world: World) -> None:
    client, one_each = Client(), {view_of(each): each for each in addresses(world)}
    for method in ("HEAD", "OPTIONS", "POST", "PUT", "DELETE"):
        answers = {address: ask(client, address, method) for address in one_each.values()}

        assert leaks(world.garden, answers) == {}
        assert {each.status for each in answers.values()} <= {200, 204, 301, 308, 400, 403, 404, 405, 410}
        assert method != "HEAD" or {each.body for each in answers.values()} == {b""}
