"""An answer that is given again is the one that would be made now, byte by byte, or it is not given."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from attacks.models import Attack
from config.operations.answered import answered, mark_now
from config.operations.watch import watch
from editorial import services
from editorial.choices import Retraction
from tests.embargoes import soon, wait_until
from tests.factories import make_attack, make_handover, make_user, publish

# A transaction around the test would be the public plane's outer one, and nothing is kept there.
pytestmark = pytest.mark.django_db(transaction=True)

ONE = "/api/v1/attacks/2020-07-24-besmaya/"
ADDRESSES = [
    ONE,
    "/api/v1/attacks/",
    "/api/v1/attacks/?format=geojson&limit=1",
    "/api/v1/changes/",
    "/api/v1/bases/besmaya/timeline/",
    "/api/v1/stats/attacks/",
    "/ogc/collections/attacks/items?f=json",
    "/feeds/attacks.atom",
]


def told(response: object) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in response.items() if name != "X-Request-ID"}
    return response.status_code, response.content, headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_answer_given_again_is_the_same_with_all_its_headers(client: Client, address: str) -> None:
    publish(make_attack(), make_handover())
    first = client.get(address)
    assert first.status_code == 200
    again = client.get(address)
    same = client.get(address, headers={"If-None-Match": first["ETag"]})
    answered.clear()
    made = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert told(again) == told(first)
    assert again["X-Request-ID"] != first["X-Request-ID"]
    assert same.status_code == 304
    assert set(told(made)[2].items()) ^ set(told(same)[2].items()) == set()


def test_a_condition_that_fails_is_a_problem_whether_the_answer_was_kept_or_not(client: Client) -> None:
    publish(make_attack())
    client.get(ONE)
    client.get(ONE)

    refused = client.get(ONE, headers={"If-Match": '"another"'})

    assert (refused.status_code, refused["Content-Type"]) == (412, "application/problem+json")


def test_it_costs_the_way_to_the_record_and_back_alone(client: Client) -> None:
    publish(make_attack())
    client.get(ONE)

    with CaptureQueriesContext(connection) as queries:
        client.get(ONE)

    said = [each["sql"].partition(" ")[0] for each in queries]
    assert said == ["BEGIN", "BEGIN", "COMMIT"]  # the first is Django's word for it, the second was sent


@pytest.mark.parametrize("way", ["edit", "error", "safety", "embargo"])
def test_no_answer_outlives_what_it_was_made_of(client: Client, way: str) -> None:
    attack, editor = make_attack(summary="Four rockets."), make_user()
    if way == "embargo":
        publish(attack)
        Attack.objects.filter(pk=attack.pk).update(summary="Three rockets.", revision=2)
        lapses = soon()
        services.publish(attack, by=editor, why="later", not_before=lapses)
    else:
        publish(attack)
    before = [client.get(ONE).json()["summary"] for _ in range(2)]

    if way == "edit":
        Attack.objects.filter(pk=attack.pk).update(summary="Three rockets.", revision=2)
        services.publish(attack, by=editor, why="recounted")
    elif way == "embargo":
        wait_until(lapses)
    else:
        services.retract(attack, kind=Retraction(way), by=editor, why="read again", reason="It was not so.")

    after = client.get(ONE)
    assert before == ["Four rockets."] * 2
    assert "Four rockets." not in after.text
    assert after.status_code == (200 if way in {"edit", "embargo"} else 410)


def test_who_asks_otherwise_is_not_answered_with_anothers_words(client: Client) -> None:
    publish(make_attack())
    client.get("/api/v1/attacks/", headers={"Accept": "application/geo+json"})

    plain = client.get("/api/v1/attacks/", headers={"Accept": "application/json"})
    arabic = client.get(ONE, headers={"Accept-Language": "ar"})

    assert plain["Content-Type"].startswith("application/json")
    assert (arabic["Content-Language"], client.get(ONE)["Content-Language"]) == ("ar", "en")


def test_an_instant_a_refusal_and_what_was_posted_are_not_kept(client: Client) -> None:
    publish(make_attack())

    client.get("/api/v1/attacks/?as_of=2021-01-01T00:00:00Z")
    client.get("/api/v1/attacks/?wepon=rocket")
    client.get("/api/v1/attacks/none/")
    client.head(ONE)
    client.post(ONE)
    client.get("/attacks/")

    assert not answered.kept


def test_a_dead_database_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mark_now()
    monkeypatch.setattr(watch, "dead", True)

    with CaptureQueriesContext(connection) as queries:
        assert mark_now() == ""
    assert list(queries) == []
