"""Lists of the API: their shape, their members, their order."""

from __future__ import annotations

from datetime import date

import pytest
from pytest_django import Settings

from handovers.choices import HandoverStatus
from tests.exchange.api import ROOT, blamed, slugs, told
from tests.factories import (
    cite,
    make_attack,
    make_base,
    make_context_event,
    make_drawdown,
    make_handover,
    make_presence,
    make_source,
    on_day,
    publish,
)

pytestmark = pytest.mark.django_db

NOUNS = ["drawdowns", "bases", "handovers", "attacks", "context-events", "presences", "series-attributions"]
NOUNS += ["forces", "actors", "publishers", "sources", "areas", "timeline"]


@pytest.mark.parametrize("noun", NOUNS)
def test_an_empty_record_is_an_empty_list(noun: str) -> None:
    assert told(f"{noun}/") == {"next": None, "previous": None, "count": 0, "results": []}


def test_the_index_names_every_list_and_each_is_there() -> None:
    index = told("")

    assert set(NOUNS) <= set(index["resources"])
    for address in [*index["resources"].values(), index["schema"]]:
        assert address.startswith(f"{ROOT}/api/v1/")
        assert told(address.removeprefix(f"{ROOT}/api/v1/"))


def test_a_row_has_absolute_addresses_and_embeds_what_it_speaks_of() -> None:
    publish(make_handover())

    (row,) = told("handovers/")["results"]

    assert (row["url"], row["api_url"]) == (
        f"{ROOT}/handovers/besmaya-2020/",
        f"{ROOT}/api/v1/handovers/besmaya-2020/",
    )
    assert row["base"] == {
        "slug": "besmaya",
        "name": "Besmaya",
        "name_ar": None,
        "api_url": f"{ROOT}/api/v1/bases/besmaya/",
    }
    assert row["governorate"]["code"] == "IQ-BG"


def test_the_public_origin_of_the_settings_stands_before_addresses(settings: Settings) -> None:
    settings.SITE_URL = "https://watch.example"
    publish(make_attack(), make_attack("2020-07-23-besmaya", "2020-07-23"))

    answer = told("attacks/?limit=1")

    assert answer["next"].startswith("https://watch.example/api/v1/attacks/?limit=1&cursor=")
    assert answer["results"][0]["base"]["api_url"] == "https://watch.example/api/v1/bases/besmaya/"


def test_lists_leave_out_citations_and_claims_until_they_are_asked_for() -> None:
    attack = make_attack(cited=False)
    cite(attack, claims={"munitions": {"min": 4, "max": 4}}, said_by="a spokesman")
    publish(attack)

    plain = told("attacks/")["results"][0]
    whole = told("attacks/?include=sources,claims")["results"][0]

    assert not {"citations", "claims"} & set(plain)
    assert whole["citations"][0]["source"]["title"] == "Seventh site handed over"
    (claim,) = whole["claims"]
    source = whole["citations"][0]["source"]
    assert claim == {
        "field": "munitions",
        "value": {"min": 4, "max": 4},
        "wording": None,
        "status": "accepted",
        "note": None,
        "source": {name: source[name] for name in ("id", "title", "url", "api_url")},
        "credibility": None,
        "said_by": "a spokesman",
    }


def test_members_can_be_chosen_and_left_out() -> None:
    publish(make_attack())

    assert told("attacks/?fields=date,slug")["results"] == [{"slug": "2020-07-24-besmaya", "date": "2020-07-24"}]
    assert "summary" not in told("attacks/?omit=summary,note")["results"][0]
    assert blamed("attacks/?fields=slug,sumary") == [
        {
            "name": "fields",
            "reason": "“sumary” is not known here.",
            "suggestion": "summary",
            "allowed": blamed("attacks/?fields=x")[0]["allowed"],
        }
    ]


