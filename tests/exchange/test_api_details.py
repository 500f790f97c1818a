"""One record: whole, and what is answered where there is none, where there was one, and where it has moved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial import services
from editorial.choices import Retraction
from editorial.models import PublishedReference
from tests.exchange.api import ask, slugs, told
from tests.factories import make_attack, make_base, make_handover, make_user, publish

pytestmark = pytest.mark.django_db


def test_a_detail_is_the_lists_row_with_its_citations_and_claims() -> None:
    publish(make_attack())

    row, detail = told("attacks/")["results"][0], told("attacks/2020-07-24-besmaya/")

    assert {name: detail[name] for name in row} == row
    assert set(detail) - set(row) == {"citations", "claims"}


def test_reference_rows_have_details_under_their_own_keys() -> None:
    publish(make_attack())
    source = PublishedReference.objects.get(kind="source")

    assert told("forces/coalition/")["name"] == "Coalition"
    assert told("areas/IQ-BG/")["name"] == "Baghdad"
    assert told(f"sources/{source.slug}/")["publisher"]["slug"] == "ina"
    assert ask("forces/spain/").status_code == 404


def test_an_unpublished_slug_and_a_random_one_are_answered_alike() -> None:
    make_attack("drafted")
    embargoed = make_attack("embargoed")
    publish(make_base())
    services.publish(embargoed, by=make_user(), why="ready", not_before=timezone.now() + timedelta(hours=1))

    answers = [ask(f"attacks/{slug}/") for slug in ("drafted", "embargoed", "random", "NOT-A-SLUG")]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    headers = [{name: value for name, value in each.items() if name != "X-Request-ID"} for each in answers]
    assert headers[0] == headers[1] == headers[2]


@pytest.mark.parametrize("kind", [Retraction.ERROR, Retraction.SAFETY])
def test_a_retracted_record_is_gone_with_the_reason_and_the_date(kind: Retraction) -> None:
    attack = make_attack()
    publish(attack)
    before = str(timezone.now())
    services.retract(attack, by=make_user(), why="wrong", reason="It did not happen.", kind=kind)

    answer = ask("attacks/2020-07-24-besmaya/")
    body = answer.json()

    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    assert (body["slug"], body["retraction"], body["reason"]) == (
        "2020-07-24-besmaya",
        kind,
        "It did not happen.",
    )
    assert body["retracted_at"][:10] in {before[:10], str(timezone.now())[:10]}
    assert told("attacks/")["count"] == 0


def test_a_merged_record_leads_to_the_one_that_stays() -> None:
    duplicate, stays = make_attack("2020-07-24-besmaya-2"), make_attack()
    publish(duplicate, stays)
    services.merge(duplicate, into=stays, by=make_user(), why="twice", reason="The same attack.")

    answer = ask("attacks/2020-07-24-besmaya-2/?format=geojson")

    assert (answer.status_code, answer["Location"]) == (308, "/api/v1/attacks/2020-07-24-besmaya/?format=geojson")


def test_a_renamed_record_and_its_timeline_lead_to_the_new_slug_once_that_is_public() -> None:
    base = make_base("bismayah")
    publish(make_handover(base=base), make_attack(base=base))
    base.slug = "besmaya"
    base.save()
    assert ask("bases/bismayah/").status_code == 200
    publish(base)

    assert ask("bases/bismayah/")["Location"] == "/api/v1/bases/besmaya/"
    assert ask("bases/bismayah/timeline/")["Location"] == "/api/v1/bases/besmaya/timeline/"
    assert told("bases/besmaya/timeline/")["count"] == 2
    assert told("bases/besmaya/?fields=attack_count,status") == {"attack_count": 1, "status": "transferred"}
    assert slugs("attacks/?base=besmaya") == slugs("attacks/?base=bismayah") == ["2020-07-24-besmaya"]
    assert told("attacks/2020-07-24-besmaya/")["base"]["api_url"].endswith("/api/v1/bases/besmaya/")


def test_a_detail_knows_the_day_and_refuses_what_only_lists_have() -> None:
    publish(make_base())

    assert told("bases/besmaya/?on=2020-07-25&fields=slug,status") == {"slug": "besmaya", "status": "unknown"}
    assert [each["name"] for each in ask("bases/besmaya/?limit=1").json()["invalid_params"]] == ["limit"]
