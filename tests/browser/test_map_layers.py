"""What is drawn on the map's canvas, in a real browser: attacks by weapon, and launch areas joined to what they hit."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.maps import at_rest, open_map
from tests.factories import make_area, make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db(transaction=True)

DRAWN = """(token) => {
  const probe = document.createElement("canvas").getContext("2d")
  const page = document.querySelector("[data-widget=map]")
  probe.fillStyle = getComputedStyle(page).getPropertyValue("--" + token).trim()
  probe.fillRect(0, 0, 1, 1)
  const wanted = probe.getImageData(0, 0, 1, 1).data
  const canvas = document.querySelector(".leaflet-fire-pane canvas")
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
  let found = 0
  for (let i = 0; i < data.length; i += 4)
    if (data[i + 3] > 100 && [0, 1, 2].every((n) => Math.abs(data[i + n] - wanted[n]) < 8)) found += 1
  return found
}"""
"""How many pixels of the canvas have a token's colour, two fifths covered or more."""


def opened(browser: Browser, live_server: Any, address: str, width: int = 1280, scheme: Any = "light") -> Page:
    page = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    open_map(page, live_server, address)
    expect(page.locator(".mark:visible").first).to_be_visible()
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_attack_has_its_weapons_colour_and_no_other_weapons(browser: Browser, live_server: Any, scheme: Any) -> None:
    publish(make_handover("besmaya-2020", "2020-07-25", base=make_base()))
    west = make_base("west", latitude=33.0, longitude=42.0)
    publish(make_attack(base=west, weapons=["one_way_drone"], munitions_min=20, munitions_max=20))

    page = opened(browser, live_server, "/?on=2020-07-25", scheme=scheme)

    assert page.evaluate(DRAWN, "weapon-drone") > 50
    assert page.evaluate(DRAWN, "weapon-mortar") == 0


def test_launch_areas_are_joined_to_what_they_hit_before_anything_is_chosen(browser: Browser, live_server: Any) -> None:
    base = make_base()
    publish(make_handover("besmaya-2020", "2020-07-25", base=base))
    publish(make_attack("2020-07-23-a", "2020-07-23", base=base, weapons=["one_way_drone"]))
    page = opened(browser, live_server, "/?on=2020-07-25")
    assert page.evaluate(DRAWN, "rust") == 0

    area = make_area("IQ-NI", "Nineveh")
    attack = make_attack(base=base, weapons=["one_way_drone"], launch_area=area, launch_area_text="Nineveh")
    publish(attack)

    page = opened(browser, live_server, "/?on=2020-07-25")
    page.locator("[data-part=legend] .launch").wait_for()
    assert not page.locator("[data-part=card]").is_visible()
    assert page.evaluate(DRAWN, "rust") > 50


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_on_the_map_with_its_legend_open(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    publish(make_handover("besmaya-2020", "2020-07-25", base=make_base()))
    publish(make_attack())
    page = opened(browser, live_server, "/?on=2020-07-25", width, scheme)
    summary = page.locator("[data-part=legend] summary")
    summary.focus()
    if page.locator("[data-part=legend]").get_attribute("open") is None:
        page.keyboard.press("Enter")
    expect(page.locator("[data-part=legend] .launch")).to_be_visible()

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


def test_an_overview_shows_where_the_window_is_while_zoomed_in(browser: Browser, live_server: Any) -> None:
    publish(make_handover("besmaya-2020", "2020-07-25", base=make_base()))
    page = opened(browser, live_server, "/?on=2020-07-25")
    overview = page.locator("[data-part=overview]")
    expect(overview).to_be_hidden()

    for _ in range(3):
        page.locator("[data-act=in]").click()
        at_rest(page)

    expect(overview).to_be_visible()
    page.locator("[data-act=reset]").click()
    expect(overview).to_be_hidden()


def test_a_page_that_is_dark_is_printed_light_the_map_with_it(browser: Browser, live_server: Any) -> None:
    publish(make_handover("besmaya-2020", "2020-07-25", base=make_base()))
    page = opened(browser, live_server, "/?on=2020-07-25", scheme="dark")
    land = """() => {
      const canvas = document.querySelector(".leaflet-basemap-pane canvas")
      return canvas.getContext("2d").getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data[0]
    }"""
    assert page.evaluate(land) < 80

    page.emulate_media(media="print")

    page.wait_for_function(f"({land})() > 200")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()") == "#ffffff"
