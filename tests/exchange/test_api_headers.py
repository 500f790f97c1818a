"""What surrounds every answer: validators, CORS, caching, problems; the same for whoever asks."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from editorial.publicplane import PublicPlaneMiddleware
from tests.exchange.api import ask
from tests.factories import make_attack, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["attacks/", "attacks/2020-07-24-besmaya/", "timeline/", "schema/", ""])
def test_an_answer_that_was_had_already_is_not_sent_again(address: str) -> None:
    publish(make_attack())
    etag = ask(address)["ETag"]

    again = ask(address, if_none_match=etag)

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_a_drafts_edit_turns_no_validator_and_a_publication_does() -> None:
    attack = make_attack()
    publish(attack)
    before = ask("attacks/")["ETag"]

    attack.summary = "Four rockets."
    attack.save()
    make_attack("2020-07-01-besmaya", "2020-07-01")
    assert ask("attacks/")["ETag"] == before

    publish(attack)
    assert ask("attacks/")["ETag"] != before


def test_any_site_may_read_and_every_answer_may_be_kept_a_minute() -> None:
    for answer in (ask("attacks/"), ask("nosuch/"), ask("attacks/?weapn=x"), ask("attacks/?format=csv")):
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert answer["Cache-Control"] == "public, max-age=60"
        assert {"Accept", "Accept-Language"} == set(answer["Vary"].split(", "))
        assert not answer.cookies


def test_a_preflight_is_answered() -> None:
    answer = Client().options("/api/v1/attacks/", headers={"origin": "https://x.example"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_a_requests_name_comes_back_and_one_that_is_none_is_replaced() -> None:
    assert ask("attacks/", x_request_id="abc-1")["X-Request-ID"] == "abc-1"
    assert ask("attacks/", x_request_id="<script>")["X-Request-ID"] != "<script>"


def test_head_is_get_without_a_body() -> None:
    for address in ("attacks/", "attacks/?format=csv"):
        head, get = Client().head(f"/api/v1/{address}"), ask(address)
        assert head.status_code == 200
        assert head["Content-Type"] == get["Content-Type"]
        assert head.get("ETag") == get.get("ETag")


def test_the_same_bytes_whoever_asks() -> None:
    publish(make_attack())
    staff = Client()
    staff.force_login(make_user())
    staff.cookies["django_language"] = "ar"

    for address in ("attacks/", "timeline/", "attacks/?weapn=x", "nosuch/"):
        known = staff.get(f"/api/v1/{address}", headers={"authorization": "Token x"})
        assert known.content == ask(address).content
        assert not known.cookies


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method: str) -> None:
    answer = getattr(Client(), method)("/api/v1/attacks/")

    assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/api/v2/", "/api/v1/nosuch/", "/api/v1/attacks/a/b/", "/api/v1/%00/"])
def test_an_address_that_is_none_is_a_problem_too(path: str) -> None:
    answer = Client().get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "Nothing public has this address.",
    }


def test_an_address_without_its_closing_slash_leads_to_itself() -> None:
    answer = ask("attacks?weapon=rocket")

    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/attacks/?weapon=rocket")


def test_a_failure_is_a_problem_that_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("a secret")

    places = {"exchange.api.records.serve": "bases", "exchange.api.writtenlist.planned_page": "attacks"}
    for place, noun in places.items():
        with monkeypatch.context() as patched:
            patched.setattr(place, fail)
            answer = Client(raise_request_exception=False).get(f"/api/v1/{noun}/")
        assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
        assert "secret" not in answer.content.decode()
        assert answer["Cache-Control"] == "no-store"


def test_a_failure_before_any_view_is_a_problem_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_given: object) -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(PublicPlaneMiddleware, "__call__", fail)
    answer = Client(raise_request_exception=False).get("/api/v1/attacks/")

    assert (answer.status_code, json.loads(answer.content)["title"]) == (500, "Internal Server Error")
