"""Feeds and the calendar, asked for a part of the record, or for the record as it was."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import feedparser
import pytest
from django.utils import timezone
from icalendar import Calendar

from attacks.models import Attack
from editorial import services
from editorial.choices import Retraction
from handovers.choices import HandoverStatus
from handovers.models import Handover
from tests.exchange.api import ROOT, ask, blamed, slugs
from tests.factories import make_attack, make_base, make_drawdown, make_handover, make_user, on_day, publish

LANGS = ["?lang=en", "?lang=ar"]
FEEDS = ["handovers.atom", "attacks.atom", "corrections.atom", "handovers.ics"]
LATER = pytest.mark.django_db(transaction=True)
"""Where one instant has to come after another, and so one transaction too."""

GIVEN = {"why": "x", "reason": "It never took place."}
pytestmark = pytest.mark.django_db


def feed(address: str) -> Any:
    answer = ask(f"/feeds/{address}")
    assert answer.status_code == 200, answer.content
    found = feedparser.parse(answer.content)
    assert not found.bozo, found.bozo_exception
    return found


def entries(address: str) -> list[str]:
    """The slugs under which the feed's records were first public, sorted."""
    return sorted(each.id.rpartition("/")[2] for each in feed(address).entries)


def calendar(asked: str) -> Any:
    found = Calendar.from_ical(ask(f"/feeds/handovers.ics{asked}").content)
    assert not found.errors
    return found


def events(asked: str) -> dict[str, str]:
    """The status of each event, by the slug under which its handover was first public."""
    return {str(each["UID"]).partition(".")[0]: str(each["STATUS"]) for each in calendar(asked).events}


def now() -> str:
    return timezone.now().isoformat().replace("+00:00", "Z")


def publish_some() -> None:
    taji = make_base("taji", latitude=33.5, longitude=44.2)
    publish(
        make_attack(killed_min=0, killed_max=0, summary="Four rockets fell."),
        make_attack("2020-07-27-taji", "2020-07-27", base=taji, weapons=["mortar"], killed_min=2, killed_max=2),
        make_attack("2020-08-15-taji", "2020-08-15", base=taji, outcome="intercepted"),
        make_handover(),
        make_handover("taji-2020", "2020-08-23", base=taji),
        make_handover(
            "taji-2026", None, base=taji, status=HandoverStatus.CANCELLED, counted=False,
            **on_day("2026-11-30", "scheduled"),
        ),
    )  # fmt: skip


def test_the_feed_of_attacks_has_what_the_list_has_for_the_same_question() -> None:
    publish_some()
    asked = [
        "", "weapon=mortar", "weapon=mortar,rocket", "base=taji", "killed_min=0", "killed_min=1", "q=fell",
        "q=nothing", "datetime=2020-07-25/..", "datetime=2020-08-15&count=certain", "bbox=44,33.4,45,34",
        "near=44.2,33.5&radius_km=5", "outcome=intercepted", "drawdown=iraq-2020", "updated_since=2100-01-01",
        "updated_since=2020-01-01",
    ]  # fmt: skip

    found = {each: entries(f"attacks.atom?{each}") for each in asked}

    assert found == {each: sorted(slugs(f"attacks/?{each}")) for each in asked}
    assert {len(each) for each in found.values()} == {0, 1, 2, 3}


def test_the_feed_and_the_calendar_of_handovers_have_what_the_list_has() -> None:
    publish_some()
    asked = ["", "base=taji", "status=completed", "status=cancelled", "on=2020-07-25", "datetime=../2020-08-01", "q=x"]

    listed = {each: sorted(slugs(f"handovers/?{each}")) for each in asked}

    assert {each: entries(f"handovers.atom?{each}") for each in asked} == listed
    assert {each: sorted(events(f"?{each}")) for each in asked} == listed