def test_ordinals_are_those_of_the_whole_sequence_whatever_is_filtered() -> None:
    publish(make_handover("al-qaim-2020", "2020-03-17", base=make_base("al-qaim")), make_handover())

    (row,) = told("handovers/?base=besmaya")["results"]

    assert (row["slug"], row["ordinal"]) == ("besmaya-2020", 2)
    assert slugs("handovers/?sort=-ordinal") == ["besmaya-2020", "al-qaim-2020"]


def test_what_has_no_ordinal_or_no_day_comes_last_in_either_direction() -> None:
    announced = make_handover(
        "taji-2020", None, base=make_base("taji"), status=HandoverStatus.ANNOUNCED, announced_on=date(2020, 7, 1)
    )
    publish(make_handover(), announced, make_handover("al-qaim-2020", "2020-03-17", base=make_base("al-qaim")))

    for name in ("ordinal", "date"):
        assert slugs(f"handovers/?sort={name}") == ["al-qaim-2020", "besmaya-2020", "taji-2020"]
        assert slugs(f"handovers/?sort=-{name}") == ["besmaya-2020", "al-qaim-2020", "taji-2020"]


def test_a_base_says_what_held_on_the_day_that_is_asked_for() -> None:
    stay = make_presence(**on_day("2018-01-01", "start"), last_confirmed_on=date(2020, 7, 1))
    publish(make_handover(), make_attack(), stay)

    before, after = (told(f"bases/?on={day}")["results"][0] for day in ("2020-07-24", "2020-07-25"))

    assert (before["status"], after["status"]) == ("coalition", "transferred")
    assert after["status_since"] == "2020-07-25"
    assert (after["attack_count"], after["last_attack_on"]) == (1, "2020-07-24")
    assert slugs("bases/?on=2020-07-24&status=transferred") == []
    assert slugs("bases/?on=2020-07-25&status=transferred,shared") == ["besmaya"]


def test_the_counter_is_that_of_the_day() -> None:
    publish(make_handover())

    counts = [told(f"drawdowns/?on=2020-07-{day}")["results"][0]["handed_over_count"] for day in (24, 25)]

    assert counts == [0, 1]
    assert [slugs(f"handovers/?on=2020-07-{day}") for day in (24, 25)] == [[], ["besmaya-2020"]]


def test_only_reference_rows_that_a_public_record_speaks_of_are_there() -> None:
    make_source("Of no record yet", "afp")
    publish(make_attack())

    assert slugs("publishers/") == ["ina"]
    assert [row["title"] for row in told("sources/")["results"]] == ["Seventh site handed over"]
    assert slugs("forces/") == ["coalition", "iraqi-security-forces"]
    assert [row["code"] for row in told("areas/")["results"]] == ["IQ-BG", "IQ"]


def test_names_are_in_the_language_that_is_asked_for_or_accepted() -> None:
    publish(make_attack(base=make_base(name_ar="بسماية")))

    for row in (
        told("attacks/?lang=ar")["results"][0],
        told("attacks/", accept_language="ar-IQ, en;q=0.5")["results"][0],
    ):
        assert row["base"]["name"] == "بسماية"
    assert told("attacks/?lang=en", accept_language="ar")["results"][0]["base"]["name"] == "Besmaya"


def test_null_is_not_reported_and_zero_is_reported_as_none() -> None:
    publish(make_attack(killed_min=0, killed_max=0, wounded_min=None, wounded_max=None))

    (row,) = told("attacks/")["results"]

    assert (row["killed_min"], row["killed_max"], row["wounded_min"], row["wounded_max"]) == (0, 0, None, None)


def test_unpublished_records_are_in_no_list_and_no_count() -> None:
    make_attack("2020-07-01-besmaya", "2020-07-01")
    make_context_event()
    make_drawdown("elsewhere-2021")
    publish(make_attack())

    assert told("attacks/")["count"] == 1
    assert slugs("context-events/") == []
    assert slugs("drawdowns/") == ["iraq-2020"]
