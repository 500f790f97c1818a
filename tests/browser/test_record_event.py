"""An event is recorded from its source in a real browser: by keyboard alone, and told what was understood."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from attacks.models import Attack
from editorial.models import Claim, Name, Publisher, Source
from handovers.models import Handover
from tests.browser.hands import Hands
from tests.browser.test_admin import complaints, desk, settled  # noqa: F401  # the fixtures of the desk
from tests.desk import page as address
from tests.factories import make_area, make_attack, make_base, make_drawdown, make_force, make_handover, make_source

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[[str], Page]
HERE = "/admin/record/"
MOST_FIELDS_AND_CLICKS = 60


def known_before() -> None:
    """What the record knows before the article is read: its base under the article's spellings, forces, publishers."""
    make_force("spain"), make_force("iraqi-security-forces", name="Iraqi Security Forces")
    base = make_base(name="Besmaya Range Complex", name_ar="معسكر بسماية")
    for text in ("Besmaya", "Bismayah Military"):
        Name.objects.create(record=base.record_ptr, text=text, lang="en")
    make_area("IQ-DI", "Diyala")
    for slug, name in (("joc", "Joint Operations Command"), ("smc", "Security Media Cell")):
        Publisher.objects.create(slug=slug, name=name, kind="military")


def test_the_articles_handover_and_attack_go_in_with_their_sources_by_keyboard_alone(
    desk: Open,  # noqa: F811
    complaints: list[str],  # noqa: F811
) -> None:
    known_before()
    hands = Hands(desk("/admin/"))

    hands.press("Record an event")
    type_the_handover(hands)
    hands.shortcut("Control+Shift+Enter")
    expect(hands.page.locator(".messagelist")).to_contain_text("Saved as a draft")
    expect(hands.page.locator(".event-source")).to_contain_text("The coalition hands Besmaya over")
    expect(hands.page.locator("#id_base")).to_have_value("Bismayah Military")
    type_the_attack(hands)
    # The page before it says the same of the handover.
    with hands.page.expect_navigation():
        hands.shortcut("Control+Enter")
    expect(hands.page.locator(".messagelist")).to_contain_text("Saved as a draft")

    print(f"{len(hands.fields)} fields and {len(hands.clicks)} clicks, {hands.tabs} presses of Tab")  # noqa: T201
    assert hands.effort <= MOST_FIELDS_AND_CLICKS
    assert complaints == []
    stored_as_the_article_says()


def type_the_handover(hands: Hands) -> None:
    expect(hands.page.locator("#id_source-address")).to_be_focused()
    hands.write("source-address", "https://example.org/news/2020/7/25/base-handover?utm_source=feed")
    hands.write("source-title", "The coalition hands Besmaya over a day after rockets fell on it")
    hands.write("source-publisher", "The Example")
    hands.choose("source-publisher_kind", "broad", "broadcaster")
    hands.write("source-day", "Saturday 25 July 2020")
    hands.write("source-language", "en")
    hands.write("voice-0-said_by", "Major General Tahsin al-Khafaji, spokesman of the Joint Operations Command")
    hands.write("voice-0-relays", "Joint Operations Command")
    hands.choose("checked-verification", "opened", "opened")
    hands.press("More voices in the same source")
    hands.write("voice-1-said_by", "Iraqi state television")
    hands.write("voice-2-said_by", "The coalition's command")
    hands.write("base", "Bismayah Military")
    hands.write("date", "25 July 2020")
    hands.write("handover-transferring", "Spain")
    hands.write("handover-receiving", "Iraqi forces [iraqi-security-forces]")
    hands.choose("handover-portion", "the c", "coalition_portion")
    hands.write("handover-site_name", "the Spanish forces' site")
    hands.write("handover-ordinal", "7")
    hands.choose("handover-on_schedule", "y", "true")
    hands.write("handover-counted_reason", "The Joint Operations Command calls it the seventh.")
    hands.write("handover-summary", "The Spanish forces handed their site at Besmaya to Iraqi forces.")


