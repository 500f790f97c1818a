"""Filters of attacks by who held the base, who said what, how near, how well checked, and since when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from attacks.choices import Stance
from attacks.models import Attribution, PublishedAttack
from editorial.choices import DatePrecision
from handovers.choices import EndKnown, ForceKind
from tests.exchange.api import blamed, slugs, told
from tests.factories import (
    cite,
    make_actor,
    make_attack,
    make_force,
    make_handover,
    make_presence,
    make_source,
    on_day,
    publish,
    within,
)

pytestmark = pytest.mark.django_db

ELSEWHERE = {"uncertainty_m": 100, "location_basis": "site", "base": None, "place": "a village"}


def publish_before_and_after() -> None:
    """Besmaya, held by Spain from 2019 until it is handed over on 25 July 2020, and attacks; the host is there then."""
    hosts = make_force("iraqi-security-forces", ForceKind.HOST)
    publish(
        make_handover(),
        make_presence(**on_day("2019-02-22", "start")),
        make_presence("hosts", force=hosts, **on_day("2020-07-25", "start")),
        make_attack("before", "2018-05-01"),
        make_attack("held", "2020-03-11"),
        make_attack("month", None, **within("2020-07-01", "2020-07-31", DatePrecision.MONTH)),
        make_attack("after", "2020-08-01"),
        make_attack("at-no-base", "2020-03-11", **ELSEWHERE, latitude=33.0, longitude=44.0),
    )


@pytest.mark.parametrize(
    ("status", "found"),
    [
        ("coalition", ["held", "month"]),
        ("transferred", ["after", "month"]),
        ("unknown", ["before"]),
        ("coalition,transferred", ["after", "held", "month"]),
        ("reoccupied", []),
    ],
)
def test_status_is_that_of_the_base_on_the_days_of_the_attack(status: str, found: list[str]) -> None:
    publish_before_and_after()

    assert sorted(slugs(f"attacks/?status={status}")) == found


def test_a_force_may_have_been_there_on_the_days_of_the_attack() -> None:
    publish_before_and_after()

    assert sorted(slugs("attacks/?force=spain")) == ["held", "month"]
    assert sorted(slugs("attacks/?force=iraqi-security-forces")) == ["after", "month"]
    assert sorted(slugs("attacks/?force=spain,iraqi-security-forces&datetime=2020-07-20/..")) == ["after", "month"]
    assert slugs("bases/?force=spain&on=2020-03-11") == ["besmaya"]
    assert slugs("bases/?force=spain&on=2020-08-01") == []


def test_each_stance_has_its_filter() -> None:
    for stance in Stance:
        attack = make_attack(f"of-{stance}")
        Attribution.objects.create(attack=attack, actor=make_actor("a"), stance=stance, speaker="someone")
        Attribution.objects.create(attack=attack, actor=make_actor("b"), stance=Stance.CLAIMED, speaker="someone")
        publish(attack)

    assert slugs("attacks/?claimed_by=a") == ["of-claimed"]
    assert sorted(slugs("attacks/?accused=a")) == ["of-accused", "of-suspected"]
    assert slugs("attacks/?suspected=a") == ["of-suspected"]
    assert slugs("attacks/?denied=a") == ["of-denied"]
    assert slugs("attacks/?denied=b") == []


def test_nearness_is_measured_over_the_ground_and_orders_the_list() -> None:
    places = {"here": (33.0, 44.0), "ten": (33.09, 44.0), "twenty": (33.0, 44.215), "dateline": (33.0, -179.95)}
    publish(
        *(
            make_attack(slug, **ELSEWHERE, latitude=latitude, longitude=longitude)
            for slug, (latitude, longitude) in places.items()
        ),
        make_attack("nowhere", base=None, place="unknown"),
    )

    assert sorted(slugs("attacks/?near=44,33&radius_km=10.1")) == ["here", "ten"]
    assert slugs("attacks/?near=44,33&radius_km=20.1&sort=distance") == ["here", "ten", "twenty"]
    assert slugs("attacks/?near=179.95,33&radius_km=20") == ["dateline"]
    assert slugs("attacks/?near=44,33&sort=-distance")[-1] == "nowhere"
    assert slugs("attacks/?near=44,33&sort=distance")[-1] == "nowhere"


def test_an_order_by_distance_is_walked_by_cursor() -> None:
    publish(*(make_attack(f"a{n}", **ELSEWHERE, latitude=33 + n / 7, longitude=44.0) for n in range(5)))

    first = told("attacks/?near=44,33&sort=distance&limit=2")
    second = told(first["next"].partition("/api/v1/")[2])

    assert [row["slug"] for row in first["results"] + second["results"]] == ["a0", "a1", "a2", "a3"]


@pytest.mark.parametrize("asked", ["radius_km=5", "near=44", "near=44,95", "near=44,33&radius_km=x", "sort=distance"])
def test_half_a_question_about_nearness_is_refused(asked: str) -> None:
    assert blamed(f"attacks/?{asked}")


def test_verification_is_that_of_any_citation() -> None:
    checked = make_attack("checked")
    cite(checked, make_source("Second"), verification="opened")
    handover = make_handover()
    publish(checked, make_attack("unchecked"), handover)

    assert slugs("attacks/?verification=opened") == ["checked"]
    assert sorted(slugs("attacks/?verification=none")) == ["checked", "unchecked"]
    assert slugs("handovers/?verification=opened") == []
    assert slugs("handovers/?verification=none,opened") == ["besmaya-2020"]


def test_what_was_changed_since_an_instant() -> None:
    publish(make_attack("old"), make_attack("new"))
    first = PublishedAttack.objects.get(slug="old").published_from

    assert sorted(slugs(f"attacks/?updated_since={first.isoformat().replace('+', '%2B')}")) == ["new", "old"]
    later = (first + timedelta(seconds=1)).isoformat()
    assert slugs(f"attacks/?updated_since={later}") == []
    assert slugs("forces/?updated_since=2999-01-01") == []
    assert [each["name"] for each in blamed("attacks/?updated_since=lately")] == ["updated_since"]


def test_a_presence_whose_end_is_not_established_ends_with_the_handover() -> None:
    publish(
        make_handover(),
        make_presence(**on_day("2019-02-22", "start"), end_known=EndKnown.NOT_ESTABLISHED),
        make_attack("later", "2021-01-01"),
    )

    assert slugs("attacks/?force=spain") == []
