"""Pages: whole, without gaps or repeats, also while records are added."""

from __future__ import annotations

from typing import Any

import pytest

from handovers.choices import HandoverStatus
from tests.exchange.api import ROOT, blamed, slugs, told
from tests.factories import make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db

HERE = f"{ROOT}/api/v1/"


def walk(address: str | None, link: str = "next") -> list[list[dict[str, Any]]]:
    """The pages from an address on, by following a link."""
    pages = []
    while address:
        answer = told(address.removeprefix(HERE))
        pages.append(answer["results"])
        address = answer[link]
    return pages


def make_days(*days: int) -> None:
    for day in days:
        publish(make_attack(f"2020-07-{day:02}-besmaya", f"2020-07-{day:02}"))


@pytest.mark.parametrize("sort", ["date", "-date", "updated", "-updated"])
def test_a_walk_gives_every_record_once_in_order_forth_and_back(sort: str) -> None:
    make_days(1, 2, 3, 4, 5)
    publish(make_attack("2020-07-03-besmaya-2", "2020-07-03"))
    everything = slugs(f"attacks/?sort={sort}")

    forth = walk(f"attacks/?sort={sort}&limit=2")
    last = f"attacks/?sort={sort}&limit=2"
    while following := told(last.removeprefix(HERE))["next"]:
        last = following
    back = walk(last, "previous")

    assert [[row["slug"] for row in page] for page in forth] == [everything[0:2], everything[2:4], everything[4:6]]
    assert back == forth[::-1]


def test_records_added_before_and_after_the_cursor_move_nothing() -> None:
    make_days(10, 20, 30)
    first = told("attacks/?sort=date&limit=2")

    make_days(5, 15, 25)

    assert [row["slug"][8:10] for page in walk(first["next"]) for row in page] == ["25", "30"]


def test_ordinals_can_be_walked_while_an_earlier_handover_comes_in() -> None:
    for number in (2, 4, 6):
        publish(make_handover(f"site-{number}", f"2020-03-0{number}", base=make_base(f"base-{number}")))
    publish(make_handover("planned", None, base=make_base("base-9"), status=HandoverStatus.ANNOUNCED))
    first = told("handovers/?sort=ordinal&limit=2")

    publish(make_handover("site-1", "2020-03-01", base=make_base("base-1")))

    rest = [row for page in walk(first["next"]) for row in page]
    assert [(row["slug"], row["ordinal"]) for row in rest] == [("site-6", 4), ("planned", None)]


def test_names_and_timelines_are_walked_without_gaps() -> None:
    publish(*(make_base(f"base-{letter}", name=f"Base {letter}") for letter in "edcba"))
    make_days(1, 2, 3)

    assert [row["slug"] for page in walk("bases/?limit=2") for row in page] == slugs("bases/")
    for sort in ("date", "-date"):
        entries = told(f"timeline/?sort={sort}")["results"]
        pages = walk(f"timeline/?sort={sort}&limit=2")
        assert [entry for page in pages for entry in page] == entries
        second = told(told(f"timeline/?sort={sort}&limit=2")["next"].removeprefix(HERE))
        assert walk(second["previous"], "previous") == [pages[0]]


def test_a_cursor_is_the_same_letters_each_time_and_belongs_to_its_question() -> None:
    make_days(1, 2, 3)
    following = told("attacks/?limit=1&sort=date")["next"].removeprefix(HERE)

    assert told("attacks/?limit=1&sort=date")["next"].removeprefix(HERE) == following
    for other in (following.replace("sort=date", "sort=-date"), following.replace("attacks", "handovers")):
        assert [each["name"] for each in blamed(other)] == ["cursor"]
    assert [each["name"] for each in blamed("attacks/?cursor=made-up")] == ["cursor"]
    assert told(following.replace("limit=1", "limit=2"))["previous"]


def test_a_page_is_a_hundred_rows_and_never_more_than_a_thousand(monkeypatch: pytest.MonkeyPatch) -> None:
    make_days(1, 2)
    monkeypatch.setattr("exchange.api.pages.LIMIT", 1)

    assert len(told("attacks/")["results"]) == 1
    assert len(told(f"attacks/?limit={10**30}")["results"]) == 2


def test_the_count_is_exact_as_far_as_it_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    make_days(1, 2, 3)

    assert told("attacks/?limit=1")["count"] == 3
    for module in ("pages", "listplans", "writtentimeline"):
        monkeypatch.setattr(f"exchange.api.{module}.COUNTED", 2)
    assert told("attacks/?limit=1")["count"] is None
    assert told("timeline/?limit=1")["count"] is None