@pytest.mark.parametrize("name", FEEDS)
def test_what_is_not_understood_is_refused_as_the_lists_refuse_it(name: str) -> None:
    publish_some()

    (unknown,) = blamed(f"/feeds/{name}?wepon=rocket")
    assert (unknown["name"], "as_of" in unknown["allowed"]) == ("wepon", True)
    assert [each["name"] for each in blamed(f"/feeds/{name}?as_of=yesterday")] == ["as_of"]
    for asked in ("limit=1", "cursor=x", "sort=date", "fields=slug"):
        assert [each["name"] for each in blamed(f"/feeds/{name}?{asked}")] == [asked.partition("=")[0]]
    if name != "corrections.atom":
        noun = name.partition(".")[0]
        assert blamed(f"/feeds/{name}?base=nowhere") == blamed(f"{noun}/?base=nowhere")
        assert blamed(f"/feeds/{name}?radius_km=5") == blamed(f"{noun}/?radius_km=5")


def test_a_feeds_address_id_and_title_say_what_it_was_asked() -> None:
    publish_some()

    plain = feed("attacks.atom").feed
    asked = feed("attacks.atom?weapon=rocket,mortar&base=besmaya&lang=en").feed
    turned = feed("attacks.atom?lang=en&base=besmaya&weapon=rocket,mortar").feed

    assert plain.id == "tag:testserver,2026:/feeds/attacks.atom"
    assert asked.id == "tag:testserver,2026:/feeds/attacks.atom?base=besmaya&lang=en&weapon=rocket,mortar"
    assert turned.id == asked.id
    assert next(each.href for each in asked.links if each.rel == "self") == (
        f"{ROOT}/feeds/attacks.atom?base=besmaya&lang=en&weapon=rocket,mortar"
    )
    assert (plain.title, asked.title) == ("Attacks", "Attacks (base=besmaya; weapon=rocket,mortar)")


def test_a_calendars_address_and_name_say_what_it_was_asked() -> None:
    publish_some()

    asked = calendar("?q=قاعدة, a;b")

    assert str(asked["SOURCE"]) == f"{ROOT}/feeds/handovers.ics?q=%D9%82%D8%A7%D8%B9%D8%AF%D8%A9,%20a%3Bb"
    assert str(asked["X-WR-CALNAME"]) == "Handovers (q=قاعدة, a;b)"
    assert str(calendar("")["SOURCE"]) == f"{ROOT}/feeds/handovers.ics"


def test_a_tombstone_stays_where_what_it_took_back_was_and_is_in_no_other_part() -> None:
    publish_some()
    services.retract(Attack.objects.get(slug="2020-07-27-taji"), by=make_user(), **GIVEN)
    services.retract(Handover.objects.get(slug="taji-2020"), by=make_user(), **GIVEN)

    assert entries("attacks.atom?weapon=mortar") == ["2020-07-27-taji"]
    assert entries("attacks.atom?weapon=mortar&updated_since=2100-01-01") == []
    assert entries("attacks.atom?base=besmaya") == ["2020-07-24-besmaya"]
    assert events("?base=taji") == {"taji-2020": "CANCELLED", "taji-2026": "CANCELLED"}
    assert events("?base=besmaya") == {"besmaya-2020": "CONFIRMED"}


def test_no_question_finds_out_what_was_withdrawn_for_safety() -> None:
    publish_some()
    services.retract(Attack.objects.get(slug="2020-07-27-taji"), by=make_user(), kind=Retraction.SAFETY, **GIVEN)

    assert "2020-07-27-taji" in entries("attacks.atom")
    for asked in ("weapon=mortar", "base=taji", "killed_min=2", "datetime=2020-07-27", "bbox=44,33.4,45,34"):
        assert "2020-07-27-taji" not in entries(f"attacks.atom?{asked}")