def type_the_attack(hands: Hands) -> None:
    hands.write("voice-0-said_by", "Iraqi army")
    hands.choose("checked-verification", "opened", "opened")
    hands.press("More voices in the same source")
    hands.write("voice-1-said_by", "Security Media Cell")
    hands.write("voice-1-relays", "Security Media Cell")
    hands.press("kind", "ArrowRight")
    hands.write("date", "Friday 24 July 2020")
    hands.press("attack-weapons", "Space")
    hands.write("attack-munitions_words", "4")
    hands.write("attack-munition", "Katyusha")
    hands.write("attack-killed_words", "none")
    hands.write("attack-wounded_words", "no injuries")
    hands.write("attack-launch_area_text", "Diyala governorate, east of Baghdad")
    hands.write("attack-launched_from", "Diyala Governorate")
    hands.write("attack-summary", "Four Katyusha rockets fell on the base a day before it was handed over.")


def stored_as_the_article_says() -> None:
    handover, attack = Handover.objects.get(), Attack.objects.get()
    source = Source.objects.get(publisher__name="The Example")
    assert source.url == "https://example.org/news/2020/7/25/base-handover"
    assert [citation.source for record in (handover, attack) for citation in record.citations.all()] == [source] * 5
    voices = handover.citations.order_by("pk").values_list("said_by", "relays__slug", "verification")
    assert [*voices] == [
        ("Major General Tahsin al-Khafaji, spokesman of the Joint Operations Command", "joc", "opened"),
        ("Iraqi state television", None, "opened"),
        ("The coalition's command", None, "opened"),
    ]
    assert [*attack.citations.order_by("pk").values_list("said_by", "relays__slug")] == [
        ("Iraqi army", None),
        ("Security Media Cell", "smc"),
    ]
    assert (str(handover.date_latest), handover.portion, handover.on_schedule, handover.onward_destination) == (
        "2020-07-25",
        "coalition_portion",
        True,
        "",
    )
    assert [force.slug for force in handover.transferring_forces.all()] == ["spain"]
    assert (str(attack.date_latest), attack.weapons, attack.launch_area.code) == ("2020-07-24", ["rocket"], "IQ-DI")
    assert (attack.munitions_min, attack.munitions_max, attack.killed_max, attack.wounded_max) == (4, 4, 0, 0)
    assert set(Claim.objects.values_list("field", flat=True)) >= {
        "date",
        "ordinal",
        "transferring_forces",
        "munitions",
        "killed",
        "wounded",
        "launch_area",
    }


def test_what_is_understood_stands_beside_each_field_while_one_types(desk: Open) -> None:  # noqa: F811
    known_before()
    known = make_source("Known before", url="https://example.org/known")
    page = desk(HERE)
    said = {
        "#id_source-address": ("http://www.example.org/known/", "In the record already: “Known before”, INA."),
        "#id_source-day": ("٢٥ تموز ٢٠٢٠", "Saturday 25 July 2020"),
        "#id_base": ("معسكر بسماية", "Besmaya Range Complex"),
        "#id_date": ("17-19 March 2020", "17 to 19 March 2020, three days"),
        "#id_handover-transferring": ("spain, iraqi security forces", "Spain, Iraqi Security Forces"),
    }
    for field, (text, words) in said.items():
        page.focus(field)
        page.keyboard.type(text)
        expect(page.locator(f"{field}_understood")).to_contain_text(words)

    assert page.locator("#id_source-address_understood a").get_attribute("href") == address(known)
    page.fill("#id_date", "03/04/2020")
    expect(page.locator("#id_date_understood")).to_contain_text("can be 3 April 2020 or 4 March 2020")
    page.fill("#id_date", "")
    expect(page.locator("#id_date_understood")).to_have_text("")


def test_a_spelling_like_a_known_one_is_taken_over_with_the_keyboard(desk: Open) -> None:  # noqa: F811
    known_before()
    page = desk(HERE)
    page.focus("#id_base")
    page.keyboard.type("Besmayyah")
    expect(page.locator(".understood-choices button")).to_have_count(1)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#id_base")).to_have_value("Besmaya Range Complex [besmaya]")
    expect(page.locator("#id_base")).to_be_focused()
    expect(page.locator("#id_base_understood")).to_have_text("Besmaya Range Complex")


