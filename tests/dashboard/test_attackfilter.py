"""Tests of the filter over attacks: what it takes, what it refuses, what it finds."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.test import Client

from dashboard.attackfilter import AttackFilter, attacks_like, read_filter
from editorial.choices import DatePrecision
from tests.factories import make_attack, make_base, publish, within


def slugs(asked: AttackFilter) -> list[str]:
    return sorted(attacks_like(asked).values_list("slug", flat=True))


def test_the_form_and_the_api_say_a_window_in_two_ways_that_are_one() -> None:
    by_form = read_filter(QueryDict("from=2020-01-01&to=2020-12-31"))
    by_api = read_filter(QueryDict("datetime=2020-01-01/2020-12-31"))

    assert by_form == by_api == AttackFilter(earliest=date(2020, 1, 1), latest=date(2020, 12, 31))
    assert by_form.query() == "datetime=2020-01-01%2F2020-12-31"
    assert read_filter(QueryDict("datetime=2020-07-24")).datetime == "2020-07-24/2020-07-24"
    assert read_filter(QueryDict("from=2020-01-01")).datetime == "2020-01-01/.."


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("weapon=sword", "“sword” is not a weapon of the record."),
        ("outcome=fine", "“fine” is not an outcome of the record."),
        ("from=yesterday", "“yesterday” is not a day of the calendar. Write it as 2020-07-25."),
        ("from=2020-02-01&to=2020-01-01", "The window ends before it begins."),
        ("killed_min=some", "The number of deaths is a whole number."),
        ("killed_min=-1", "The number of deaths is a whole number."),
    ],
)
def test_a_filter_that_makes_no_sense_says_why(query: str, problem: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read_filter(QueryDict(query))

    assert refused.value.messages == [problem]


@pytest.mark.django_db
def test_the_filter_finds_what_it_says() -> None:
    taji = make_base("taji", name="Camp Taji", name_ar="معسكر التاجي")
    publish(
        make_attack("besmaya-rockets", "2020-07-24", weapons=["rocket"], killed_min=None, killed_max=None),
        make_attack("taji-deadly", "2020-03-11", base=taji, weapons=["rocket", "mortar"], killed_min=3, killed_max=3),
        make_attack("taji-month", None, base=taji, **within("2021-01-01", "2021-01-31", DatePrecision.MONTH)),
    )

    assert slugs(AttackFilter()) == ["besmaya-rockets", "taji-deadly", "taji-month"]
    assert slugs(AttackFilter(base="taji")) == ["taji-deadly", "taji-month"]
    assert slugs(AttackFilter(weapon="mortar")) == ["taji-deadly"]
    assert slugs(AttackFilter(killed_min=1)) == ["taji-deadly"]
    assert slugs(AttackFilter(killed_min=0)) == ["taji-deadly", "taji-month"]
    assert slugs(AttackFilter(earliest=date(2021, 1, 15), latest=date(2021, 1, 20))) == ["taji-month"]
    assert slugs(AttackFilter(latest=date(2020, 3, 11))) == ["taji-deadly"]
    assert slugs(AttackFilter(q="التاجي")) == ["taji-deadly", "taji-month"]
    assert slugs(AttackFilter(q="TAJI mortar")) == []


@pytest.mark.django_db
def test_the_page_refuses_with_400_and_keeps_its_filter_in_the_links(client: Client) -> None:
    publish(make_attack())

    refused = client.get("/attacks/?weapon=sword")
    unknown = client.get("/attacks/?base=nowhere")
    page = client.get("/attacks/?base=besmaya&weapon=rocket").content.decode()

    assert (refused.status_code, unknown.status_code) == (400, 400)
    assert "“sword” is not a weapon of the record." in refused.content.decode()
    assert "No base “nowhere” is in the public record." in unknown.content.decode()
    assert 'href="/api/v1/attacks/?base=besmaya&amp;weapon=rocket&amp;format=csv"' in page
    assert client.get("/api/v1/attacks/?base=besmaya&weapon=rocket&format=csv").status_code == 200
