"""The sequence: numbered over everything public, before any filter, with the span that overlapping windows leave."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ordinals import Ordinal, Window, handed_over_by, number, ordinals
from editorial import services
from editorial.choices import DatePrecision
from tests.factories import make_base, make_handover, make_user, publish, within

DAYS = st.dates(date(2020, 1, 1), date(2020, 3, 1))


@st.composite
def windows(draw: st.DrawFn) -> list[Window]:
    found = []
    for place in range(draw(st.integers(0, 8))):
        earliest = draw(DAYS)
        found.append(Window(f"site-{place}", earliest, earliest + timedelta(days=draw(st.integers(0, 20)))))
    return found


def _by_comparison(window: Window, others: list[Window]) -> tuple[int, int]:
    rest = [other for other in others if other is not window]
    before = sum(other.latest < window.earliest for other in rest)
    after = sum(other.earliest > window.latest for other in rest)
    return 1 + before, 1 + len(rest) - after


@given(windows())
def test_the_span_of_each_place_is_what_comparing_every_pair_gives(sequence: list[Window]) -> None:
    numbered = number(sequence)

    assert sorted(each.place for each in numbered.values()) == list(range(1, len(sequence) + 1))
    for window in sequence:
        ordinal = numbered[window.slug]
        assert (ordinal.least, ordinal.most) == _by_comparison(window, sequence)
        assert ordinal.least <= ordinal.place <= ordinal.most


@pytest.mark.django_db
def test_only_public_completed_counted_handovers_are_numbered() -> None:
    publish(
        make_handover("qaim-2020", "2020-03-19", base=make_base("qaim")),
        make_handover("mosul-2020", "2020-03-30", base=make_base("mosul"), counted=False),
        make_handover("besmaya-2020", "2020-07-25"),
    )
    make_handover("taji-2020", "2020-01-01", base=make_base("taji"))

    assert ordinals() == {"qaim-2020": Ordinal(1, 1, 1), "besmaya-2020": Ordinal(2, 2, 2)}


@pytest.mark.django_db
def test_a_retraction_closes_the_gap() -> None:
    first = make_handover("qaim-2020", "2020-03-19", base=make_base("qaim"))
    publish(first, make_handover("besmaya-2020", "2020-07-25"))

    services.retract(first, by=make_user(), why="error", reason="It was not handed over.")

    assert ordinals() == {"besmaya-2020": Ordinal(1, 1, 1)}


@pytest.mark.django_db
def test_the_counter_counts_what_is_certain_by_a_day() -> None:
    january = within("2026-01-01", "2026-01-31", DatePrecision.MONTH)
    publish(
        make_handover("besmaya-2020", "2020-07-25"), make_handover("jco-2026", None, base=make_base("jco"), **january)
    )

    counted = [
        handed_over_by(day) for day in (date(2020, 7, 24), date(2020, 7, 25), date(2026, 1, 30), date(2026, 1, 31))
    ]
    assert counted == [0, 1, 1, 2]
