"""One address: what is opened and when stands in it, and back and forward lead through it."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.maps import open_map
from tests.factories import make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def record() -> None:
    base = make_base("besmaya", latitude=33.18, longitude=44.8)
    publish(make_handover("besmaya-2020", "2020-07-25", base=base))
    publish(make_attack())


def test_a_records_own_link_sets_the_clock_to_its_day(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?at=handovers/besmaya-2020")
    expect(page.locator("[data-part=by]")).to_have_text("by 25 July 2020")
    expect(page.locator("[data-part=card]")).to_contain_text("Handed over 25 July 2020")

    open_map(page, live_server, "/?at=attacks/2020-07-24-besmaya")
    expect(page.locator("[data-part=by]")).to_have_text("by 24 July 2020")


def test_back_and_forward_close_and_open_what_was_opened_on_its_day(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-24")
    page.get_by_role("slider", name="Day shown").press("ArrowRight")
    page.get_by_role("button", name="Site 1: Besmaya").press("Enter")
    card = page.locator("[data-part=card]")
    expect(card).to_be_visible()
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25&at=handovers/besmaya-2020")

    page.go_back()
    expect(card).to_be_hidden()
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25")
    page.go_forward()
    expect(card).to_be_visible()
    expect(page.locator("[data-part=by]")).to_have_text("by 25 July 2020")
