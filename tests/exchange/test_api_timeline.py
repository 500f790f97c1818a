"""The merged timeline, of everything and of one base."""

from __future__ import annotations

from datetime import date

import pytest

from handovers.choices import MilestoneKind
from tests.exchange.api import ROOT, ask, blamed, told
from tests.factories import (
    cite,
    make_attack,
    make_base,
    make_context_event,
    make_drawdown,
    make_handover,
    make_presence,
    make_source,
    on_day,
    publish,
)

pytestmark = pytest.mark.django_db


def kinds(address: str) -> list[str]:
    return [entry["kind"] for entry in told(address)["results"]]


def publish_a_story() -> None:
    """One of each kind of entry, at Besmaya, and an attack elsewhere."""
    handover = make_handover()
    handover.milestones.create(
        kind=MilestoneKind.CEREMONY, title="Ceremony", source=make_source(), **on_day("2020-07-25")
    )
    stay = make_presence(**on_day("2018-01-01", "start"), **on_day("2020-07-26", "end"), end_known="ended")
    elsewhere = make_attack("2020-07-27-taji", "2020-07-27", base=make_base("taji"))
    publish(handover, stay, make_attack(), make_context_event(), elsewhere)


def test_everything_stands_in_one_order_of_days() -> None:
    publish_a_story()

    story = ["presence_start", "context_event", "attack", "handover", "milestone", "presence_end", "attack"]
    assert kinds("timeline/") == story
    assert kinds("timeline/?sort=-date") == story[::-1]
    assert kinds("bases/besmaya/timeline/") == [kind for kind in story[:-1] if kind != "context_event"]
    assert kinds("timeline/?kind=handover,milestone") == ["handover", "milestone"]
    assert kinds("timeline/?datetime=2020-07-24/2020-07-25") == ["attack", "handover", "milestone"]


def test_an_entry_says_what_happened_and_leads_to_its_record() -> None:
    publish(make_attack(summary="Four rockets fell."))

    (entry,) = told("timeline/")["results"]

    assert entry == {
        "kind": "attack",
        "date": "2020-07-24",
        "date_edtf": "2020-07-24",
        "date_earliest": "2020-07-24",
        "date_latest": "2020-07-24",
        "date_precision": "day",
        "title": "4 rockets: Besmaya",
        "summary": "Four rockets fell.",
        "base": {
            "slug": "besmaya",
            "name": "Besmaya",
            "name_ar": None,
            "api_url": f"{ROOT}/api/v1/bases/besmaya/",
        },
        "record": {
            "type": "attack",
            "slug": "2020-07-24-besmaya",
            "api_url": f"{ROOT}/api/v1/attacks/2020-07-24-besmaya/",
        },
        "source_count": 1,
    }


def test_claims_and_sources_come_when_they_are_asked_for() -> None:
    attack = make_attack(cited=False)
    cite(attack, claims={"munitions": {"min": 4, "max": 4}})
    publish(attack)

    (entry,) = told("timeline/?include=claims,sources")["results"]

    assert [claim["field"] for claim in entry["claims"]] == ["munitions"]
    assert len(entry["citations"]) == 1


def test_one_drawdowns_timeline_leaves_out_the_others() -> None:
    other = make_drawdown("elsewhere-2021", starts_on=date(2021, 1, 1))
    publish(make_attack(), make_attack("2021-02-01-x", "2021-02-01", drawdown=other, base=None, place="X"))

    found = told("timeline/?drawdown=elsewhere-2021")["results"]

    assert [entry["record"]["slug"] for entry in found] == ["2021-02-01-x"]
    assert told("timeline/?drawdown=elsewhere-2021,iraq-2020")["count"] == 2
    assert told("timeline/?base=besmaya&drawdown=elsewhere-2021")["count"] == 0


def test_what_a_timeline_does_not_know_is_refused() -> None:
    assert blamed("timeline/?kind=handovr")[0]["suggestion"] == "handover"
    assert blamed("timeline/?sort=name")[0]["allowed"] == ["date", "-date"]
    assert ask("bases/nosuch/timeline/").status_code == 404
