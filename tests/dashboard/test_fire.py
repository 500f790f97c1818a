"""Tests of what the map's script asks for: shapes, refusals, what is kept and turned over, and what it costs."""

from __future__ import annotations

import gzip
import json
from typing import Any

import h3
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dashboard.fire import served, summed
from dashboard.views import fire
from editorial import services
from editorial.choices import Retraction
from tests.dashboard.varied import publish_varied
from tests.embargoes import soon, wait_until
from tests.factories import make_attack, make_base, make_user, publish

pytestmark = pytest.mark.django_db


def answered(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_more_attacks_than_can_be_told_apart_come_as_sums(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_varied()
    monkeypatch.setattr(fire, "MOST", 10)
    monkeypatch.setattr(summed, "ROWS", 3)

    found = answered(client, "/map/attacks.json?zoom=7&sort=-date")

    assert (found["count"], found["all"], found["days"]["by"]) == (20, False, "month")
    assert sum(latest for *_bar, latest in found["bars"]) == 17  # of three the latest day is open
    assert found["cells"]["resolution"] == 4
    assert {h3.get_resolution(cell) for cell in found["cells"]["ids"]} == {4}
    assert sum(count for _cell, _month, count in found["cells"]["months"]) == 20
    assert len(found["columns"]["slug"]) == 3
    days = found["columns"]["last"]
    assert days == sorted(days, reverse=True)


def test_a_map_that_was_moved_asks_for_its_hexagons_alone(client: Client) -> None:
    publish_varied()

    found = answered(client, "/map/attacks.json?part=cells&zoom=12&window=43,35,44,37")

    assert list(found) == ["cells"]
    assert [h3.latlng_to_cell(35.77, 43.12, 8)] == found["cells"]["ids"]


def test_bars_are_wider_where_there_would_be_too_many(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(make_attack("a", "2020-03-11"), make_attack("b", "2020-03-20"), make_attack("c", "2020-03-21"))
    monkeypatch.setattr(fire, "MOST", 1)
    monkeypatch.setattr(summed, "BARS", 1)

    assert answered(client, "/map/attacks.json?by=day")["days"]["by"] == "month"


def test_what_is_not_understood_is_named_with_what_may_be_meant(client: Client) -> None:
    for address in ("/map/attacks.json", "/map/choices.json"):
        answer = client.get(f"{address}?weapon=rockt")
        (problem,) = answer.json()["invalid_params"]
        assert (answer.status_code, problem["name"], problem["suggestion"]) == (400, "weapon", "rocket")
        assert client.get(f"{address}?utm_source=x").status_code == 400
    assert client.get("/map/bundle.zip?weapon=rockt").status_code == 400
    assert client.post("/map/attacks.json").status_code == 405


def test_one_attack_is_told_for_a_card_and_what_became_of_others(client: Client) -> None:
    kept, unsafe = make_attack("kept"), make_attack("unsafe")
    make_attack("draft")
    publish(kept, unsafe)
    services.retract(unsafe, by=make_user(), why="x", reason="It put people in danger.", kind=Retraction.SAFETY)

    told = answered(client, "/map/attack.json?slug=kept")

    assert (told["title"], told["date_text"], told["killed"]) == ("4 rockets: Besmaya", "24 July 2020", "none")
    assert told["wounded"] == "not reported"
    assert client.get("/map/attack.json?slug=unsafe").status_code == 410
    missing = [client.get(f"/map/attack.json?slug={slug}") for slug in ("draft", "never", "", "a%00b")]
    assert {(answer.status_code, answer.content) for answer in missing} == {(404, missing[0].content)}


def test_a_choice_counts_no_draft_and_names_nothing_that_is_not_public(client: Client) -> None:
    publish(make_attack())
    make_attack("draft", base=make_base("hidden-base"), weapons=["ied"])

    found = client.get("/map/choices.json").content.decode()

    assert "hidden" not in found
    assert '"ied"' not in found
    assert [row["count"] for row in json.loads(found)["weapon"]] == [1]


def cost(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


ADDRESSES = (
    "/map/attacks.json",
    "/map/attacks.json?status=coalition&q=besmaya",
    "/map/choices.json",
    "/map/choices.json?weapon=rocket&force=spain",
    "/attacks/?weapon=rocket",
    "/?weapon=rocket&on=2020-07-25",
)


def test_more_attacks_take_no_more_queries(client: Client) -> None:
    publish_varied(8)
    few = {address: cost(client, address) for address in ADDRESSES}
    publish(*(make_attack(f"more-{number}", "2020-03-11") for number in range(9)))

    assert {address: cost(client, address) for address in ADDRESSES} == few


@pytest.mark.django_db(transaction=True)
def test_what_is_kept_is_turned_over_by_a_lapsing_embargo(client: Client) -> None:
    attack = make_attack()
    publish(attack.base, attack.drawdown)
    addresses = ("/map/attacks.json", "/map/choices.json")
    before = {address: client.get(address) for address in addresses}
    lapses = soon()
    services.publish(attack, by=make_user(), why="Checked.", not_before=lapses)
    embargoed = {address: client.get(address) for address in addresses}
    wait_until(lapses)

    after = {address: client.get(address) for address in addresses}

    for address in addresses:
        assert embargoed[address].content == before[address].content
        assert embargoed[address]["ETag"] == before[address]["ETag"] != after[address]["ETag"]
    assert [each.json()["count"] for each in (before[addresses[0]], after[addresses[0]])] == [0, 1]
    assert [row["count"] for row in after[addresses[1]].json()["weapon"]] == [1]


@pytest.mark.django_db(transaction=True)
def test_an_unchanged_answer_costs_nothing_and_comes_compressed_where_that_is_taken(client: Client) -> None:
    publish(make_attack())
    plain = client.get("/map/attacks.json")
    packed = client.get("/map/attacks.json", headers={"Accept-Encoding": "br, gzip"})

    again = client.get("/map/attacks.json", headers={"If-None-Match": plain["ETag"]})
    with CaptureQueriesContext(connection) as queries:
        client.get("/map/attacks.json")

    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in plain["Vary"]
    assert (again.status_code, again.content) == (304, b"")
    assert not any("attacks_publishedattack" in query["sql"] for query in queries)
    assert "Content-Encoding" not in client.get("/map/attacks.json", headers={"Accept-Encoding": "gzip;q=0"})


def test_the_page_without_a_script_filters_pages_and_counts_by_month(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_varied()
    publish(make_attack("more", "2020-05-05"))
    monkeypatch.setattr(served, "ROWS_ON_A_PAGE", 8)

    page = client.get("/?weapon=rocket").content.decode()
    second = client.get("/?weapon=rocket&page=2").content.decode()

    assert "11 attacks" in page
    assert 'href="?weapon=rocket&amp;page=2"' in page
    assert [each.count('<th scope="row"><a href="/attacks/') for each in (page, second)] == [8, 3]
    assert '<tr><th scope="row">May 2020</th><td>1</td>' in page
    assert '<input type="checkbox" name="weapon" value="rocket" autocomplete="off" checked>' in page
    assert 'href="/map/bundle.zip?weapon=rocket"' in page


def test_the_clock_ends_the_table_and_the_window_sets_the_clock(client: Client) -> None:
    publish(make_attack("early", "2020-03-11"), make_attack("late", "2020-07-24"))

    by_day = client.get("/?on=2020-03-31").content.decode()
    by_window = client.get("/?from=2020-03-01&to=2020-03-31").content.decode()

    for page in (by_day, by_window):
        assert 'value="2020-03-31" min=' in page
        assert ("/attacks/early/" in page, "/attacks/late/" in page) == (True, False)


def test_a_filter_that_is_not_understood_leaves_the_day_and_shows_all(client: Client) -> None:
    publish(make_attack("early", "2020-03-11"), make_attack("late", "2020-07-24"))

    answer = client.get("/?on=2020-03-31&weapon=sword")
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "weapon: “sword” is not known here. All attacks are shown." in page
    assert 'value="2020-03-31" min=' in page
    assert "/attacks/late/" in page
