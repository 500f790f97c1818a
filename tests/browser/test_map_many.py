"""Many attacks are hexagons, as fine as the zoom; the map's window stands in the address, and may be a filter."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dashboard.views import fire
from tests.browser.maps import open_map
from tests.browser.test_map_panel import said
from tests.factories import make_attack, publish

pytestmark = pytest.mark.django_db(transaction=True)

FAR = {"uncertainty_m": 1000, "location_basis": "site", "base": None, "place": "a road", "target": "convoy"}


@pytest.fixture
def summed(page: Page, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Page:
    """The map of three attacks at Mosul and one at Basra, where more than three come as sums."""
    monkeypatch.setattr(fire, "MOST", 3)
    north = [make_attack(f"n{n}", "2020-03-11", latitude=36.34, longitude=43.13, **FAR) for n in range(3)]
    publish(*north, make_attack("s", "2020-06-01", latitude=30.5, longitude=47.8, **FAR))
    open_map(page, live_server, "/?on=2020-07-25")
    return page


def point_at(page: Page, longitude: float, latitude: float) -> None:
    """Move the pointer to a place: the map shows the country, so that two corners tell where."""
    box: Any = page.locator(".stage-map").bounding_box()
    at = page.evaluate(
        """([lon, lat]) => {
          const y = (d) => Math.log(Math.tan(Math.PI / 4 + (d * Math.PI) / 360))
          const map = document.querySelector(".stage-map").getBoundingClientRect()
          const scale = Math.min(map.width / (48.7 - 38.7), map.height / (((y(37.4) - y(29)) * 180) / Math.PI))
          const zoomed = 2 ** (Math.floor(Math.log2((scale * 360) / 256) * 4) / 4) * 256 / 360
          return [
            map.width / 2 + (lon - 43.7) * zoomed,
            map.height / 2 - ((y(lat) - (y(37.4) + y(29)) / 2) * 180 / Math.PI) * zoomed,
          ]
        }""",
        [longitude, latitude],
    )
    page.mouse.move(box["x"] + at[0], box["y"] + at[1])


def test_too_many_attacks_are_hexagons_that_tell_their_count_for_the_clocks_days(summed: Page) -> None:
    tip = summed.locator("[data-part=hexagon]")
    point_at(summed, 43.13, 36.34)
    expect(tip).to_have_text("3 attacks here")
    summed.locator("[data-part=legend] summary").scroll_into_view_if_needed()
    expect(summed.locator("[data-part=steps]")).to_contain_text("from 1, 3, 10, 30, 100 on")
    expect(said(summed)).to_have_text("4 attacks in the 12 months before")

    point_at(summed, 43.13, 36.34)
    for day, count in (("2022-01-01", 0), ("2020-05-30", 3)):
        summed.get_by_label("On the day", exact=True).fill(day)
        summed.keyboard.press("Tab")
        expect(said(summed)).to_have_text(f"{count} attacks in the 12 months before")
        expect(tip).to_be_visible(visible=count > 0)


def test_a_closer_map_asks_for_finer_hexagons(summed: Page) -> None:
    with summed.expect_request(re.compile("part=cells")) as asked:
        summed.get_by_role("button", name="Zoom in").click()

    assert re.search(r"zoom=\d+&window=", asked.value.url)


def test_the_table_of_many_tells_the_first_and_how_many_there_are(summed: Page) -> None:
    summed.locator("#table summary").click()

    expect(summed.locator("#table tbody tr")).to_have_count(4)
    expect(summed.locator("#table [data-part=caption]")).to_have_text("4 attacks in the 12 months before")


def test_the_maps_window_is_in_the_address_and_a_link_opens_it(page: Page, live_server: Any) -> None:
    publish(make_attack())
    open_map(page, live_server, "/?on=2020-07-25")
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"map=[0-9.]+/[0-9.]+/[0-9.]+"))
    scale = page.locator(".leaflet-control-scale-line").inner_text()

    open_map(page, live_server, page.url.removeprefix(live_server.url))

    expect(page.locator(".leaflet-control-scale-line")).to_have_text(scale)


def test_searching_in_the_window_leaves_what_lies_in_it_until_it_is_let_go_of(page: Page, live_server: Any) -> None:
    publish(
        make_attack("n", "2020-03-11", latitude=36.34, longitude=43.13, **FAR),
        make_attack("s", "2020-06-01", latitude=30.5, longitude=47.8, **FAR),
    )
    open_map(page, live_server, "/?on=2020-07-25&map=9/36.34/43.13")
    expect(said(page)).to_contain_text("2 attacks")
    page.get_by_role("button", name="Zoom out").click()

    page.get_by_role("button", name="Search in this window").click()
    expect(said(page)).to_contain_text("1 attack")
    expect(page.locator(".chip")).to_have_text(["In the map's window ×"])
    page.get_by_role("button", name="Search everywhere").click()

    expect(said(page)).to_contain_text("2 attacks")
