"""Tests of what an address answers: the page, where it went, what became of it, or nothing at all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from attacks.models import Attack
from editorial import services
from editorial.choices import Retraction
from tests.factories import make_attack, make_handover, make_user, publish

pytestmark = pytest.mark.django_db

ADDRESS = "/attacks/2020-07-24-besmaya/"


def published_attack(**given: object) -> Attack:
    attack = make_attack(summary="Four rockets fell on the range.", **given)
    publish(attack)
    return attack


def test_an_unpublished_record_answers_to_the_byte_as_one_that_never_was(client: Client) -> None:
    make_attack()

    draft, nothing = client.get(ADDRESS), client.get("/attacks/2099-01-01-nowhere/")

    assert (draft.status_code, nothing.status_code) == (404, 404)
    assert draft.content == nothing.content
    assert dict(draft.headers) == dict(nothing.headers)


def test_an_embargoed_record_is_not_found_before_its_time(client: Client) -> None:
    publish(make_handover())
    services.publish(make_attack(), by=make_user(), why="x", not_before=timezone.now() + timedelta(hours=1))

    assert client.get(ADDRESS).status_code == 404
    assert "2020-07-24-besmaya" not in client.get("/attacks/").content.decode()


def test_an_edit_of_a_published_record_moves_no_byte(client: Client) -> None:
    attack = published_attack()
    before = client.get(ADDRESS).content

    attack.summary = "Something else entirely."
    attack.save()

    assert client.get(ADDRESS).content == before


def test_what_was_withdrawn_as_an_error_is_gone_and_struck_through(client: Client) -> None:
    services.retract(published_attack(), by=make_user(), why="x", reason="Two reports were of one event.")

    response = client.get(ADDRESS)

    assert response.status_code == 410
    page = response.content.decode()
    assert "Two reports were of one event." in page
    assert "<s><bdi>Four rockets fell on the range.</bdi></s>" in page
    assert "2020-07-24-besmaya" not in client.get("/attacks/").content.decode()


def test_what_was_withdrawn_for_safety_leaves_nothing_but_the_reason(client: Client) -> None:
    services.retract(published_attack(), by=make_user(), why="x", reason="Someone may be hurt.", kind=Retraction.SAFETY)

    response = client.get(ADDRESS)

    assert response.status_code == 410
    page = response.content.decode()
    assert "Someone may be hurt." in page
    assert "Four rockets" not in page
    assert "Four rockets" not in client.get("/corrections/").content.decode()


def test_a_merged_record_leads_to_the_one_that_stays(client: Client) -> None:
    stays = make_attack("2020-07-24-besmaya-2")
    publish(stays)
    services.merge(published_attack(), into=stays, by=make_user(), why="x", reason="Recorded twice.")

    response = client.get(ADDRESS)

    assert (response.status_code, response["Location"]) == (308, "/attacks/2020-07-24-besmaya-2/")


def test_a_renamed_record_leads_to_its_new_address_in_the_language_asked_for(client: Client) -> None:
    attack = published_attack()
    Attack.objects.filter(pk=attack.pk).update(slug="2020-07-24-besmaya-range")
    services.publish(Attack.objects.get(pk=attack.pk), by=make_user(), why="x")

    response = client.get(f"/ar{ADDRESS}")

    assert (response.status_code, response["Location"]) == (308, "/ar/attacks/2020-07-24-besmaya-range/")
