"""Tests of the ribbons of time."""

from datetime import date

from analysis.status import Spell
from dashboard.ribbons import Axis, Bar, Fire, axis_over, bars, in_order
from handovers.choices import BaseStatus

AXIS = Axis(date(2020, 1, 1), date(2020, 12, 31))


def test_a_day_lies_where_it_lies_and_one_outside_at_the_nearer_end() -> None:
    assert AXIS.at(date(2020, 1, 1)) == "0.00%"
    assert AXIS.at(date(2020, 12, 31)) == "100.00%"
    assert AXIS.at(date(2020, 7, 1)) == "49.86%"
    assert AXIS.at(date(2019, 5, 1)) == "0.00%"
    assert AXIS.at(date(2021, 5, 1)) == "100.00%"


def test_the_axis_begins_with_the_year_of_the_first_thing_known() -> None:
    spells = [[Spell(None, BaseStatus.UNKNOWN), Spell(date(2015, 2, 22), BaseStatus.COALITION)]]
    fire = [[Fire(date(2019, 5, 13), 1, False)]]

    assert axis_over(spells, fire, date(2026, 11, 25)) == Axis(date(2015, 1, 1), date(2026, 11, 25))
    assert axis_over([], [], date(2026, 11, 25)) == Axis(date(2026, 1, 1), date(2026, 11, 25))


def test_a_base_is_drawn_as_it_was_held_hatched_where_uncertain_and_not_where_nothing_is_known() -> None:
    spells = [
        Spell(None, BaseStatus.UNKNOWN),
        Spell(date(2020, 3, 1), BaseStatus.UNKNOWN, (BaseStatus.COALITION,)),
        Spell(date(2020, 4, 1), BaseStatus.COALITION),
        Spell(date(2020, 7, 25), BaseStatus.TRANSFERRED),
    ]

    assert bars(spells, AXIS) == [
        Bar("16.44%", "8.49%", "maybe"),
        Bar("24.93%", "31.51%", "coalition"),
        Bar("56.44%", "43.56%", "transferred"),
    ]
    assert bars([], AXIS) == []


def test_bases_stand_in_the_order_of_the_sequence_then_those_to_come_then_the_rest() -> None:
    bases = [{"slug": slug, "name": slug, "attack_count": count} for slug, count in (("a", 1), ("b", 9), ("c", 0))]
    handovers = {"c": [{"ordinal": 1}], "b": [{"ordinal": None}]}

    assert [base["slug"] for base in in_order(bases, handovers, "handover")] == ["c", "b", "a"]
    assert [base["slug"] for base in in_order(bases, handovers, "attacks")] == ["b", "a", "c"]
    assert [base["slug"] for base in in_order(bases, handovers, "name")] == ["a", "b", "c"]
