"""Days and windows as people write them."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from editorial.choices import DatePrecision
from editorial.intake.dates import read
from editorial.intake.problems import LONGEST, IntakeError
from editorial.intake.windows import NO_DAY, Window, describe, write

FIRST, LAST = date(1900, 1, 1), date(2100, 12, 31)


def window(earliest: str, latest: str, precision: str) -> Window:
    first, last = (date.fromisoformat(day) if day else None for day in (earliest, latest))
    return Window(first, last, precision)


FRIDAY = window("2020-07-24", "2020-07-24", "day")
MARCH = window("2020-03-17", "2020-03-19", "days")


@pytest.mark.parametrize(
    "text",
    [
        "24 July 2020",
        "24 JUL 2020",
        "24-Jul-2020",
        "24July2020",
        "24th of July, 2020",
        "July 24, 2020",
        "2020 July 24",
        "Friday 24 July 2020",
        "Fri. 24 July 2020",
        "Friday, July 24th, 2020.",
        "2020-07-24",
        "2020/7/24",
        "24/07/2020",
        "24.7.2020",
        "07/24/2020",
        "٢٤ تموز ٢٠٢٠",
        "24 يوليو 2020",
        "٢٤/٧/٢٠٢٠",
        "الجمعة ٢٤ تموز/يوليو ٢٠٢٠",
        "يوم الجمعة 24 من تموز (يوليو) 2020",
        "  24\u00a0July\u200f 2020 ",
    ],
)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read(text) == FRIDAY


@pytest.mark.parametrize(
    "text",
    [
        "17-19 March 2020",
        "17–19 March 2020",
        "17 to 19 March 2020",
        "from 17 to 19 March 2020",
        "between 17 and 19 March 2020",
        "17 or 19 March 2020",
        "March 17-19, 2020",
        "17 March - 19 March 2020",
        "17 March 2020 to 19 March 2020",
        "Tuesday 17 March to Thursday 19 March 2020",
        "2020-03-17/2020-03-19",
        "2020-03-17 - 2020-03-19",
        "17/03/2020-19/03/2020",
        "من ١٧ إلى ١٩ آذار ٢٠٢٠",
        "بين 17 و19 مارس 2020",
    ],
)
def test_a_few_days_are_read_as_people_write_them(text: str) -> None:
    assert read(text) == MARCH


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-07", window("2020-07-01", "2020-07-31", "month")),
        ("March 2020", window("2020-03-01", "2020-03-31", "month")),
        ("آذار 2020", window("2020-03-01", "2020-03-31", "month")),
        ("شهر كانون الثاني 2020", window("2020-01-01", "2020-01-31", "month")),
        ("كانون الأول ٢٠١٩", window("2019-12-01", "2019-12-31", "month")),
        ("Feb 2020", window("2020-02-01", "2020-02-29", "month")),
        ("early March 2020", window("2020-03-01", "2020-03-10", "month")),
        ("mid-March 2020", window("2020-03-11", "2020-03-20", "month")),
        ("late March 2020", window("2020-03-21", "2020-03-31", "month")),
        ("أواخر شباط 2020", window("2020-02-21", "2020-02-29", "month")),
        ("2020", window("2020-01-01", "2020-12-31", "year")),
        ("early 2020", window("2020-01-01", "2020-04-30", "year")),
        ("mid 2020", window("2020-05-01", "2020-08-31", "year")),
        ("late 2020", window("2020-09-01", "2020-12-31", "year")),
        ("summer 2020", window("2020-06-01", "2020-08-31", "year")),
        ("March-April 2020", window("2020-03-01", "2020-04-30", "year")),
        ("28 March - 2 April 2020", window("2020-03-28", "2020-04-02", "days")),
        ("28 December - 3 January 2020", window("2019-12-28", "2020-01-03", "week")),
        ("2019-2020", window("2019-01-01", "2020-12-31", "open")),
        ("early March to late April 2020", window("2020-03-01", "2020-04-30", "year")),
        ("since 24 July 2020", window("2020-07-24", "", "open")),
        ("منذ 24 تموز 2020", window("2020-07-24", "", "open")),
        ("24 July 2020 or later", window("2020-07-24", "", "open")),
        ("2020-07-24/..", window("2020-07-24", "", "open")),
        ("2020-07-24..", window("2020-07-24", "", "open")),
        ("after March 2020", window("2020-04-01", "", "open")),
        ("until 24 July 2020", window("", "2020-07-24", "open")),
        ("حتى 24 تموز 2020", window("", "2020-07-24", "open")),
        ("../2020-07-24", window("", "2020-07-24", "open")),
        ("before March 2020", window("", "2020-02-29", "open")),
        ("by July 2020", window("", "2020-07-31", "open")),
        ("24 July 2020, to the minute", window("2020-07-24", "2020-07-24", "time")),
        ("", NO_DAY),
        ("  ", NO_DAY),
    ],
)
def test_a_window_is_as_wide_as_the_words(text: str, expected: Window) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("03/04/2020", "can be 3 April 2020 or 4 March 2020"),
        ("3.4.2020", "can be 3 April 2020 or 4 March 2020"),
        ("٠٣/٠٤/٢٠٢٠", "can be 3 April 2020 or 4 March 2020"),
        ("03/04/2020 - 05/04/2020", "write the month as a word"),
        ("Thursday 24 July 2020", "is a Friday"),
        ("Friday 17-19 March 2020", "goes with a single day"),
        ("31 June 2020", "June 2020 has no day 31"),
        ("29 February 2019", "has no day 29"),
        ("2020-13", "twelve months"),
        ("13/13/2020", "twelve months"),
        ("24 July", "the year, too"),
        ("24/07/20", "four digits"),
        ("24 July 20", "four digits"),
        ("24 July 2020 22:00", "The hour"),
        ("about 24 July 2020", "“about” has no bounds"),
        ("نحو 24 تموز 2020", "has no bounds"),
        ("19 to 17 March 2020", "ends before it begins"),
        ("2020-2019", "ends before it begins"),
        ("17 to 19 March 2020, four days", "has 3 days, not four"),
        ("17-19 March 2020, to the minute", "Only a single day"),
        ("24 July 1820", "between 1900 and 2100"),
        ("0000", "between 1900 and 2100"),
        ("before 1900", "between 1900 and 2100"),
        ("winter 2020", "Write “24 July 2020”"),
        ("yesterday", "Write “24 July 2020”"),
        ("24 July 2020 Besmaya", "Write “24 July 2020”"),
        ("-", "Write “24 July 2020”"),
        ("2" * (LONGEST + 1), "too long"),
    ],
)
def test_what_has_no_one_meaning_is_refused_with_what_to_write(text: str, why: str) -> None:
    with pytest.raises(IntakeError, match=why):
        read(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-07-24", "Friday 24 July 2020"),
        ("17-19 March 2020", "17 to 19 March 2020, three days"),
        ("2020-03", "March 2020, the whole month"),
        ("early March 2020", "1 to 10 March 2020, 10 days"),
        ("2020", "2020, the whole year"),
        ("28 December - 3 January 2020", "28 December 2019 to 3 January 2020, seven days"),
        ("since July 2020", "since 1 July 2020, no end known"),
        ("before 24 July 2020", "until 23 July 2020, no beginning known"),
        ("", "no day"),
    ],
)
def test_what_was_understood_is_told_in_words(text: str, words: str) -> None:
    assert describe(read(text)) == words


days = st.dates(FIRST, LAST)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Any window that the model can hold, narrow ones as often as wide ones."""
    earliest = draw(days)
    width = draw(st.one_of(st.integers(0, 40), st.integers(0, 900)))
    latest = min(earliest + timedelta(days=width), LAST)
    ends = draw(st.sampled_from([(earliest, latest), (earliest, None), (None, latest), (None, None)]))
    return Window.of(*ends, to_the_minute=ends == (earliest, earliest) and draw(st.booleans()))


@given(windows())
def test_what_is_shown_and_what_is_typed_anew_are_read_back_to_the_same_window(known: Window) -> None:
    assert (read(describe(known)), read(write(known))) == (known, known)


@pytest.fixture(scope="module")
def in_arabic() -> Iterator[None]:
    with translation.override("ar"):
        yield


@given(known=windows())
def test_a_window_written_on_an_arabic_desk_is_read_back(in_arabic: None, known: Window) -> None:
    with translation.override("ar"):
        assert read(write(known)) == known


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except IntakeError:
        return
    assert found.precision in {"", *DatePrecision.values}


@given(days, st.sampled_from(["{0:%d/%m/%Y}", "{0.day}.{0.month}.{0.year}", "{0:%m/%d/%Y}"]))
def test_a_day_in_numbers_is_read_only_where_both_ways_agree(day: date, form: str) -> None:
    text = form.format(day)
    if day.day <= 12 and day.day != day.month:
        with pytest.raises(IntakeError, match="can be"):
            read(text)
    else:
        assert read(text).earliest == day
