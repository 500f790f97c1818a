"""Tests of the form with which anybody tells the editors that a record is wrong, and of what comes of it."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from dashboard import senders
from editorial import services
from editorial.choices import RequestState
from editorial.models import CorrectionRequest, Record
from editorial.services.corrections import Settlement, settle
from tests.factories import make_attack, make_user, publish

pytestmark = pytest.mark.django_db
PAGE = "/attacks/2020-07-24-besmaya/"
FORM = f"{PAGE}correct/"
TYPED = {"said": "There were three rockets, not four.", "source_url": "https://example.org/three"}
OURS = {"Sec-Fetch-Site": "same-origin"}
SEAL = re.compile(r'name="seal" value="([^"]+)"')


@pytest.fixture(autouse=True)
def nobody_wrote_yet() -> None:
    cache.clear()


@pytest.fixture
def attack() -> Any:
    attack = make_attack()
    publish(attack)
    return attack


def sealed(client: Client, address: str = FORM, age: float = 60) -> str:
    """The seal of a form that was fetched so many seconds ago."""
    with time_machine.travel(timezone.now() - timedelta(seconds=age), tick=False):
        found = SEAL.search(client.get(address).text)
    assert found
    return found[1]


def send(client: Client, age: float = 60, headers: dict[str, str] | None = None, **typed: str) -> Any:
    given = {"seal": sealed(client, age=age), **TYPED, **typed}
    return client.post(FORM, given, headers=OURS if headers is None else headers)


def test_a_request_is_taken_in_without_account_or_cookie_and_leads_to_its_reference(
    client: Client, attack: Any
) -> None:
    response = send(client)

    request = CorrectionRequest.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/corrections/request/?reference={request}")
    assert (request.record_id, request.said, request.source_url) == (attack.pk, *TYPED.values())
    page = client.get(response["Location"])
    assert str(request) in page.text
    assert "It waits for the editors." in page.text
    assert TYPED["said"] not in page.text
    assert (client.cookies, response.cookies, page.cookies) == ({}, {}, {})


def test_nothing_that_was_sent_stands_on_any_page(client: Client, attack: Any) -> None:
    before = client.get(PAGE).content
    send(client)

    assert client.get(PAGE).content == before


def test_the_answer_stands_on_the_page_with_its_day_and_under_the_reference(client: Client, attack: Any) -> None:
    send(client)
    request = CorrectionRequest.objects.get()
    told = Settlement(RequestState.ANSWERED, "<b>Four</b> is https://example.org", "How many rockets?")
    settle(request, told, by=make_user())

    for address in (PAGE, f"/ar{PAGE}", f"/corrections/request/?reference={request}"):
        text = client.get(address).text
        assert "How many rockets?" in text
        assert "&lt;b&gt;Four&lt;/b&gt; is https://example.org</p>" in text
        assert "layla" not in text
        assert TYPED["said"] not in text


def test_a_reason_for_declining_is_told_to_who_has_the_reference(client: Client, attack: Any) -> None:
    send(client)
    request = CorrectionRequest.objects.get()
    declined = Settlement(RequestState.DECLINED, "The source says four.", on_page=False)
    settle(request, declined, by=make_user())

    assert "The source says four." in client.get(f"/corrections/request/?reference={request}").text
    assert "The source says four." not in client.get(PAGE).text


def test_a_mistyped_reference_is_told_as_such(client: Client) -> None:
    response = client.get("/corrections/request/?reference=ABCD-EFGH-<b>")

    assert response.status_code == 404
    assert "“ABCD-EFGH-&lt;b&gt;” is no reference of ours." in response.text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"said": ""}, "This field is required."),
        ({"said": "wrong"}, "at least 10 characters"),
        ({"source_url": ""}, "This field is required."),
        ({"source_url": "my uncle"}, "That is no web address."),
        ({"source_url": "javascript:alert(1)"}, "That is no web address."),
        ({"source_url": "ftp://example.org/"}, "That is no web address."),
        ({"homepage": "https://spam.example"}, "as machines do"),
        ({"seal": ""}, "The form had lain here for too long."),
        ({"seal": "forged"}, "The form had lain here for too long."),
    ],
)
def test_what_is_not_fit_comes_back_with_all_that_was_typed(
    client: Client, attack: Any, typed: dict[str, str], problem: str
) -> None:
    response = send(client, **typed)

    assert response.status_code == 400
    assert problem in response.text
    kept = {**TYPED, **typed}
    assert kept["said"] in response.text
    assert kept["source_url"] in response.text
    assert not CorrectionRequest.objects.exists()


@pytest.mark.parametrize(("age", "problem"), [(1, "within moments"), (90_000, "for too long")])
def test_a_form_comes_back_neither_at_once_nor_after_a_day(
    client: Client, attack: Any, age: float, problem: str
) -> None:
    response = send(client, age=age)

    assert (response.status_code, CorrectionRequest.objects.count()) == (400, 0)
    assert problem in response.text


def test_a_refused_form_can_be_sent_again_as_it_is(client: Client, attack: Any) -> None:
    refused = send(client, homepage="x")
    seal = SEAL.search(refused.text)

    assert seal
    assert client.post(FORM, {**TYPED, "seal": seal[1]}, headers=OURS).status_code == 303


def test_the_seal_of_another_record_is_refused(client: Client, attack: Any) -> None:
    publish(make_attack("2020-08-01-besmaya"))

    assert send(client, seal=sealed(client, "/attacks/2020-08-01-besmaya/correct/")).status_code == 400


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_form_that_a_strangers_page_sends_is_refused(
    client: Client, attack: Any, headers: dict[str, str], status: int
) -> None:
    response = send(client, headers=headers)

    assert response.status_code == status
    assert CorrectionRequest.objects.exists() == (status == 303)


def test_who_sends_too_often_is_asked_to_come_back_and_loses_nothing(client: Client, attack: Any) -> None:
    for number in range(senders.MOST_AN_HOUR):
        assert send(client, said=f"Thing {number} is wrong.").status_code == 303

    response = send(client, said="One more thing is wrong.")

    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert "One more thing is wrong." in response.text
    assert client.post(FORM, {}, headers=OURS).status_code == 400
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert send(elsewhere, said="One more thing is wrong.").status_code == 303


def asker(address: str, forwarded: str = "") -> HttpRequest:
    request = HttpRequest()
    request.META |= {"REMOTE_ADDR": address} | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {})
    return request


def test_a_sender_is_counted_by_address_and_in_ipv6_by_network(settings: Any) -> None:
    settings.BEHIND_PROXY = False
    assert senders.network_of(asker("192.0.2.7", "203.0.113.9")) == "192.0.2.7"
    assert senders.network_of(asker("::ffff:192.0.2.7")) == "192.0.2.7"
    assert senders.network_of(asker("2001:db8:1:2:3::4")) == "2001:db8:1:2::/64"
    assert senders.network_of(asker("")) is None

    settings.BEHIND_PROXY = True
    assert senders.network_of(asker("10.0.0.2", "203.0.113.9, 198.51.100.4")) == "198.51.100.4"


def test_no_address_is_kept_and_the_number_is_another_on_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    keys: list[str] = []
    monkeypatch.setattr(cache, "add", lambda key, *_given: keys.append(key))
    senders.is_too_often(asker("192.0.2.7"))
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        senders.is_too_often(asker("192.0.2.7"))

    assert len(set(keys)) == 2
    assert "192.0.2.7" not in str(keys)


def test_only_a_public_record_has_a_form(client: Client) -> None:
    attack = make_attack()
    absent = "/attacks/2099-01-01-nowhere/correct/"
    for method in (client.get, client.post):
        assert method(FORM).status_code == method(absent).status_code == 404
        assert method(FORM).content == method(absent).content

    publish(attack)
    assert client.get(FORM).status_code == 200
    services.retract(attack, by=make_user(), why="x", reason="It was another place.")
    assert client.post(FORM, TYPED).status_code == 410


def test_the_form_of_a_merged_record_is_that_of_the_one_that_stays(client: Client, attack: Any) -> None:
    stays = make_attack("2020-07-24-besmaya-2")
    publish(stays)
    services.merge(Record.objects.get(pk=attack.pk), into=stays, by=make_user(), why="x", reason="Twice.")

    response = client.get(FORM)

    assert (response.status_code, response["Location"]) == (308, "/attacks/2020-07-24-besmaya-2/correct/")


def test_neither_page_is_kept_by_a_cache_or_found_by_a_search_engine(client: Client, attack: Any) -> None:
    form, page = client.get(FORM), client.get("/corrections/request/")

    assert form["Cache-Control"] == "private, no-cache"
    assert 'name="robots" content="noindex"' in form.text
    assert 'name="robots" content="noindex"' in page.text
    assert (client.put(FORM).status_code, client.get(FORM).cookies) == (405, {})
