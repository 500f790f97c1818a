"""Tests of how values read."""

import pytest
from django.utils import translation

from dashboard.facets import facet_of
from dashboard.labels import field_label
from dashboard.words import claim_in_words, distance_in_words, listed


@pytest.mark.parametrize(
    ("metres", "words"), [(None, "not stated"), (800, "800 m"), (1500, "1.5 km"), (15000, "15 km")]
)
def test_a_radius_reads_in_the_unit_that_fits(metres: int | None, words: str) -> None:
    assert distance_in_words(metres) == words


@pytest.mark.parametrize(
    ("texts", "words"), [([], ""), (["Spain"], "Spain"), (["Spain", "Italy", "France"], "Spain, Italy and France")]
)
def test_a_list_reads_as_a_sentence_does(texts: list[str], words: str) -> None:
    assert listed(texts) == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("date", {"earliest": "2020-07-25", "latest": "2020-07-25", "precision": "day"}, "25 July 2020"),
        ("munitions", {"min": 3, "max": None}, "at least 3"),
        ("killed", {"min": 0, "max": 0}, "none"),
        ("casualties", {"killed_min": 0, "killed_max": 0, "wounded_min": 2}, "killed: none; wounded: at least 2"),
        ("launch_area", {"text": "al-Dainiya", "area": None}, "al-Dainiya"),
        ("portion", "whole_site", "the whole base"),
        ("transferring_forces", ["united-states", "spain"], "united states and spain"),
        ("on_schedule", True, "yes"),
        ("ordinal", 7, "7"),
        ("onward_destination", None, "not reported"),
        ("announced_on", "2020-05-31", "31 May 2020"),
        ("announced_on", "some day in May", "some day in May"),
        ("date", "on Friday", "on Friday"),
    ],
)
def test_a_claim_reads_in_words_whatever_its_shape(field: str, value: object, words: str) -> None:
    assert claim_in_words(field, value) == words


@pytest.mark.parametrize(
    ("field", "facet"),
    [("date_earliest", "date"), ("killed_max", "killed"), ("latitude", "point"), ("end_known", "end_known")],
)
def test_the_columns_of_a_window_a_range_and_a_point_are_one_facet(field: str, facet: str) -> None:
    assert facet_of(field) == facet


def test_a_field_without_a_label_reads_as_its_name() -> None:
    with translation.override("en"):
        assert field_label("on_schedule") == "On a timetable"
        assert field_label("some_new_field") == "Some new field"
