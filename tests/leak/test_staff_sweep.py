"""The editors' desk asked as everybody: a contributor finds nothing of others' work, a stranger nothing at all."""

from __future__ import annotations

import re
import sys

import pytest
from django.contrib import admin
from django.test import Client

from editorial.choices import Role
from tests.desk import sign_in
from tests.leak import desk
from tests.leak.crawler import Answer, ask
from tests.leak.extent import FULL, sampled
from tests.leak.tokens import Planted
from tests.leak.world import World

pytestmark = pytest.mark.django_db
PUBLIC = {"published", "pending"}
ONCE_PUBLIC = {"error", "merged"}
SHARED = {"publisher", "force", "actor", "area"}
"""Rows that any record may name are one vocabulary for the whole staff: who saw none would add them again."""

HIDDEN = {"draft", "in_review", "embargoed", "deleted", "edit", "staff", "request"}
ROWS_OF_A_STATE = 1_000 if FULL else 1
NOT_STORED = "no-store"


def test_every_page_of_the_desk_has_its_place_in_the_sweep() -> None:
    assert desk.fixed_names() - set(desk.FIXED) == set()
    others = {desk.own_name(name) for model in admin.site._registry for name in desk.names_of(model, of_a_row=False)}
    assert others - set(desk.OF_A_MODEL) == set()


def asked(client: Client, addresses: list[str], method: str = "GET") -> dict[str, Answer]:
    answers = {address: ask(client, address, method) for address in dict.fromkeys(addresses)}
    told = f"{len(answers)} addresses of the desk, {sum(len(each.wire) for each in answers.values()):,} bytes"
    sys.stdout.write(f"{method}: {told}\n")
    return answers


def seen(world: World, answers: dict[str, Answer]) -> dict[Planted, str]:
    """Each token that was shown and not asked for, with an address that showed it."""
    return {
        planted: address
        for address, answer in answers.items()
        for token, planted in world.garden.found_in(answer.wire)
        if token not in address
    }


def states(found: dict[Planted, str]) -> set[str]:
    return {planted.state for planted in found}


def test_a_stranger_is_shown_the_way_in_whether_there_is_a_record_or_not(world: World) -> None:
    pages, client = [*desk.pages(world, ROWS_OF_A_STATE)], Client()

    answers = asked(client, [*desk.lists(), *(each.address for each in pages)])

    assert seen(world, answers) == {}
    assert {each.status for each in answers.values()} <= {200, 302}
    assert {address.partition("?")[0] for address, each in answers.items() if each.status == 200} == {"/admin/login/"}
    for page in pages:
        assert alike(answers[page.address], page.address) == alike(ask(client, page.absent), page.absent)


def alike(answer: Answer, address: str) -> tuple[int, str, int]:
    """What must be the same of a row that is hidden and of one that never was: the row's key apart."""
    key = re.findall(r"/(\d+)/", address)[-1]
    headers = dict(answer.headers)
    return answer.status, headers.get("Location", "").replace(f"/{key}/", "/KEY/"), 0 if key else len(answer.body)


def test_a_contributor_finds_nothing_of_what_others_are_working_on(world: World) -> None:
    client, pages = sign_in("omar", Role.CONTRIBUTOR), [*desk.pages(world, ROWS_OF_A_STATE)]
    hidden = sampled([each for each in pages if each.states & HIDDEN and not is_shared(each)], 5)
    absent = {each.absent: alike(ask(client, each.absent), each.absent) for each in hidden}

    answers = asked(client, [*desk.lists(), *(each.address for each in [*hidden, *sampled(pages, 9)])])

    assert {planted: page for planted, page in seen(world, answers).items() if not may_know(planted)} == {}
    assert len(hidden) > 30
    for page in hidden:
        assert (page.address, alike(answers[page.address], page.address)) == (page.address, absent[page.absent])
    assert seen(world, asked(client, [each.address for each in sampled(hidden, 4)], "POST")) == {}


def is_shared(page: desk.Page) -> bool:
    return page.address.split("/")[3] in SHARED


def may_know(planted: Planted) -> bool:
    """What a contributor may know of others' work: what is public, and which rows there are to point to."""
    table = planted.column.partition(".")[0]
    of_a_source = planted.state in ONCE_PUBLIC and table == "source"
    return planted.state in PUBLIC or table in SHARED or of_a_source or planted.sort == "slug"


def test_a_contributor_sees_own_work_in_every_state_and_no_word_of_readers(world: World) -> None:
    client = sign_in("amal", Role.CONTRIBUTOR)

    pages = sampled([*desk.pages(world, ROWS_OF_A_STATE)], 7)
    lists = sampled([*desk.lists()], 4)
    found = seen(world, asked(client, [*lists, *(each.address for each in pages)]))

    assert states(found) >= {"draft", "in_review", "embargoed", "edit", "error", "safety", "merged"}
    assert "request" not in states(found)
    assert [planted for planted in found if is_deleted(planted)] == []


def is_deleted(planted: Planted) -> bool:
    """Whether it stood in a record that was deleted, or in a part of one: what such a record named stays."""
    return planted.state == "deleted" and planted.column.partition(".")[0] not in {*SHARED, "source", "row"}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.EDITOR_IN_CHIEF] if FULL else [Role.EDITOR])
def test_an_editor_sees_all_of_it_and_no_browser_keeps_any(world: World, role: Role) -> None:
    client = sign_in(role.value, role)
    pages = sampled([*desk.pages(world, ROWS_OF_A_STATE)], 7, first=3)
    addresses = [*sampled([*desk.lists()], 4, first=1), *(each.address for each in pages)]

    answers = asked(client, [each for each in addresses if "logout" not in each])
    found = seen(world, answers)

    assert states(found) >= {"draft", "in_review", "embargoed", "edit", "safety", "request", "staff"}
    assert [planted for planted in found if is_deleted(planted)] == []
    kept = [each for each, answer in answers.items() if NOT_STORED not in dict(answer.headers).get("Cache-Control", "")]
    assert kept == []
    assert {each.status for each in answers.values()} <= {200, 302, 400, 403, 405}