@LATER
def test_as_of_is_the_feed_as_it_was_at_that_instant() -> None:
    publish_some()
    before = now()
    asked: dict[str, Callable[[], object]] = {
        "attacks": lambda: entries(f"attacks.atom?as_of={before}"),
        "mortars": lambda: [each.title for each in feed(f"attacks.atom?weapon=mortar&as_of={before}").entries],
        "handovers": lambda: entries(f"handovers.atom?as_of={before}"),
        "calendar": lambda: events(f"?as_of={before}"),
        "corrections": lambda: entries(f"corrections.atom?as_of={before}"),
    }
    held = {name: ask_again() for name, ask_again in asked.items()}

    Attack.objects.filter(slug="2020-07-24-besmaya").update(killed_min=1, killed_max=1)
    services.publish(Attack.objects.get(slug="2020-07-24-besmaya"), by=make_user(), why="a later count")
    services.retract(Attack.objects.get(slug="2020-07-27-taji"), by=make_user(), **GIVEN)
    services.retract(Handover.objects.get(slug="taji-2020"), by=make_user(), **GIVEN)

    assert {name: ask_again() for name, ask_again in asked.items()} == held
    assert held["corrections"] == []
    assert len(entries("corrections.atom")) == 3
    assert len(entries(f"corrections.atom?as_of={now()}")) == 3
    assert feed("attacks.atom?weapon=mortar").entries[0].title == "Retracted: 2020-07-27-taji"
    assert ask("/feeds/attacks.atom?as_of=2020-01-01").status_code == 200
    assert entries("attacks.atom?as_of=2020-01-01") == []


@LATER
@pytest.mark.parametrize("name", FEEDS)
def test_no_instant_ahead_of_now_and_no_question_shows_what_is_under_embargo(name: str) -> None:
    publish(make_base(), make_drawdown())
    day = timezone.now() + timedelta(hours=1)
    for hidden in (make_attack(summary="an embargoed text"), make_handover(summary="an embargoed text")):
        services.publish(hidden, by=make_user(), why="Checked.", not_before=day)

    for asked in ("", "?as_of=2100-01-01T00:00:00Z", *(["?q=embargoed"] if name != "corrections.atom" else [])):
        assert b"embargoed text" not in ask(f"/feeds/{name}{asked}").content
        assert b"2020-07-24-besmaya" not in ask(f"/feeds/{name}{asked}").content


def test_a_feed_in_arabic_is_told_in_arabic() -> None:
    publish(make_attack(base=make_base(name_ar="بسماية")), make_attack("many", "2020-07-25", munitions_max=None))

    found = feed("attacks.atom?lang=ar")

    assert found.feed.title == "الهجمات"
    assert sorted(each.title for each in found.entries) == [
        "4 صواريخ: بسماية (24 يوليو 2020)",
        "ما لا يقل عن 4 صواريخ: بسماية (25 يوليو 2020)",
    ]
    assert {each.summary for each in found.entries} == {"المصادر: 1."}


@pytest.mark.parametrize("address", FEEDS)
def test_a_feed_has_one_format_and_refuses_another_by_name(address: str) -> None:
    (problem,) = blamed(f"/feeds/{address}?format=json")

    assert (problem["name"], problem["allowed"]) == ("format", [address.rpartition(".")[2]])
    assert ask(f"/feeds/{address}?format={address.rpartition('.')[2]}", accept="application/json").status_code == 200


def test_in_arabic_feeds_and_the_calendar_lead_to_the_arabic_pages_and_keep_their_ids() -> None:
    publish_some()
    services.retract(Attack.objects.get(slug="2020-07-27-taji"), by=make_user(), **GIVEN)
    services.retract(Handover.objects.get(slug="taji-2020"), by=make_user(), **GIVEN)

    for name in ("attacks.atom", "handovers.atom", "corrections.atom"):
        plain, arabic = feed(name), feed(f"{name}?lang=ar")
        assert arabic.feed.link == plain.feed.link.replace(ROOT, f"{ROOT}/ar")
        assert leads(arabic) == {key: link.replace(ROOT, f"{ROOT}/ar") for key, link in leads(plain).items()}
    in_english, in_arabic = ({str(each["UID"]): str(each["URL"]) for each in calendar(asked).events} for asked in LANGS)
    assert in_arabic == {uid: url.replace(ROOT, f"{ROOT}/ar") for uid, url in in_english.items()}
    assert len(in_arabic) == 3


def test_a_feed_without_entries_was_last_changed_when_the_record_began_to_be_public() -> None:
    assert feed("corrections.atom").feed.updated == "1970-01-01T00:00:00+00:00"

    publish_some()
    began = min(each.published for each in feed("attacks.atom").entries)

    for address in ("corrections.atom", "attacks.atom?weapon=ied"):
        assert feed(address).feed.updated == began


def leads(found: Any) -> dict[str, str]:
    """Where a feed's entries lead, by their ids."""
    return {each.id: each.link for each in found.entries}
