"""Tests of the map page and of the record that its script draws."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db

SEQUENCE = [
    ("al-qaim", "2020-03-19"),
    ("qayyarah-west", "2020-03-26"),
    ("k1-kirkuk", "2020-03-29"),
    ("nineveh-operations-command", "2020-03-30"),
    ("al-taqaddum", "2020-04-04"),
    ("abu-ghraib", "2020-04-07"),
    ("besmaya", "2020-07-25"),
]


def publish_sequence(count: int = 7) -> None:
    publish(*[make_handover(f"{slug}-2020", day, base=make_base(slug)) for slug, day in SEQUENCE[:count]])


def counter(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    found = re.search(r"data-counter>([^<]*)<", page)
    assert found is not None
    return found[1]


def test_the_counter_says_seven_on_25_july_2020_and_six_on_the_day_before(client: Client) -> None:
    publish_sequence()

    assert counter(client, "/?on=2020-07-25") == "7"
    assert counter(client, "/?on=2020-07-24") == "6"


def test_the_page_in_arabic_counts_the_same_and_runs_right_to_left(client: Client) -> None:
    publish_sequence()

    assert counter(client, "/ar/?on=2020-07-25") == "7"
    assert '<html lang="ar" dir="rtl">' in client.get("/ar/").content.decode()


def test_a_draft_is_neither_counted_nor_named(client: Client) -> None:
    publish_sequence(1)
    make_handover("taji-2020", "2020-08-23", base=make_base("taji", name="Taji of the drafts"))

    page = client.get("/").content.decode()

    assert counter(client, "/") == "1"
    assert "Taji of the drafts" not in page


@pytest.mark.parametrize(
    ("asked", "said"), [("2020-02-30", "not a day"), ("yesterday", "not a day"), ("2999-01-01", "not come")]
)
def test_an_impossible_day_is_refused_in_words_and_today_is_shown(client: Client, asked: str, said: str) -> None:
    publish_sequence(1)

    response = client.get("/", {"on": asked})

    assert response.status_code == 400
    assert said in response.content.decode()
    assert counter(client, f"/?on={asked}") == "1"


def test_a_mistyped_day_is_written_out_and_never_run(client: Client) -> None:
    page = client.get("/", {"on": "<script>alert(1)</script>"}).content.decode()

    assert "<script>alert" not in page


def test_the_page_has_no_inline_script_or_style(client: Client) -> None:
    publish_sequence(1)

    page = client.get("/").content.decode()

    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page)
    assert (scripts, "<style" in page, re.findall(r"\sstyle=", page), re.findall(r"\son\w+=", page)) == (
        [],
        False,
        [],
        [],
    )


def test_an_empty_record_is_a_page_that_says_so(client: Client) -> None:
    assert counter(client, "/") == "0"


def record(client: Client) -> dict[str, Any]:
    return client.get("/map.json").json()


def test_the_record_tells_a_site_with_its_place_in_the_sequence(client: Client) -> None:
    attack = make_attack()
    publish_sequence()
    publish(attack)

    besmaya = record(client)["sites"][-1]

    assert {
        name: besmaya[name] for name in ("slug", "url", "ordinal", "date_text", "days_since_last_attack", "counted")
    } == {
        "slug": "besmaya-2020",
        "url": "/handovers/besmaya-2020/",
        "ordinal": 7,
        "date_text": "25 July 2020",
        "days_since_last_attack": 1,
        "counted": True,
    }


def test_the_record_tells_the_spells_of_a_base(client: Client) -> None:
    publish_sequence()

    besmaya = next(base for base in record(client)["bases"] if base["slug"] == "besmaya")

    assert besmaya["spells"][-1] == {"from": "2020-07-25", "status": "transferred", "maybe": []}


SAME_SITE = (
    "slug", "status", "counted", "days_since_last_attack", "ordinal", "ordinal_min", "ordinal_max", "announced_on",
    "date_earliest", "date_latest", "scheduled_earliest", "scheduled_latest", "latitude", "longitude", "uncertainty_m",
    "source_count", "independent_source_count",
)  # fmt: skip
SAME_BASE = (
    "slug", "name", "kind", "location_basis", "attack_count", "latitude", "longitude", "uncertainty_m",
)  # fmt: skip


def test_what_the_script_types_as_the_apis_rows_is_what_the_api_tells(client: Client) -> None:
    publish_sequence(2)
    publish(make_attack())

    for rows, noun, names in (("sites", "handovers", SAME_SITE), ("bases", "bases", SAME_BASE)):
        told = {row["slug"]: row for row in client.get(f"/api/v1/{noun}/").json()["results"]}
        shown = {row["slug"]: row for row in record(client)[rows]}
        assert len(shown) > 1
        assert {slug: [row[name] for name in names] for slug, row in shown.items()} == {
            slug: [row[name] for name in names] for slug, row in told.items()
        }
        assert all(row["url"] == told[slug]["url"].removeprefix("http://testserver") for slug, row in shown.items())


def test_the_record_leaves_attacks_to_their_own_address_which_keeps_not_reported_apart_from_none(
    client: Client,
) -> None:
    publish(make_attack(munitions_min=None, munitions_max=None, killed_min=0, killed_max=0))

    attacks = client.get("/map/attacks.json").json()

    assert "attacks" not in record(client)
    assert [attacks["columns"][name] for name in ("munitions", "killed", "wounded")] == [[None], [[0, 0]], [None]]
    assert attacks["words"]["url"] == "/attacks/%(slug)s/"


def test_an_unchanged_record_is_answered_with_304(client: Client) -> None:
    publish_sequence(1)
    tag = client.get("/map.json").headers["ETag"]

    assert client.get("/map.json", headers={"If-None-Match": tag}).status_code == 304
    publish(make_attack())
    assert client.get("/map.json", headers={"If-None-Match": tag}).status_code == 200


def test_the_page_sets_no_cookie(client: Client) -> None:
    assert client.get("/").cookies == {}


@pytest.mark.parametrize("address", ["/", "/map.json"])
def test_more_rows_take_no_more_queries(client: Client, django_assert_num_queries: Any, address: str) -> None:
    publish_sequence(1)
    publish(make_attack("the-first"))
    client.get(address)
    with django_assert_num_queries(QUERIES[address]):
        client.get(address)
    publish_sequence_rest()
    with django_assert_num_queries(QUERIES[address]):
        client.get(address)


QUERIES = {"/": 44, "/map.json": 26}


def publish_sequence_rest() -> None:
    publish(*[make_handover(f"{slug}-2020", day, base=make_base(slug)) for slug, day in SEQUENCE[1:3]])
    publish(make_attack(base=make_base("k1-kirkuk")))
