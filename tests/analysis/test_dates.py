"""Windows of days in EDTF and in words."""

from datetime import date

import pytest
from django.utils import translation

from analysis.dates import edtf, in_words, single_day

CASES = [
    ("2020-07-25", "2020-07-25", "day", "2020-07-25", "25 July 2020"),
    ("2020-03-17", "2020-03-19", "days", "[2020-03-17..2020-03-19]", "17–19 March 2020"),
    ("2020-03-30", "2020-04-04", "days", "[2020-03-30..2020-04-04]", "30 March 2020 – 4 April 2020"),
    ("2026-01-01", "2026-01-31", "month", "2026-01", "January 2026"),
    ("2020-02-01", "2020-02-29", "month", "2020-02", "February 2020"),
    ("2017-01-01", "2017-12-31", "year", "2017", "2017"),
    (None, "2020-03-26", "open", "[..2020-03-26]", "by 26 March 2020"),
    ("2020-03-26", None, "open", "[2020-03-26..]", "26 March 2020 or later"),
    (None, None, None, None, "day not reported"),
]


@pytest.mark.parametrize(("earliest", "latest", "precision", "code", "words"), CASES)
def test_a_window_is_written_for_machines_and_for_people(
    earliest: str | None, latest: str | None, precision: str | None, code: str | None, words: str
) -> None:
    first, last = (date.fromisoformat(text) if text else None for text in (earliest, latest))

    assert edtf(first, last, precision) == code
    with translation.override("en"):
        assert in_words(first, last, precision) == words


def test_a_single_day_is_given_only_where_the_day_is_known() -> None:
    assert single_day("2020-07-25", "2020-07-25", "day") == "2020-07-25"
    assert single_day("2020-07-25", "2020-07-25", "time") == "2020-07-25"
    assert single_day("2026-01-01", "2026-01-31", "month") is None
