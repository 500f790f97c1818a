"""The card of an attack on the map: what, when, who says so, on what they disagree; by link and by keyboard."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.maps import open_map
from tests.factories import cite, make_attack, make_base, make_source, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def card(page: Page, live_server: Any) -> Any:
    base = make_base(latitude=33.18, longitude=44.53, uncertainty_m=1500, location_basis="site")
    attack = make_attack(base=base, summary="Four rockets fell inside.", cited=False)
    cite(attack, make_source("One", "ina"), {"munitions": {"min": 4, "max": 4}})
    other = cite(attack, make_source("Two", "afp"), {"munitions": {"min": 3, "max": 3}})
    other.claims.update(status="conflict", note="All others say four.")
    publish(attack, make_attack("later", "2020-07-25", base=base))
    open_map(page, live_server, "/?at=attacks/2020-07-24-besmaya&on=2020-07-25")
    return page.locator(".map-card")


def test_a_link_to_an_attack_opens_its_card_with_who_says_so(card: Any, page: Page) -> None:
    opened = card.locator("details[open]")
    expect(opened).to_have_count(1)
    expect(opened.locator("summary")).to_contain_text("24 July 2020")
    expect(opened).to_contain_text("Four rockets fell inside.")
    expect(opened).to_contain_text("2 sources")
    expect(opened).to_contain_text("INA, AFP")
    expect(opened).to_contain_text("Sources disagree on: munitions")
    expect(opened.get_by_role("link")).to_have_attribute("href", "/attacks/2020-07-24-besmaya/")
    assert Axe().run(page).response["violations"] == []


def test_other_attacks_of_the_place_open_by_keyboard_and_escape_closes_the_card(card: Any, page: Page) -> None:
    later = card.locator("summary", has_text="25 July 2020")
    later.focus()
    page.keyboard.press("Enter")
    expect(card.locator("details[open]")).to_have_count(2)
    expect(card.locator("details[open]").nth(1)).to_contain_text("1 source")

    page.keyboard.press("Escape")

    expect(card).to_be_hidden()
