"""Counts as people write them."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from editorial.intake.counts import COUNTED, MOST, NOT_REPORTED, Count, describe, read, write
from editorial.intake.problems import IntakeError


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("4", Count(4, 4)),
        ("four", Count(4, 4)),
        ("٤", Count(4, 4)),
        ("أربعة صواريخ", Count(4, 4)),
        ("4 rockets", Count(4, 4)),
        ("exactly 4", Count(4, 4)),
        ("a dozen", Count(12, 12)),
        ("twenty-one", Count(21, 21)),
        ("واحد وعشرون", Count(21, 21)),
        ("1,200", Count(1200, 1200)),
        ("3-5", Count(3, 5)),
        ("3 – 5", Count(3, 5)),
        ("3 to 5", Count(3, 5)),
        ("between three and five", Count(3, 5)),
        ("three or four", Count(3, 4)),
        ("بين ٣ و٥", Count(3, 5)),
        ("من 3 إلى 5", Count(3, 5)),
        ("at least 2", Count(2, None)),
        ("2+", Count(2, None)),
        (">= 2", Count(2, None)),
        ("2 or more", Count(2, None)),
        ("no fewer than two", Count(2, None)),
        ("more than 2", Count(3, None)),
        ("على الأقل 2", Count(2, None)),
        ("ما لا يقل عن قتيل", None),
        ("ما لا يقل عن ٢ قتلى", Count(2, None)),
        ("up to 5", Count(0, 5)),
        ("no more than 5", Count(0, 5)),
        ("fewer than 5", Count(0, 4)),
        ("none", Count(0, 0)),
        ("0", Count(0, 0)),
        ("no casualties", Count(0, 0)),
        ("لا إصابات", Count(0, 0)),
        ("لا يوجد", Count(0, 0)),
        ("not reported", NOT_REPORTED),
        ("casualties not reported", NOT_REPORTED),
        ("unknown", NOT_REPORTED),
        ("غير معروف", NOT_REPORTED),
        ("", NOT_REPORTED),
    ],
)
def test_a_count_is_read_as_people_write_it(text: str, count: Count | None) -> None:
    if count is None:
        with pytest.raises(IntakeError):
            read(text)
    else:
        assert read(text) == count


def test_none_and_not_reported_are_never_the_same() -> None:
    assert (read("none").columns("killed"), read("not reported").columns("killed")) == (
        {"killed_min": 0, "killed_max": 0},
        {"killed_min": None, "killed_max": None},
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("several", "“several” has no bounds"),
        ("a few rockets", "“a few” has no bounds"),
        ("dozens", "“dozens” has no bounds"),
        ("about 5", "“about” has no bounds"),
        ("نحو 5", "has no bounds"),
        ("5-3", "ends before it begins"),
        ("fewer than 0", "ends before it begins"),
        ("99999999999", "too large"),
        ("at least 2147483648", "too large"),
        ("-4", "Write “4”"),
        ("3.5", "Write “4”"),
        ("4 of 7", "Write “4”"),
        ("four Katyusha rockets", "Write “4”"),
        ("two hundred", "Write “4”"),
        ("casualties", "Write “4”"),
        ("3-5-7", "Write “4”"),
        ("4" * 300, "too long"),
    ],
)
def test_what_gives_no_bounds_is_refused_with_what_to_write(text: str, why: str) -> None:
    with pytest.raises(IntakeError, match=why):
        read(text)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (Count(4, 4), "4 munitions exactly"),
        (Count(1, 1), "1 munition exactly"),
        (Count(3, 5), "3 to 5 munitions"),
        (Count(2, None), "at least 2 munitions"),
        (Count(0, 5), "up to 5 munitions, perhaps none"),
        (Count(0, 0), "0 munitions, reported as none"),
        (NOT_REPORTED, "not reported"),
    ],
)
def test_what_was_understood_is_told_in_words(count: Count, words: str) -> None:
    assert describe(count, "munitions") == words


@st.composite
def counts(draw: st.DrawFn) -> Count:
    """Any count that the model can hold."""
    least = draw(st.one_of(st.none(), st.integers(0, 12), st.integers(0, MOST)))
    if least is None:
        return NOT_REPORTED
    return Count(least, draw(st.one_of(st.none(), st.just(least), st.integers(least, MOST))))


@given(counts(), st.sampled_from(["", *COUNTED]))
def test_what_is_shown_and_what_is_typed_anew_are_read_back_to_the_same_count(known: Count, thing: str) -> None:
    assert (read(describe(known, thing)), read(write(known))) == (known, known)


@given(counts())
def test_a_count_written_on_an_arabic_desk_is_read_back(known: Count) -> None:
    with translation.override("ar"):
        assert read(write(known)) == known


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(text)
    except IntakeError:
        return
    assert found.most is None or (found.least is not None and 0 <= found.least <= found.most)


@given(st.integers(0, 99))
def test_a_number_reads_the_same_in_either_scripts_digits(number: int) -> None:
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert read(eastern) == read(str(number)) == Count(number, number)
