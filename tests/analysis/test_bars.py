"""Tests of bars of a time axis: what is certain, what may be, and every attack counted once by its latest day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from analysis.bars import bars
from attacks.models import PublishedAttack
from editorial.choices import DatePrecision
from tests.factories import make_attack, on_day, publish, within

pytestmark = pytest.mark.django_db


def make(**each: dict[str, Any]) -> None:
    publish(*(make_attack(slug, None, **given) for slug, given in each.items()))


def counted(by: str) -> dict[tuple[str, str], tuple[int, int, int]]:
    """By bar and weapon: certain, possible, latest."""
    found = bars(PublishedAttack.objects.at(), by).found
    return {(str(day), weapon): (bar.certain, bar.possible, bar.latest) for (day, weapon), bar in found.items()}


def test_a_window_is_certain_in_the_bar_that_holds_it_and_possible_in_all_that_it_meets() -> None:
    make(
        day=on_day("2020-07-24"),
        within=within("2020-07-14", "2020-07-17", DatePrecision.DAYS),
        across=within("2020-07-30", "2020-08-02", DatePrecision.DAYS),
        mixed={**on_day("2020-07-24"), "weapons": ["rocket", "mortar"]},
    )

    assert counted("month") == {
        ("2020-07-01", "rocket"): (2, 1, 2),
        ("2020-08-01", "rocket"): (0, 1, 1),
        ("2020-07-01", "several"): (1, 0, 1),
    }
    assert counted("week")["2020-07-27", "rocket"] == (1, 0, 1)
    assert counted("day")["2020-08-02", "rocket"] == (0, 1, 1)
    assert bars(PublishedAttack.objects.at(), "month").count == 4


def test_an_open_window_reaches_to_the_first_or_last_day_of_the_set() -> None:
    make(
        first=on_day("2020-05-20"),
        last=on_day("2020-08-03"),
        since={**on_day("2020-07-01"), "date_latest": None, "date_precision": DatePrecision.OPEN},
        until={**on_day("2020-06-10"), "date_earliest": None, "date_precision": DatePrecision.OPEN},
    )

    found = counted("month")

    assert {day: counts for (day, _weapon), counts in found.items()} == {
        "2020-05-01": (1, 1, 1),
        "2020-06-01": (0, 1, 1),
        "2020-07-01": (0, 1, 0),
        "2020-08-01": (1, 1, 1),
    }


def test_of_nothing_there_are_no_bars() -> None:
    found = bars(PublishedAttack.objects.at(), "month")

    assert (found.count, found.found, found.last_day) == (0, {}, None)


def test_no_attack_comes_after_the_last_day() -> None:
    make(day=on_day("2020-07-24"), since={**on_day("2021-01-05"), "date_latest": None, "date_precision": "open"})

    assert bars(PublishedAttack.objects.at(), "week").last_day == date(2021, 1, 11)
