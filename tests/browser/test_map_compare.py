"""Two days compared: two maps in step, side by side or with a divider, in the address and by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.maps import at_rest, open_map
from tests.factories import make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db(transaction=True)

PLACE = {"latitude": 33.18, "longitude": 44.53, "uncertainty_m": 1500, "location_basis": "site"}


@pytest.fixture
def handed_over(db: None) -> None:
    base = make_base(**PLACE)
    publish(make_attack(base=base), make_handover(base=base), make_attack("before", "2019-12-27", base=base))


def captions(page: Page) -> Any:
    return page.locator(".stage-day:visible")


@pytest.mark.usefixtures("handed_over")
def test_two_days_stand_side_by_side_with_their_counts_and_the_address_says_so(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-25")
    page.get_by_role("button", name="Compare two days").click()
    day = page.get_by_label("with", exact=True)
    expect(day).to_be_focused()
    day.fill("2020-03-01")
    page.keyboard.press("Tab")

    expect(captions(page)).to_have_text(
        [
            "25 July 2020: 1 site handed over; 2 attacks in the 12 months before",
            "1 March 2020: 0 sites handed over; 1 attack in the 12 months before",
        ]
    )
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25&compare=2020-03-01")
    maps = page.locator(".stage")
    left, right = [each.evaluate("e => e.getBoundingClientRect().toJSON()") for each in maps.all()]
    assert left["x"] + left["width"] <= right["x"] + 1
    expect(page.get_by_role("region", name="Map on 1 March 2020")).to_be_visible()
    expect(maps.nth(0).get_by_role("button", name=re.compile("Site 1"))).to_be_attached()
    expect(maps.nth(1).get_by_role("button", name=re.compile("Site 1"))).to_have_count(0)


@pytest.mark.usefixtures("handed_over")
def test_the_second_map_follows_the_first_and_the_clock_moves_the_first_day_alone(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-25&compare=2020-03-01")
    scales = page.locator(".leaflet-control-scale-line")
    before = scales.nth(0).inner_text()
    page.locator(".stage").first.get_by_role("button", name="Zoom in").click()
    at_rest(page)
    expect(scales.nth(0)).not_to_have_text(before)
    expect(scales.nth(1)).to_have_text(scales.nth(0).inner_text())

    page.get_by_label("On the day", exact=True).fill("2020-07-24")
    page.keyboard.press("Tab")

    expect(captions(page).nth(0)).to_contain_text("24 July 2020: 0 sites handed over")
    expect(captions(page).nth(1)).to_contain_text("1 March 2020")


@pytest.mark.usefixtures("handed_over")
def test_the_divider_moves_by_keyboard_and_ending_leaves_one_map(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-25&compare=2020-03-01&with=swipe")
    divider = page.get_by_role("slider", name=re.compile("Where the first day ends"))
    second = page.locator(".stage--second > .stage-map")
    before = second.evaluate("e => getComputedStyle(e).clipPath")
    divider.focus()
    divider.press("ArrowRight")
    expect(second).not_to_have_css("clip-path", before)

    page.get_by_role("button", name="End", exact=True).click()

    expect(page.locator(".stage:visible")).to_have_count(1)
    expect(captions(page)).to_have_count(0)
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25")
    expect(page.get_by_role("button", name="Compare two days")).to_be_focused()


@pytest.mark.usefixtures("handed_over")
def test_what_is_chosen_on_the_second_map_opens_the_one_card_each_time(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-03-01&compare=2020-07-25")
    card = page.locator("[data-part=card]:visible")
    for _ in range(2):
        page.locator(".stage").nth(1).get_by_role("button", name=re.compile("Site 1")).click()
        expect(card).to_have_count(1)
        expect(card).to_contain_text("Besmaya")
        page.keyboard.press("Escape")
        expect(card).to_have_count(0)


def divided_at(page: Page) -> float:
    """Where the divider stands: a share of the maps' width from the left."""
    return float(
        page.evaluate(
            """() => {
              const [maps, line] = [".stages", ".stage-divider"].map((name) =>
                document.querySelector(name).getBoundingClientRect())
              return (line.x + line.width / 2 - maps.x) / maps.width
            }"""
        )
    )


@pytest.mark.usefixtures("handed_over")
def test_the_divider_is_dragged_and_no_counter_or_card_is_cut_off_by_it(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-25&compare=2020-03-01&with=swipe&at=handovers/besmaya-2020")
    box = page.locator(".stage-divider").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(page.locator(".stages").evaluate("e => e.getBoundingClientRect().x") + 20, box["y"] + 200, steps=4)
    page.mouse.up()
    assert divided_at(page) < 0.05

    top = """e => {
      const { x, y, width, height } = e.getBoundingClientRect()
      return [0.1, 0.9].every((part) => e.contains(document.elementFromPoint(x + width * part, y + height / 2)))
    }"""
    for shown in (captions(page).nth(0), captions(page).nth(1), page.locator("[data-part=card]:visible")):
        assert shown.evaluate(top)


@pytest.mark.usefixtures("handed_over")
def test_the_divider_makes_way_for_a_mark_that_has_the_focus(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-25&compare=2020-03-01&with=swipe")
    divider = page.get_by_role("slider", name=re.compile("Where the first day ends"))
    divider.press("Home")
    mark = page.locator(".stage").first.get_by_role("button", name=re.compile("Site 1"))
    mark.focus()
    edge = mark.evaluate("e => e.getBoundingClientRect().right - document.querySelector('.stages').offsetLeft")
    assert edge < divided_at(page) * page.locator(".stages").evaluate("e => e.offsetWidth")
    assert divider.get_attribute("aria-valuenow") != "0"


@pytest.mark.usefixtures("handed_over")
@pytest.mark.parametrize("language", ["", "/ar"])
def test_each_counter_stands_on_its_own_side_of_the_divider(page: Page, live_server: Any, language: str) -> None:
    open_map(page, live_server, f"{language}/?on=2020-07-25&compare=2020-03-01&with=swipe")
    for place, stage in enumerate((".stage:not(.stage--second)", ".stage--second")):
        own = """(e, stage) => {
          const { x, width, bottom } = e.getBoundingClientRect()
          const under = document.elementFromPoint(x + width / 2, bottom + 20)
          return under.closest(".stage").matches(stage)
        }"""
        assert captions(page).nth(place).evaluate(own, stage)


@pytest.mark.usefixtures("handed_over")
def test_a_screen_reader_is_told_both_days(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-25")
    page.get_by_role("button", name="Compare two days").press("Enter")
    page.get_by_label("with", exact=True).fill("2020-03-01")

    expect(page.locator("[data-widget=said]")).to_have_text(
        "25 July 2020: 1 site handed over, 2 attacks shown. "
        "Compared with 1 March 2020: 0 sites handed over, 1 attack shown."
    )


@pytest.mark.usefixtures("handed_over")
@pytest.mark.parametrize(("width", "way"), [(1280, "side"), (390, "side"), (390, "swipe")])
def test_axe_finds_nothing_where_two_days_are_compared(
    browser: Browser, live_server: Any, width: int, way: str
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    open_map(page, live_server, f"/?on=2020-07-25&compare=2020-03-01&with={way}")
    expect(captions(page)).to_have_count(2)

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