def test_what_may_be_recorded_already_is_shown_while_one_types_and_wants_a_tick(desk: Open) -> None:  # noqa: F811
    known_before()
    other = make_attack()
    page = desk(HERE)
    box = page.locator(".similar")
    expect(box).to_be_hidden()
    page.locator("[name=kind][value=attack]").check()
    page.fill("#id_base", "besmaya")
    page.fill("#id_date", "July 2020")
    expect(box).to_contain_text("Besmaya Range Complex · 24 July 2020 · rocket · 4 munitions exactly")
    assert box.locator("a").get_attribute("href") == address(other)
    page.locator("[name=attack-weapons][value=ied]").check()
    expect(box).to_be_hidden()
    page.locator("[name=attack-weapons][value=rocket]").check()
    expect(box).to_be_visible()
    page.fill("#id_source-title", "Another report")
    page.fill("#id_source-publisher", "joc")

    page.locator(".submit-row [name=_save]").click()
    expect(page.locator("#problems")).to_contain_text("this may be recorded already")
    expect(page.locator("#id_confirmed")).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")

    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft")
    assert Attack.objects.count() == 2


def test_a_refusal_leads_to_the_first_wrong_field_and_keeps_what_was_typed(desk: Open) -> None:  # noqa: F811
    known_before()
    page = desk(HERE)
    page.fill("#id_source-title", "A report")
    page.fill("#id_source-publisher", "joc")
    page.fill("#id_base", "besmaya")
    page.fill("#id_date", "31 June 2020")
    page.fill("#id_handover-summary", "Kept.")
    page.keyboard.press("Control+Enter")

    expect(page.locator("#id_date")).to_be_focused()
    expect(page.locator("#problems a").first).to_have_text("Day")
    expect(page.locator(".event-field--date")).to_contain_text("June 2020 has no day 31")
    expect(page.locator("#id_handover-summary")).to_have_value("Kept.")
    assert not Handover.objects.exists()


def test_without_scripts_the_page_shows_one_kind_and_saves(browser: Browser, desk: Open) -> None:  # noqa: F811
    known_before()
    cookies = desk(HERE).context.cookies()
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(desk(HERE).url)

    expect(page.locator(".event-part--attack")).to_be_hidden()
    page.locator("[name=kind][value=attack]").check()
    expect(page.locator(".event-part--handover")).to_be_hidden()
    page.fill("#id_source-title", "A report")
    page.fill("#id_source-publisher", "joc")
    page.fill("#id_base", "bismayah military")
    page.fill("#id_date", "24 July 2020")
    page.locator("[name=attack-weapons][value=rocket]").check()
    page.locator("[name=_check]").click()
    expect(page.locator("#id_date_understood")).to_have_text("Friday 24 July 2020")
    page.locator("#id_date").press("Enter")

    expect(page.locator(".messagelist")).to_contain_text("Saved as a draft")
    assert Attack.objects.get().citations.count() == 1
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_fault_of_access_empty_wrong_or_beside_a_duplicate(
    desk: Open,  # noqa: F811
    complaints: list[str],  # noqa: F811
    scheme: Any,
) -> None:
    known_before()
    make_attack(), make_handover(drawdown=make_drawdown())
    page = desk(HERE)
    page.emulate_media(color_scheme=scheme)
    page.reload()
    faults(page, complaints)
    page.fill("#id_base", "Besmayyah")
    page.fill("#id_date", "24 July 2020")
    page.locator("summary").first.click()
    expect(page.locator(".understood-choices button")).to_be_visible()
    faults(page, complaints)
    page.locator(".understood-choices button").click()
    expect(page.locator(".similar")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#problems")).to_be_visible()
    faults(page, complaints)


def faults(page: Page, said: list[str]) -> None:
    assert said == []
    found = Axe().run(page).response["violations"]
    assert [f"{each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"][:4]] == []
    # The rules' own script is not bound by the page's policy.
    said.clear()


def test_a_row_that_is_added_tells_what_it_understands_too(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    page = desk(address(attack))
    page.locator("#casualties-group .add-row a").click()

    page.locator("#id_casualties-0-killed_words").fill("at least 2")

    expect(page.locator("#id_casualties-0-killed_words_understood")).to_have_text("at least 2 killed")


def test_a_place_in_the_military_grid_is_shown_on_the_map_and_in_degrees(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    page = desk(address(attack))

    page.locator("#id_coordinates").fill("38S MB 4488 8869")

    expect(page.locator(".point-picker-mark")).to_be_visible()
    expect(page.locator(".point-picker-note")).to_have_text(
        re.compile(r"33\.336\d+° north, 44\.407\d+° east: the middle of a square of 10 m")
    )
