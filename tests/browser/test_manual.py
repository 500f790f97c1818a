"""The API's manual in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_manual_shows_every_address_with_a_clean_console_and_asks_no_other_host(
    page: Page, live_server: LiveServer
) -> None:
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"{live_server.url}/api/v1/docs/")

    expect(page.locator("#operations-attacks-get_attacks")).to_be_visible()
    page.locator("#operations-attacks-get_attacks .opblock-summary").click()
    expect(page.get_by_text("What became of the munitions").first).to_be_visible()
    assert said == []
    assert {address for address in asked if not address.startswith((live_server.url, "data:"))} == set()
