"""The legend of the map, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.maps import open_map
from tests.factories import make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db(transaction=True)

WEAPONS = ["rocket", "mortar", "one_way_drone", "ballistic_missile", "ied"]


@pytest.fixture(autouse=True)
def fired_on() -> None:
    """A base handed over, and one base for each shape of an attack's mark."""
    attacks = []
    for index, weapon in enumerate(WEAPONS):
        base = make_base(f"base-{weapon}".replace("_", "-"), latitude=31.5 + index, longitude=42.0)
        day = f"2020-07-0{index + 1}"
        attacks.append(make_attack(f"{day}-{index}", day, base=base, weapons=[weapon]))
    publish(make_handover("besmaya-2020", "2020-07-25", base=make_base()), *attacks)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_legend_explains_every_shape_and_status_within_the_map(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    page = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    open_map(page, live_server)
    legend = page.locator("[data-part=legend]")
    if legend.get_attribute("open") is None:
        legend.locator("summary").click()

    expect(legend.locator(".weapon:visible")).to_have_count(5)
    expect(legend.locator(".ring:visible")).to_have_count(6)
    inside, around = legend.bounding_box(), page.locator(".stage").bounding_box()
    assert inside is not None
    assert around is not None
    assert inside["y"] >= around["y"]
    assert inside["y"] + inside["height"] <= around["y"] + around["height"] + 1
