"""Titles in words."""

from typing import Any

import pytest
from django.utils import translation

from analysis.titles import attack_title, munitions_in_words, range_in_words

ROW = {
    "munitions_min": 4,
    "munitions_max": 4,
    "weapons": ["rocket"],
    "base": {"name": "Besmaya", "name_ar": "بسماية"},
    "place": None,
}


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        (None, None, "not reported"),
        (0, 0, "none"),
        (4, 4, "4"),
        (11, 36, "11 to 36"),
        (3, None, "at least 3"),
        (0, 3, "0 to 3"),
    ],
)
def test_not_reported_and_none_are_never_confused(least: int | None, most: int | None, words: str) -> None:
    with translation.override("en"):
        assert range_in_words(least, most) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "4 rockets"),
        ({"munitions_min": 1, "munitions_max": 1}, "1 rocket"),
        ({"munitions_min": None, "munitions_max": None}, "Rocket attack"),
        ({"weapons": ["rocket", "one_way_drone"]}, "4 munitions"),
        ({"munitions_min": 2, "munitions_max": 3, "weapons": ["mortar"]}, "2 to 3 mortar rounds"),
    ],
)
def test_munitions_are_counted_in_words(given: dict[str, Any], words: str) -> None:
    with translation.override("en"):
        assert munitions_in_words(ROW | given) == words


def test_a_title_uses_the_arabic_name_for_an_arabic_reader() -> None:
    with translation.override("ar"):
        assert "بسماية" in attack_title(ROW)


@pytest.mark.parametrize(
    ("least", "most", "weapon", "words"),
    [
        (1, 1, "rocket", "1 صاروخ"),
        (2, 2, "rocket", "صاروخان"),
        (2, 2, "mortar", "قذيفتا هاون"),
        (3, 3, "rocket", "3 صواريخ"),
        (11, 11, "rocket", "11 صاروخًا"),
        (1, 2, "rocket", "من 1 إلى 2 صواريخ"),
        (2, None, "rocket", "ما لا يقل عن 2 صواريخ"),
    ],
)
def test_in_arabic_a_pair_is_said_by_the_noun_alone(least: int, most: int | None, weapon: str, words: str) -> None:
    with translation.override("ar"):
        assert munitions_in_words(ROW | {"munitions_min": least, "munitions_max": most, "weapons": [weapon]}) == words
