"""One set of filters: what the address filters, the page shows, says, and lets go of; its link is one click."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.maps import open_map
from tests.factories import make_attack, publish

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_addresses_filters_hold_on_the_page_until_cleared_and_come_back(page: Page, live_server: Any) -> None:
    publish(make_attack())
    page.goto(live_server.url + "/?on=2020-07-25&killed_min=1")
    fire, filters = page.locator("[data-widget=fire]"), page.locator("[data-widget=filters]")
    expect(filters.get_by_text("leave 0 attacks of the whole record")).to_be_visible()
    expect(fire.locator("[data-part=said]")).to_contain_text("0 attacks")
    expect(page.locator(".time-bar-kind")).to_have_count(0)
    table = fire.get_by_role("link", name="on a page of their own")
    expect(table).to_have_attribute("href", "/attacks/?datetime=2019-07-26/2020-07-25&count=latest&killed_min=1")

    filters.get_by_role("button", name="Show all attacks").click()
    expect(fire.locator("[data-part=said]")).to_contain_text("1 attack")
    expect(page.locator(".time-bar-kind")).to_have_count(1)
    expect(page.locator("[data-widget=said]")).to_have_text("25 July 2020: 0 sites handed over, 1 attack shown.")
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25")

    page.go_back()
    expect(fire.locator("[data-part=said]")).to_contain_text("0 attacks")


def test_the_link_to_the_view_is_copied(page: Page, live_server: Any) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_map(page, live_server, "/?on=2020-07-25&weapon=rocket")

    page.get_by_text("Take this view away").click()
    page.get_by_role("button", name="Copy the link to this view").click()

    expect(page.locator("[data-part=copied]")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == live_server.url + "/?on=2020-07-25&weapon=rocket"
