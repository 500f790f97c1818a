"""Attacked places that crowd: one mark with their count that opens until each place stands alone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.maps import at_rest, open_map
from tests.factories import make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "/?on=2020-07-25&map=8/33.3/44.4"
TARGETS = """() => {
  const boxes = [...document.querySelectorAll(".mark")].filter((e) => e.offsetParent !== null)
    .map((e) => e.getBoundingClientRect())
  const middle = ({ x, y, width, height }) => [x + width / 2, y + height / 2]
  return boxes.flatMap((a, i) => boxes.slice(i + 1).map((b) =>
    Math.hypot(middle(a)[0] - middle(b)[0], middle(a)[1] - middle(b)[1])))
}"""
"""How far apart the middles of any two marks are that can be pressed."""


@pytest.fixture
def crowd(db: None) -> None:
    base = make_base(latitude=33.30, longitude=44.40, uncertainty_m=500, location_basis="site")
    publish(make_handover("besmaya-2020", "2020-07-25", base=base))
    near = [(33.36, 44.40), (33.361, 44.401), (33.362, 44.40), (33.24, 44.50)]
    attacks = []
    for number, (latitude, longitude) in enumerate(near):
        place = {"latitude": latitude, "longitude": longitude, "uncertainty_m": 100, "location_basis": "site"}
        attack = make_attack(
            f"2020-07-0{number + 1}-road", f"2020-07-0{number + 1}", base=base, place=f"Road {number}", **place
        )
        attack.base = None
        attack.save()
        attacks.append(attack)
    publish(*attacks)


@pytest.mark.usefixtures("crowd")
def test_a_bunch_counts_its_attacks_and_opens_until_each_place_stands_alone(page: Page, live_server: Any) -> None:
    open_map(page, live_server, ADDRESS)
    bunch = page.get_by_role("button", name="3 places, 3 attacks: zoom in")
    expect(bunch).to_have_text("3")
    assert min(page.evaluate(TARGETS)) >= 24
    assert Axe().run(page).response["violations"] == []

    for _ in range(4):
        if bunch.count() == 0:
            break
        bunch.click()
        at_rest(page)

    for number in range(3):
        expect(page.get_by_role("button", name=re.compile(f"^Road {number}: 1 attack"))).to_be_visible()
    assert min(page.evaluate(TARGETS)) >= 24
    page.get_by_role("button", name=re.compile("^Road 1")).click()
    expect(page.locator("[data-part=card]:visible")).to_contain_text("2 July 2020")


@pytest.mark.usefixtures("crowd")
def test_a_bunch_opens_by_keyboard_and_the_focus_stays_on_what_it_stood_for(page: Page, live_server: Any) -> None:
    open_map(page, live_server, ADDRESS)
    page.get_by_role("button", name="3 places, 3 attacks: zoom in").focus()
    for _ in range(4):
        page.keyboard.press("Enter")
        at_rest(page)
        focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
        if not focused.startswith("3 places"):
            break
    assert re.match(r"Road 2: 1 attack", focused)

    page.locator("[data-act=reset]").first.evaluate("e => e.click()")

    focus = page.locator(":focus")
    expect(focus).to_have_accessible_name(re.compile("4 places"))
    expect(focus).to_have_attribute("tabindex", "0")
