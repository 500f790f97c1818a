"""The merged timeline: everything public, in order, each once, page by page."""

import pytest

from analysis.timeline import Wanted, count, entries, walk
from editorial.choices import DatePrecision
from handovers.choices import EndKnown, HandoverStatus, MilestoneKind
from handovers.models import Milestone
from tests.factories import (
    make_attack,
    make_base,
    make_context_event,
    make_drawdown,
    make_handover,
    make_presence,
    on_day,
    publish,
    within,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> None:
    """Besmaya's last week, a turning point that is an attack of the record, and another base."""
    handover = make_handover()
    Milestone.objects.create(
        handover=handover, kind=MilestoneKind.ANNOUNCEMENT, title="Announced", **on_day("2020-07-21")
    )
    attack = make_attack()
    publish(
        handover,
        attack,
        make_presence(**on_day("2015-02-22", "start"), **on_day("2020-07-25", "end"), end_known=EndKnown.ENDED),
        make_context_event(),
        make_context_event("rockets-on-besmaya", "2020-07-24", refers_to=attack),
        make_attack("2020-08-01-taji", "2020-08-01", base=make_base("taji")),
    )
    make_attack("2020-07-20-besmaya", "2020-07-20")


def kinds(wanted: Wanted) -> list[tuple[str, str]]:
    return [(entry.kind, entry.date_edtf or "") for entry in entries(wanted)]


def test_one_base_has_its_own_story_in_order(story: None) -> None:
    assert kinds(Wanted(base="besmaya")) == [
        ("presence_start", "2015-02-22"),
        ("milestone", "2020-07-21"),
        ("attack", "2020-07-24"),
        ("handover", "2020-07-25"),
        ("presence_end", "2020-07-25"),
    ]
    assert kinds(Wanted(base="besmaya", newest_first=True)) == kinds(Wanted(base="besmaya"))[::-1]


def test_a_turning_point_that_is_a_record_is_shown_once(story: None) -> None:
    everything = entries(Wanted())

    assert [entry.title for entry in everything if entry.kind == "context_event"] == ["A turning point"]
    assert count(Wanted()) == len(everything) == 7


def test_kinds_and_windows_choose_what_intersects(story: None) -> None:
    january = within("2021-01-01", "2021-01-31", DatePrecision.MONTH)
    publish(make_attack("2021-01-taji", None, base=make_base("taji"), **january))
    last_day = january["date_latest"]

    assert kinds(Wanted(kinds=["attack"], earliest=last_day)) == [("attack", "2021-01")]
    assert kinds(Wanted(kinds=[])) == []


@pytest.mark.parametrize("newest_first", [False, True])
@pytest.mark.parametrize("step", [1, 2, 3, 100])
def test_walking_in_steps_meets_each_entry_once(story: None, step: int, newest_first: bool) -> None:
    wanted = Wanted(newest_first=newest_first)

    walked = [(entry.kind, entry.record["slug"]) for entry in walk(wanted, step)]
    assert walked == [(entry.kind, entry.record["slug"]) for entry in entries(wanted)]


def test_a_drawdown_has_the_presences_at_its_bases(story: None) -> None:
    other = make_drawdown("other")
    publish(other)

    assert count(Wanted(drawdown="iraq-2020")) == count(Wanted()) == 7
    assert count(Wanted(drawdown="other")) == 0


def test_a_scheduled_handover_stands_at_its_own_window(story: None) -> None:
    september = within("2026-09-01", "2026-09-30", DatePrecision.MONTH, "scheduled")
    publish(make_handover("taji-2026", None, base=make_base("taji"), status=HandoverStatus.SCHEDULED, **september))

    last = entries(Wanted(kinds=["handover"]))[-1]
    assert (last.title, last.date_edtf) == ("Taji: handover scheduled", "2026-09")
