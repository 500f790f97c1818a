"""Tests of what an address about attacks asks: what it forgives, what it refuses and in which words."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import QueryDict

from analysis.asking.forms import NotUnderstoodError
from analysis.asking.parameters import Span
from analysis.asking.question import in_words, question
from tests.factories import make_attack, publish

pytestmark = pytest.mark.django_db


def test_a_form_and_the_api_say_a_window_in_two_ways_that_are_one() -> None:
    by_form = question(QueryDict("from=2020-01-01&to=2020-12-31&weapon=&q=+"))
    by_api = question(QueryDict("datetime=2020-01-01/2020-12-31"))

    assert by_form.asked["datetime"] == by_api.asked["datetime"] == Span(date(2020, 1, 1), date(2020, 12, 31))
    assert by_form.query() == by_api.query() == "datetime=2020-01-01/2020-12-31"
    assert question(QueryDict("to=2020-12-31")).asked["datetime"] == Span(None, date(2020, 12, 31))


def test_the_view_is_told_apart_from_the_filters() -> None:
    asked = question(
        QueryDict("on=2020-07-25&mode=window&map=6/33.2/43.7&at=bases/besmaya&compare=2020-03-01&with=swipe&site=x")
    )

    assert (asked.query(), asked.is_set) == ("", False)
    assert (asked.asked["on"], asked.asked["map"]) == (date(2020, 7, 25), (6, 33.2, 43.7))
    assert asked.asked["at"] == ("bases", "besmaya")


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("weapon=rockt", "weapon: “rockt” is not known here. Perhaps “rocket”?"),
        ("base=besmya", "base: “besmya” is not in the public record. Perhaps “besmaya”?"),
        ("from=yesterday", "datetime: “yesterday” is not a day of the calendar. Write it as 2020-07-25."),
        ("from=2020-02-01&to=2020-01-01", "datetime: The interval ends before it begins."),
        ("killed_min=-1", "killed_min: Give a whole number from 0 to 2147483647."),
        ("near=44,33,2", "near: Give two numbers: longitude, latitude."),
        ("radius_km=4", "radius_km: Give “near” with it."),
        ("near=44,33&radius_km=0", "radius_km: Give kilometres, more than 0 and at most 20040."),
        ("sort=distance", "sort: Give “near” with it."),
        ("updated_since=now", "updated_since: “now” is not an instant such as 2020-07-25T12:00:00Z."),
        ("with=side", "with: Give “compare” with it."),
        ("map=6/95/43", "map: Give zoom, latitude and longitude, as 6/33.2/43.7."),
        ("at=people/me", "at: Give a record, as bases/besmaya."),
        ("weapn=rocket", "weapn: There is no parameter “weapn” here. Perhaps “weapon”?"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(query: str, problem: str) -> None:
    publish(make_attack())

    with pytest.raises(NotUnderstoodError) as refused:
        question(QueryDict(query))

    assert in_words(refused.value) == problem


def test_what_others_put_into_links_is_forgiven_unless_a_script_asks() -> None:
    assert question(QueryDict("utm_source=letter&fbclid=1")).query() == ""

    with pytest.raises(NotUnderstoodError):
        question(QueryDict("utm_source=letter"), strict=True)
