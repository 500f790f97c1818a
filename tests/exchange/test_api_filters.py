"""Filters of the API: what each keeps, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attacks.choices import Stance
from attacks.models import Attribution
from editorial import services
from editorial.choices import DatePrecision
from tests.exchange.api import blamed, slugs
from tests.factories import (
    make_actor,
    make_area,
    make_attack,
    make_base,
    make_force,
    make_handover,
    make_presence,
    make_user,
    on_day,
    publish,
    within,
)

pytestmark = pytest.mark.django_db


def make_attacks(**each: dict[str, Any]) -> None:
    """Attacks by slug, letters only, each differing from the usual one as told."""
    publish(*(make_attack(slug, **{"day": "2020-07-24", **given}) for slug, given in each.items()))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2020-06-15", ["june", "open"]),
        ("2020-07-24", ["day", "open"]),
        ("2020-06-30/2020-07-24", ["day", "june", "open"]),
        ("2020-07-25/..", ["open"]),
        ("../2020-05-31", []),
        ("../2020-06-01", ["june", "open"]),
        ("2020-07-24T23:59:59Z/2020-07-24T23:59:59+03:00", ["day", "open"]),
    ],
)
def test_a_window_matches_when_the_two_intersect(asked: str, found: list[str]) -> None:
    make_attacks(
        day={},
        june={"day": None, **within("2020-06-01", "2020-06-30", DatePrecision.MONTH)},
        open={"day": None, **on_day("2020-06-01"), "date_latest": None, "date_precision": DatePrecision.OPEN},
    )

    assert sorted(slugs(f"attacks/?datetime={asked.replace('+', '%2B')}")) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("datetime=2020-06-15/2020-07-24&count=possible", ["day", "june"]),
        ("datetime=2020-06-15/2020-07-24&count=latest", ["day", "june"]),
        ("datetime=2020-06-15/2020-07-24&count=certain", ["day"]),
        ("datetime=../2020-06-15&count=latest", []),
        ("datetime=../2020-06-30&count=certain", ["june"]),
        ("datetime=2020-06-30/..&count=latest", ["day", "june"]),
        ("count=certain", ["day", "june"]),
    ],
)
def test_a_window_counts_uncertain_days_as_asked(asked: str, found: list[str]) -> None:
    make_attacks(day={}, june={"day": None, **within("2020-06-01", "2020-06-30", DatePrecision.MONTH)})

    assert sorted(slugs(f"attacks/?{asked}")) == found


@pytest.mark.parametrize(
    "asked", ["2020-13-01", "20200724", "2020-07-25/2020-07-24", "../..", "2020-01-01/2020-02-01/2020-03-01", "July"]
)
def test_what_is_no_day_and_no_interval_is_refused(asked: str) -> None:
    assert [each["name"] for each in blamed(f"attacks/?datetime={asked}")] == ["datetime"]


def test_a_box_keeps_points_inside_its_edges_and_may_cross_the_date_line() -> None:
    make_attacks(
        west={
            "base": None,
            "place": "W",
            "latitude": 0.0,
            "longitude": -179.0,
            "uncertainty_m": 1000,
            "location_basis": "site",
        },
        east={
            "base": None,
            "place": "E",
            "latitude": 0.0,
            "longitude": 179.0,
            "uncertainty_m": 1000,
            "location_basis": "site",
        },
        besmaya={},
        nowhere={"base": None, "place": "N"},
    )

    assert slugs("attacks/?bbox=44.8,33.18,45,34") == ["besmaya"]
    assert sorted(slugs("attacks/?bbox=178,-1,-178,1")) == ["east", "west"]
    assert sorted(slugs("attacks/?bbox=-180,-90,180,90")) == ["besmaya", "east", "west"]


@pytest.mark.parametrize("asked", ["1,2,3", "a,b,c,d", "1,2,3,nan", "0,10,10,0", "0,0,181,0", "44,33,45,34,"])
def test_what_is_no_box_is_refused(asked: str) -> None:
    assert [each["name"] for each in blamed(f"attacks/?bbox={asked}")] == ["bbox"]


def test_codes_are_any_of_repeated_or_with_commas() -> None:
    make_attacks(a={"weapons": ["rocket", "mortar"]}, b={"weapons": ["one_way_drone"]}, c={"weapons": ["ied"]})

    assert sorted(slugs("attacks/?weapon=mortar,ied")) == ["a", "c"]
    assert sorted(slugs("attacks/?weapon=mortar&weapon=ied")) == ["a", "c"]


def test_a_value_that_is_unknown_is_named_with_the_one_that_may_be_meant() -> None:
    make_attacks(a={})

    (code,) = blamed("attacks/?weapon=rockt")
    (slug,) = blamed("attacks/?base=besmya")

    assert (code["name"], code["suggestion"], code["allowed"][:2]) == ("weapon", "rocket", ["rocket", "mortar"])
    assert (slug["name"], slug["suggestion"], slug["allowed"]) == ("base", "besmaya", ["besmaya"])


def test_a_base_that_is_not_public_is_refused_as_one_that_never_was() -> None:
    make_base("hidden")
    make_attacks(a={})

    hidden, random = blamed("attacks/?base=hidden"), blamed("attacks/?base=random")

    assert str(hidden).replace("hidden", "random") == str(random)


def test_a_base_that_was_renamed_or_merged_is_asked_for_by_its_former_name_too() -> None:
    chief, first, second = make_user("chief"), make_base("besmaya"), make_base("besmaya-range")
    there = make_attack("there", base=second)
    publish(first, second, there)
    services.merge(first, into=second, by=chief, why="The same.", reason="Told twice.")

    assert slugs("attacks/?base=besmaya") == slugs("attacks/?base=besmaya-range,besmaya") == ["there"]
    services.retract(there, by=chief, why="Wrong.", reason="None fell.")
    services.retract(second, by=chief, why="Wrong.", reason="There is no such site.")
    assert [each["name"] for each in blamed("attacks/?base=besmaya")] == ["base"]


def test_a_thousand_names_that_never_were_cost_no_more_questions_than_one() -> None:
    make_attacks(a={})

    def questions(names: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            blamed(f"attacks/?base={','.join(f'random-{number}' for number in range(names))}")
        return len(asked)

    assert questions(1) == questions(1000)


def test_bounds_leave_out_what_is_not_reported() -> None:
    make_attacks(
        none={"killed_min": 0, "killed_max": 0},
        unknown={"killed_min": None, "killed_max": None, "munitions_min": None, "munitions_max": None},
        two={"killed_min": 2, "killed_max": 3, "munitions_min": 12, "munitions_max": 12},
    )

    assert sorted(slugs("attacks/?killed_min=0")) == ["none", "two"]
    assert slugs("attacks/?killed_min=1") == ["two"]
    assert slugs("attacks/?munitions_min=5") == ["two"]


@pytest.mark.parametrize("asked", ["-1", "x", "1.5", "99999999999", "１"])
def test_what_is_no_count_is_refused(asked: str) -> None:
    assert [each["name"] for each in blamed(f"attacks/?killed_min={asked}")] == ["killed_min"]


def test_claims_of_responsibility_and_accusations_are_told_apart() -> None:
    attack, other = make_attack("a"), make_attack("b")
    for slug, stance in (("claimer", Stance.CLAIMED), ("suspect", Stance.SUSPECTED), ("denier", Stance.DENIED)):
        Attribution.objects.create(attack=attack, actor=make_actor(slug), stance=stance, speaker="a ministry")
    publish(attack, other)

    assert slugs("attacks/?claimed_by=claimer") == ["a"]
    assert slugs("attacks/?accused=suspect") == ["a"]
    assert slugs("attacks/?accused=claimer,denier") == []


def test_handovers_are_found_by_who_gives_and_who_receives() -> None:
    publish(make_handover(), make_presence(force=make_force("france")))

    assert slugs("handovers/?force=spain") == slugs("handovers/?force=iraqi-security-forces") == ["besmaya-2020"]
    assert slugs("handovers/?force=france") == []
    assert slugs("presences/?force=france&base=besmaya") == ["besmaya-spain"]


def test_places_are_filtered_by_governorate_basis_and_uncertainty() -> None:
    taji = make_base("taji", governorate=make_area("IQ-SD", "Saladin"), uncertainty_m=500, location_basis="site")
    publish(make_base(), taji)

    assert slugs("bases/?governorate=IQ-SD") == ["taji"]
    assert slugs("bases/?max_uncertainty_m=1000") == ["taji"]
    assert slugs("bases/?location_basis=near_place") == ["besmaya"]
    assert slugs("bases/?drawdown=iraq-2020") == ["besmaya", "taji"]


@pytest.mark.parametrize("asked", ["Besmaya", "BESMAYA", "besmaya range", "بسماية", "range bismaya"])
def test_a_search_finds_a_base_and_what_happened_there_under_any_spelling(asked: str) -> None:
    base = make_base(name="Besmaya Range", name_ar="بسمايه")
    base.names.create(text="Bismaya", lang="en")
    publish(make_attack(base=base), make_handover(base=base), make_base("taji"))

    assert slugs(f"bases/?q={asked}") == ["besmaya"]
    assert slugs(f"attacks/?q={asked}") == ["2020-07-24-besmaya"]
    assert slugs(f"handovers/?q={asked}") == ["besmaya-2020"]


def test_every_word_of_a_search_must_occur() -> None:
    publish(make_attack(munition="Katyusha 100% real"))

    assert slugs("attacks/?q=katyusha besmaya") == ["2020-07-24-besmaya"]
    assert slugs("attacks/?q=katyusha taji") == []
    assert slugs("attacks/?q=100%25") == ["2020-07-24-besmaya"]
    assert slugs("attacks/?q=al-") == []


@pytest.mark.parametrize("asked", ["-", "_", "%20", "%00", "a%00b", "x" * 201])
def test_a_search_for_nothing_is_refused(asked: str) -> None:
    assert [each["name"] for each in blamed(f"attacks/?q={asked}")] == ["q"]


def test_forces_are_searched_by_their_names_in_both_languages() -> None:
    make_force("france", name="France", name_ar="فرنسا")
    publish(make_presence(force=make_force("france")))

    assert slugs("forces/?q=FRANCE") == slugs("forces/?q=فرنسا") == ["france"]


def test_unknown_and_repeated_parameters_are_all_named_at_once() -> None:
    found = blamed("attacks/?weapn=rocket&limit=0&sort=-date&sort=date")

    assert {each["name"]: each.get("suggestion") for each in found} == {"weapn": "weapon", "limit": None, "sort": None}


@pytest.mark.parametrize("noun", ["drawdowns", "bases", "handovers", "sources", "timeline"])
def test_every_list_refuses_a_parameter_that_it_does_not_have(noun: str) -> None:
    assert [each["name"] for each in blamed(f"{noun}/?as_off=2020-01-01")] == ["as_off"]


def test_a_limit_that_is_none_is_told_what_it_may_be() -> None:
    for asked in ("abc", "0", "-1"):
        (told_of,) = blamed(f"attacks/?limit={asked}")
        assert told_of["reason"] == "Give a whole number from 1 to 1000, or `all`."
    assert "all" not in blamed("/ogc/collections/attacks/items?limit=abc")[0]["reason"]
