"""The merged timeline, of everything and of one base."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from attacks.models import Attack
from editorial import services
from exchange.api.entries import EntryKind
from exchange.api.kept import answers
from exchange.models import EntryText
from exchange.tasks import write_missing_texts
from handovers.choices import MilestoneKind
from handovers.models import Handover
from tests.exchange.api import ROOT, ask, blamed, text_of, told
from tests.factories import (
    cite,
    make_attack,
    make_base,
    make_context_event,
    make_drawdown,
    make_handover,
    make_presence,
    make_source,
    make_user,
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


def content(address: str, style: str) -> bytes:
    answer = ask(f"{address}{'&' if '?' in address else '?'}format={style}")
    assert answer.status_code == 200
    return text_of(answer).encode() if answer.streaming else answer.content


def in_every_way() -> list[bytes]:
    """Pages and files of timelines, in each format."""
    addresses = (
        "timeline/", "timeline/?limit=2", "timeline/?sort=-date", "bases/besmaya/timeline/?limit=3",
        "timeline/?kind=milestone,presence_end", "timeline/?datetime=2020-07-24/2020-07-25", "timeline/?limit=all",
        "timeline/?drawdown=iraq-2020", "timeline/?kind=context_event&base=besmaya",
    )  # fmt: skip
    answers.clear()
    return [content(address, style) for address in addresses for style in ("json", "geojson", "csv", "ndjson")]


def test_a_timeline_of_texts_is_the_same_as_one_told_from_versions() -> None:
    publish_a_story()
    written = in_every_way()
    assert set(EntryText.objects.values_list("kind", flat=True)) == set(EntryKind.values)

    EntryText.objects.filter(kind="attack").update(form="other code")
    mixed = in_every_way()
    EntryText.objects.all().delete()
    told_from_versions = in_every_way()

    assert written == mixed == told_from_versions


def test_pages_of_texts_lead_to_each_other_in_both_directions_and_orders() -> None:
    publish_a_story()
    for order in ("date", "-date"):
        whole = told(f"timeline/?sort={order}")["results"]
        forward = walked(f"timeline/?limit=2&sort={order}")
        back = forward[-1]["previous"]
        before: list[Any] = []
        while back:
            page = told(back.removeprefix(f"{ROOT}/api/v1/"))
            before, back = page["results"] + before, page["previous"]

        assert [row for page in forward for row in page["results"]] == whole
        assert before + forward[-1]["results"] == whole


def walked(address: str) -> list[dict[str, Any]]:
    pages, following = [], f"{ROOT}/api/v1/{address}"
    while following:
        pages.append(told(following.removeprefix(f"{ROOT}/api/v1/")))
        following = pages[-1]["next"]
    return pages


def test_the_clock_writes_the_entries_that_an_upgrade_left_without_a_text() -> None:
    publish_a_story()
    publish(make_context_event("rockets", "2020-07-24", refers_to=Attack.objects.get(slug="2020-07-24-besmaya")))
    before = sorted(EntryText.objects.values_list("kind", "version_id", "part", "geometry", "json", "csv"))
    EntryText.objects.filter(kind="presence_start").delete()
    EntryText.objects.filter(kind="handover").update(form="other code")

    write_missing_texts()

    assert sorted(EntryText.objects.values_list("kind", "version_id", "part", "geometry", "json", "csv")) == before
    assert len(before) == 8


def test_a_retraction_for_safety_erases_the_entries_of_every_version() -> None:
    publish_a_story()
    handover = Handover.objects.get()
    kept = EntryText.objects.exclude(kind__in=["handover", "milestone"]).count()

    services.retract(handover, by=make_user("chief"), why="Someone may be hurt.", reason="Withdrawn.", kind="safety")

    assert EntryText.objects.count() == kept
    assert kinds("timeline/?kind=handover,milestone") == []


def test_an_embargoed_entry_is_written_and_not_told() -> None:
    attack = make_attack()
    publish(attack.base, attack.drawdown)
    services.publish(attack, by=make_user(), why="Checked.", not_before=timezone.now() + timedelta(days=1))

    assert EntryText.objects.filter(kind="attack").count() == 1
    assert kinds("timeline/") == []
