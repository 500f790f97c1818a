"""Tests of the timeline page: what it takes, what it refuses, how its pages follow one another."""

import re

import pytest
from django.test import Client

from dashboard.views import timeline
from tests.factories import make_attack, make_context_event, make_handover, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def record() -> None:
    publish(make_handover(), make_attack(), make_attack("2020-03-16-besmaya", "2020-03-16"), make_context_event())


def titles(client: Client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    return re.findall(r'class="entry-title"[^>]*>([^<]+)<', page)


def test_entries_stand_in_the_order_of_their_days(client: Client, record: None) -> None:
    oldest_first = ["A turning point", "4 rockets: Besmaya", "4 rockets: Besmaya", "Besmaya handed over"]

    assert titles(client, "/timeline/") == oldest_first
    assert titles(client, "/timeline/?order=newest") == oldest_first[::-1]


def test_a_filter_narrows_it(client: Client, record: None) -> None:
    assert titles(client, "/timeline/?kind=handover&kind=context_event") == ["A turning point", "Besmaya handed over"]
    assert titles(client, "/timeline/?from=2020-07-25") == ["Besmaya handed over"]
    assert titles(client, "/timeline/?to=2020-01-31") == ["A turning point"]
    assert "A turning point" not in titles(client, "/timeline/?base=besmaya")


def test_its_pages_follow_one_another_without_a_gap(
    client: Client, record: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "ENTRIES_ON_A_PAGE", 1)
    address, read = "/timeline/?base=besmaya", []
    while address:
        page = client.get(address).content.decode()
        read += re.findall(r'class="entry-title"[^>]*>([^<]+)<', page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        address = "/timeline/" + following[1].replace("&amp;", "&") if following else ""

    assert read == ["4 rockets: Besmaya", "4 rockets: Besmaya", "Besmaya handed over"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("kind=weather", "“weather” is not a kind of entry."),
        ("order=best", "The order is oldest or newest."),
        ("from=2020-02-30", "“2020-02-30” is not a day of the calendar. Write it as 2020-07-25."),
        ("from=2020-02-01&to=2020-01-01", "The interval ends before it begins."),
        ("base=nowhere", "No base “nowhere” is in the public record."),
        ("after=forged", "That link to a page of the timeline is not one of ours."),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(client: Client, query: str, problem: str) -> None:
    response = client.get(f"/timeline/?{query}")

    assert response.status_code == 400
    assert problem in response.content.decode()


def test_a_turning_point_can_be_led_to(client: Client, record: None) -> None:
    assert 'id="soleimani-killed"' in client.get("/timeline/?kind=context_event").content.decode()


@pytest.mark.parametrize("address", ["/search/?q=", "/attacks/?q=", "/?q=", "/sources/?q="])
def test_a_character_that_no_text_may_hold_breaks_no_page(client: Client, address: str) -> None:
    assert client.get(f"{address}a%00b").status_code == 200
    assert client.get("/timeline/?base=a%00b").status_code == 400
    assert client.get("/attacks/?governorate=a%00b").status_code == 400
