"""Feeds and the calendar, read by the libraries that readers are made of."""

from __future__ import annotations

from datetime import date
from typing import Any

import feedparser
import pytest
from django.db import connection
from icalendar import Calendar

from attacks.models import Attack
from editorial import services
from editorial.choices import Retraction
from editorial.models import Record
from handovers.choices import HandoverStatus
from handovers.models import Handover
from tests.exchange.api import ROOT, ask
from tests.factories import make_attack, make_base, make_handover, make_user, on_day, publish, within

pytestmark = pytest.mark.django_db

GIVEN = {"why": "x", "reason": "It never took place."}


def feed(name: str) -> Any:
    answer = ask(f"/feeds/{name}.atom")
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    assert found.version == "atom10"
    return found


def events() -> dict[str, Any]:
    answer = ask("/feeds/handovers.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert not calendar.errors
    assert not any(event.errors for event in calendar.events)
    return {str(event["UID"]): event for event in calendar.events}


def test_an_attack_comes_into_its_feed_with_its_place_and_the_page_that_tells_more() -> None:
    publish(make_attack(summary="Four rockets <fell> & nobody was hurt."))

    (entry,) = feed("attacks").entries

    assert entry.title == "4 rockets: Besmaya (24 July 2020)"
    assert entry.link == f"{ROOT}/attacks/2020-07-24-besmaya/"
    assert entry.id == "tag:testserver,2026:attack/2020-07-24-besmaya"
    assert entry.summary == "Four rockets &lt;fell&gt; &amp; nobody was hurt. Sources: 1."
    assert [each.term for each in entry.tags] == ["rocket"]
    assert entry.where == {"type": "Point", "coordinates": (44.8, 33.18)}
    assert feed("attacks").feed.links[1].href == f"{ROOT}/feeds/attacks.atom"


def test_what_changed_last_comes_first_and_keeps_its_id_under_a_new_name() -> None:
    publish(make_attack(), make_attack("2020-07-27-besmaya", "2020-07-27"))
    before = {each.id for each in feed("attacks").entries}
    Record.objects.filter(slug="2020-07-24-besmaya").update(slug="2020-07-24-besmaya-camp")
    attack = Attack.objects.get(slug="2020-07-24-besmaya-camp")
    services.publish(attack, by=make_user(), why="renamed")

    found = feed("attacks").entries

    assert {each.id for each in found} == before
    assert found[0].link.endswith("/attacks/2020-07-24-besmaya-camp/")
    assert found[0].updated >= found[1].updated


def test_what_is_taken_back_stays_in_its_feed_as_what_became_of_it() -> None:
    publish(make_attack(), make_attack("2020-07-27-besmaya", "2020-07-27"), make_attack("2020-07-28-x", "2020-07-28"))
    gone, twice, stays = Attack.objects.order_by("slug")
    services.retract(gone, by=make_user(), **GIVEN)
    services.merge(twice, into=stays, by=make_user(), **GIVEN)

    told = {each.id.rpartition("/")[2]: (each.title, each.summary) for each in feed("attacks").entries}

    assert told["2020-07-24-besmaya"] == ("Retracted: 2020-07-24-besmaya", "It never took place.")
    assert told["2020-07-27-besmaya"][0] == "Merged into 2020-07-28-x: 2020-07-27-besmaya"
    assert len(feed("corrections").entries) == 2


def test_a_correction_says_what_was_and_what_is() -> None:
    publish(make_attack(killed_min=0, killed_max=None))
    Attack.objects.update(killed_min=2)
    services.publish(Attack.objects.get(), by=make_user(), why="a later count")

    (entry,) = feed("corrections").entries

    assert (entry.title, entry.summary) == ("Changed: 4 rockets: Besmaya", "killed_min: 0 → 2")
    assert entry.id == "tag:testserver,2026:attack/2020-07-24-besmaya/2"


def test_a_feed_of_nothing_is_a_feed_and_the_same_one_every_time() -> None:
    assert feed("attacks").entries == []
    assert ask("/feeds/attacks.atom").content == ask("/feeds/attacks.atom").content


def test_the_calendar_has_what_was_what_is_due_and_what_was_called_off() -> None:
    taji, union = make_base("taji"), make_base("union-iii")
    due = within("2026-12-01", "2026-12-31", "month", "scheduled")
    publish(
        make_handover(),
        make_handover("taji-2026", None, base=taji, status=HandoverStatus.SCHEDULED, counted=False, **due),
        make_handover(
            "union-2026",
            None,
            base=union,
            status=HandoverStatus.CANCELLED,
            counted=False,
            **on_day("2026-11-30", "scheduled"),
        ),
        make_handover("undated", None, base=union, status=HandoverStatus.ANNOUNCED, counted=False),
    )

    found = events()

    assert {uid.partition(".")[0]: (str(each["STATUS"]), each.start, each.end) for uid, each in found.items()} == {
        "besmaya-2020": ("CONFIRMED", date(2020, 7, 25), date(2020, 7, 26)),
        "taji-2026": ("TENTATIVE", date(2026, 12, 1), date(2027, 1, 1)),
        "union-2026": ("CANCELLED", date(2026, 11, 30), date(2026, 12, 1)),
    }
    event = found["besmaya-2020.handover@handover-watch"]
    assert (str(event["SUMMARY"]), str(event["LOCATION"]), int(event["SEQUENCE"])) == (
        "Besmaya handed over",
        "Besmaya",
        0,
    )
    assert (event["GEO"].latitude, event["GEO"].longitude) == (33.18, 44.8)


def test_a_change_raises_the_events_number_and_keeps_its_id() -> None:
    publish(make_handover())
    before = events()
    Handover.objects.update(**on_day("2020-07-26"))
    services.publish(Handover.objects.get(), by=make_user(), why="a day later")

    after = events()

    assert set(before) == set(after)
    ((uid, event),) = after.items()
    assert (int(event["SEQUENCE"]), event.start) == (1, date(2020, 7, 26))
    assert event["LAST-MODIFIED"].dt >= before[uid]["LAST-MODIFIED"].dt


@pytest.mark.parametrize("kind", [Retraction.ERROR, Retraction.SAFETY])
def test_a_retracted_handover_is_cancelled_and_a_withdrawn_one_says_no_day_of_its_own(kind: Retraction) -> None:
    publish(make_handover())
    services.retract(Handover.objects.get(), by=make_user(), kind=kind, **GIVEN)

    (event,) = events().values()

    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 1)
    assert str(event["SUMMARY"]) == "Retracted: besmaya-2020"
    assert (event.start == date(2020, 7, 25)) == (kind == Retraction.ERROR)


def test_long_texts_are_folded_and_no_line_is_broken_within_a_letter() -> None:
    publish(make_handover(summary="سلّمت القاعدة إلى القوات العراقية؛ " * 12 + "a; b, c\\d"))

    content = ask("/feeds/handovers.ics").content
    (event,) = events().values()

    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert "a; b, c\\d Sources: 1." in str(event["DESCRIPTION"])


@pytest.mark.parametrize("name", ["handovers.atom", "attacks.atom", "corrections.atom", "handovers.ics"])
def test_feeds_come_whatever_is_accepted_and_are_known_again(name: str) -> None:
    publish(make_handover(), make_attack())
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    answer = ask(f"/feeds/{name}", accept="application/rss+xml")

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert ask(f"/feeds/{name}", if_none_match=answer["ETag"]).status_code == 304
    assert ask(f"/feeds/{name}?x=1").status_code == 400
    assert ask(f"/feeds/{name}?lang=ar").status_code == 200
