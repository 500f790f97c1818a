"""Who held a base on a day, case by case of the rules."""

from datetime import date, timedelta

import pytest

from analysis.holding import spells_of_bases
from analysis.status import BaseFacts, Passing, Presence, Spell, spell_on, spells, status_on
from editorial.choices import DatePrecision
from handovers.choices import BaseStatus, EndKnown, HandoverStatus
from tests.factories import make_base, make_handover, make_presence, on_day, publish, within

COALITION, SHARED, TRANSFERRED = BaseStatus.COALITION, BaseStatus.SHARED, BaseStatus.TRANSFERRED
REOCCUPIED, UNKNOWN = BaseStatus.REOCCUPIED, BaseStatus.UNKNOWN


def day(text: str) -> date:
    return date.fromisoformat(text)


def presence(
    start: str | None = None, end: str | None = None, confirmed: str | None = None, until: str | None = None
) -> Presence:
    """From `start` on; ended on `end`; where `until` is given, the start lies between the two."""
    return Presence(
        day(start) if start else None,
        day(until or start) if start else None,
        day(end) if end else None,
        day(end) if end else None,
        EndKnown.ENDED if end else EndKnown.NOT_ESTABLISHED,
        day(confirmed) if confirmed else None,
    )


def handed_over(on: str, until: str | None = None) -> Passing:
    return Passing(HandoverStatus.COMPLETED, day(on), day(until or on))


def statuses(facts: BaseFacts, *days: str) -> list[BaseStatus]:
    return [status_on(facts, day(each))[0] for each in days]


def test_a_base_is_held_until_the_day_it_is_handed_over() -> None:
    facts = BaseFacts([presence("2015-02-22", end="2020-07-25")], [handed_over("2020-07-25")])

    assert statuses(facts, "2015-02-21", "2015-02-22", "2020-07-24", "2020-07-25", "2026-01-01") == [
        UNKNOWN, COALITION, COALITION, TRANSFERRED, TRANSFERRED,
    ]  # fmt: skip


def test_a_start_known_to_the_year_is_unknown_within_it_and_says_what_it_may_be() -> None:
    facts = BaseFacts([presence("2017-01-01", until="2017-12-31", end="2020-03-29")], [handed_over("2020-03-29")])

    assert status_on(facts, day("2017-06-01")) == (UNKNOWN, (COALITION,))
    assert status_on(facts, day("2017-12-31")) == (COALITION, ())
    assert status_on(facts, day("2016-12-31")) == (UNKNOWN, ())


def test_within_the_window_of_a_handover_the_status_is_unknown() -> None:
    facts = BaseFacts([presence("2014-01-01", end="2026-01-31")], [handed_over("2026-01-01", "2026-01-31")])

    assert status_on(facts, day("2026-01-15")) == (UNKNOWN, (COALITION, TRANSFERRED))
    assert status_on(facts, day("2026-01-31")) == (TRANSFERRED, ())


def test_a_presence_long_unconfirmed_is_no_longer_believed() -> None:
    facts = BaseFacts([presence("2019-01-01", confirmed="2020-01-01")])

    assert statuses(facts, "2020-12-31", "2021-01-01") == [COALITION, UNKNOWN]
    assert BaseFacts([presence("2019-01-01", confirmed="2020-01-01")], stale_after=timedelta(10)).stays[
        0
    ].sure_until == day("2020-01-12")


def test_a_presence_without_an_end_ends_with_the_handover_however_long_ago_it_was_confirmed() -> None:
    facts = BaseFacts([presence("2015-01-01", confirmed="2015-06-01")], [handed_over("2020-04-04")])

    assert statuses(facts, "2020-04-03", "2020-04-04") == [COALITION, TRANSFERRED]


def test_a_later_presence_re_enters_and_goes_stale_to_what_it_may_be() -> None:
    facts = BaseFacts(
        [presence("2017-01-01", end="2020-03-29"), presence("2024-08-04", confirmed="2024-08-04")],
        [handed_over("2020-03-29")],
    )

    assert statuses(facts, "2024-08-03", "2024-08-04", "2025-08-04") == [TRANSFERRED, REOCCUPIED, REOCCUPIED]
    assert status_on(facts, day("2025-08-05")) == (UNKNOWN, (TRANSFERRED, REOCCUPIED))


def test_several_sites_are_shared_until_the_last_has_passed() -> None:
    facts = BaseFacts(
        [presence("2014-01-01", end="2020-09-01")], [handed_over("2020-08-23"), handed_over("2020-09-01")]
    )
    waiting = BaseFacts([], [handed_over("2020-08-23"), Passing(HandoverStatus.SCHEDULED, None, None)])

    assert statuses(facts, "2020-08-22", "2020-08-23", "2020-09-01") == [COALITION, SHARED, TRANSFERRED]
    assert statuses(waiting, "2026-01-01") == [SHARED]


def test_a_cancelled_handover_leaves_the_base_with_the_coalition() -> None:
    facts = BaseFacts([presence("2014-01-01", confirmed="2020-01-01")], [Passing(HandoverStatus.CANCELLED, None, None)])

    assert statuses(facts, "2020-06-01") == [COALITION]


def test_nothing_known_is_unknown() -> None:
    assert spells(BaseFacts()) == [Spell(None, UNKNOWN)]
    assert spells(BaseFacts([presence()])) == [Spell(None, UNKNOWN, (COALITION,))]


@pytest.mark.parametrize(
    "on", ["2013-12-31", "2014-01-01", "2017-05-05", "2020-03-28", "2020-03-29", "2024-08-04", "2026-11-25"]
)
def test_the_spells_say_on_every_day_what_the_function_says(on: str) -> None:
    facts = BaseFacts(
        [presence("2014-01-01", until="2017-06-01", end="2020-03-29"), presence("2024-08-04", confirmed="2024-08-04")],
        [handed_over("2020-03-01", "2020-03-29")],
    )

    spell = spell_on(spells(facts), day(on))
    assert (spell.status, spell.maybe) == status_on(facts, day(on))


@pytest.mark.django_db
def test_only_public_facts_of_bases_that_count_are_read() -> None:
    besmaya = make_base()
    publish(
        make_handover(),
        make_presence(**on_day("2015-02-22", "start"), **on_day("2020-07-25", "end"), end_known=EndKnown.ENDED),
        make_base("green-zone", counts=False),
    )
    make_presence("draft", base=besmaya, **within("2021-01-01", "2021-01-31", DatePrecision.MONTH, "start"))

    assert spells_of_bases() == {
        "besmaya": [
            Spell(None, UNKNOWN),
            Spell(day("2015-02-22"), COALITION),
            Spell(day("2020-07-25"), TRANSFERRED),
        ]
    }
