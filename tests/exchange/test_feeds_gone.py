"""What a feed or calendar asked for a part of the record says of what is not in that part any more."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, timedelta
from typing import Any

import feedparser
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from attacks.models import Attack
from editorial import services
from editorial.choices import Retraction
from handovers.choices import HandoverStatus
from handovers.models import Handover
from tests.exchange.api import ROOT, ask
from tests.factories import make_attack, make_base, make_handover, make_user, on_day, publish

GIVEN = {"why": "x", "reason": "It never took place."}
ROCKETS = "/feeds/attacks.atom?weapon=rocket"
MORTARS = "/feeds/attacks.atom?weapon=mortar"
BASE = "tag:testserver,2026:attack/"
LEFT = "Corrected, no longer among what is asked for: "
pytestmark = pytest.mark.django_db


def entries(address: str) -> dict[str, Any]:
    """The entries of a feed by the slugs under which their records were first public."""
    answer = ask(address)
    assert answer.status_code == 200, answer.content
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    return {each.id.rpartition("/")[2]: each for each in found.entries}


def deleted(address: str) -> dict[str | None, str | None]:
    """What the feed says is gone, and when it went, by id."""
    tree = ET.fromstring(ask(address).content)
    return {each.get("ref"): each.get("when") for each in tree.findall("{http://purl.org/atompub/tombstones/1.0}*")}


def events(asked: str) -> dict[str, Any]:
    calendar = Calendar.from_ical(ask(f"/feeds/handovers.ics{asked}").content)
    assert not calendar.errors
    assert not any(event.errors for event in calendar.events)
    return {str(each["UID"]).partition(".")[0]: each for each in calendar.events}


def correct(record: Attack | Handover, **given: Any) -> None:
    """Publish a record as it turned out to be."""
    type(record).objects.filter(pk=record.pk).update(**given)
    services.publish(type(record).objects.get(pk=record.pk), by=make_user(), why="corrected")


def test_an_attack_that_a_correction_takes_out_of_the_question_stays_as_what_became_of_it() -> None:
    attack = make_attack()
    publish(attack, make_attack("2020-07-27-besmaya", "2020-07-27"))
    before = entries(ROCKETS)
    correct(attack, weapons=["mortar"])

    found = entries(ROCKETS)

    entry = found[attack.slug]
    assert set(found) == set(before) == {attack.slug, "2020-07-27-besmaya"}
    assert entry.id == before[attack.slug].id
    assert entry.title == f"{LEFT}4 mortar rounds: Besmaya (24 July 2020)"
    assert entry.link == f"{ROOT}/attacks/{attack.slug}/"
    assert ("tags" in entry, "where" in entry) == (False, False)
    assert deleted(ROCKETS) == {f"{BASE}{attack.slug}": entry.updated}


def test_it_is_what_it_is_wherever_it_is_asked_for() -> None:
    attack = make_attack()
    publish(attack)
    correct(attack, weapons=["mortar"])

    for address in (MORTARS, "/feeds/attacks.atom", "/feeds/attacks.atom?base=besmaya"):
        assert [each.title for each in entries(address).values()] == ["4 mortar rounds: Besmaya (24 July 2020)"]
        assert deleted(address) == {}


def test_in_arabic_it_is_told_in_arabic() -> None:
    attack = make_attack(base=make_base(name_ar="بسماية"))
    publish(attack)
    correct(attack, weapons=["mortar"])

    (entry,) = entries(f"{ROCKETS}&lang=ar").values()

    assert entry.title.startswith("صُوِّب، ولم يعد ضمن المطلوب: ")
    assert "بسماية" in entry.title


def test_what_comes_back_into_the_question_is_an_entry_again() -> None:
    attack = make_attack()
    publish(attack)
    correct(attack, weapons=["mortar"])
    correct(attack, weapons=["rocket"])

    assert [each.title for each in entries(ROCKETS).values()] == ["4 rockets: Besmaya (24 July 2020)"]
    assert deleted(ROCKETS) == {}
    assert [each.title for each in entries(MORTARS).values()] == [f"{LEFT}4 rockets: Besmaya (24 July 2020)"]


def test_what_left_and_was_corrected_or_taken_back_later_is_still_told_of() -> None:
    attack, other = make_attack(), make_attack("2020-07-27-besmaya", "2020-07-27")
    publish(attack, other)
    for each in (attack, other):
        correct(each, weapons=["mortar"])
    correct(other, killed_min=None, killed_max=None)
    services.retract(attack, by=make_user(), **GIVEN)

    found = entries(ROCKETS)

    assert found[attack.slug].title == f"Retracted: {attack.slug}"
    assert found[other.slug].title.startswith(LEFT)
    assert set(deleted(ROCKETS)) == {f"{BASE}{attack.slug}", f"{BASE}{other.slug}"}


def test_what_was_never_asked_for_leaves_nothing() -> None:
    never = make_attack("2020-07-27-besmaya", "2020-07-27", weapons=["ied"])
    publish(make_attack(), never)
    # A draft of it that would be asked for, one under embargo, and a public version that would not.
    Attack.objects.filter(pk=never.pk).update(weapons=["mortar"], summary="a drafted text")
    ahead = make_attack("2020-07-28-besmaya", "2020-07-28", weapons=["mortar"])
    services.publish(ahead, by=make_user(), why="x", not_before=timezone.now() + timedelta(hours=1))

    assert entries(MORTARS) == {}
    assert deleted(MORTARS) == {}

    correct(never, weapons=["small_arms"])
    assert entries(MORTARS) == {}
    assert deleted(MORTARS) == {}


def test_no_question_finds_what_left_it_and_was_erased_for_safety_later() -> None:
    attack = make_attack(summary="an erased text")
    publish(attack)
    correct(attack, weapons=["mortar"])
    services.retract(attack, by=make_user(), kind=Retraction.SAFETY, **GIVEN)

    for address in (ROCKETS, MORTARS, "/feeds/attacks.atom?base=besmaya", "/feeds/attacks.atom?q=erased"):
        assert (entries(address), deleted(address)) == ({}, {})
    assert b"erased text" not in ask("/feeds/attacks.atom").content


def test_since_when_is_the_moment_at_which_it_left() -> None:
    attack = make_attack()
    publish(attack)
    correct(attack, weapons=["mortar"])

    assert set(entries(f"{ROCKETS}&updated_since=2020-01-01")) == {attack.slug}
    assert entries(f"{ROCKETS}&updated_since=2100-01-01") == {}


@pytest.mark.django_db(transaction=True)
def test_as_of_before_it_left_it_is_an_entry() -> None:
    attack = make_attack()
    publish(attack)
    before = timezone.now().isoformat().replace("+00:00", "Z")
    correct(attack, weapons=["mortar"])

    assert entries(f"{ROCKETS}&as_of={before}")[attack.slug].title == "4 rockets: Besmaya (24 July 2020)"
    assert entries(f"{MORTARS}&as_of={before}") == {}
    assert entries(ROCKETS)[attack.slug].title.startswith(LEFT)


@pytest.mark.parametrize(
    ("address", "count"),
    [(ROCKETS, 7), ("/feeds/handovers.atom?base=besmaya", 11), ("/feeds/handovers.ics?base=besmaya", 12)],
)
def test_however_many_left_as_many_queries_are_asked(address: str, count: int) -> None:
    taji = make_base("taji")
    publish(taji)
    counts = []
    for day in range(20, 23):
        attack, handover = make_attack(f"2020-07-{day}-x", f"2020-07-{day}"), make_handover(f"besmaya-{day}")
        publish(attack, handover)
        correct(attack, weapons=["mortar"])
        correct(handover, base=taji)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert ask(address).status_code == 200
        counts.append(len(asked))

    assert counts == [count] * 3


def test_a_handover_that_a_correction_takes_out_of_the_question_is_cancelled_in_its_calendar() -> None:
    taji = make_base("taji")
    handover = make_handover()
    publish(handover, taji)
    before = events("?base=besmaya")["besmaya-2020"]
    correct(handover, base=taji, **on_day("2020-07-26"))

    (event,) = events("?base=besmaya").values()

    assert (str(before["STATUS"]), str(event["STATUS"])) == ("CONFIRMED", "CANCELLED")
    assert (int(before["SEQUENCE"]), int(event["SEQUENCE"])) == (0, 1)
    assert str(event["UID"]) == str(before["UID"])
    assert str(event["SUMMARY"]) == f"{LEFT}Taji handed over"
    assert event.start == date(2020, 7, 26)
    assert {name: str(each["STATUS"]) for name, each in events("?base=taji").items()} == {"besmaya-2020": "CONFIRMED"}


def test_one_that_lost_its_day_is_cancelled_on_the_day_on_which_it_stood() -> None:
    due, undated = (
        {"counted": False, "status": status, **on_day(day, "scheduled")}
        for status, day in ((HandoverStatus.SCHEDULED, "2026-12-01"), (HandoverStatus.ANNOUNCED, "2026-12-01"))
    )
    undated |= {"scheduled_earliest": None, "scheduled_latest": None, "scheduled_precision": ""}
    handover = make_handover("besmaya-2026", None, **due)
    publish(handover, make_handover("never-dated", None, **undated))
    correct(handover, **undated)
    correct(Handover.objects.get(slug="never-dated"), status=HandoverStatus.POSTPONED)

    found = events("?status=scheduled")
    announced = events("?status=announced")

    assert {name: (str(each["STATUS"]), each.start) for name, each in found.items()} == {
        "besmaya-2026": ("CANCELLED", date(2026, 12, 1))
    }
    assert announced == {}
