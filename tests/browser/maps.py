"""The map page in a browser: open, and at rest."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

AT_REST = """async () => {
  const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  await frames()
  while (document.querySelector(".leaflet-zoom-anim, .leaflet-pan-anim")) await frames()
  await frames()
}"""
"""A zoom begins with the frame after the click, carries its class until it ends, and is drawn with the frame after."""


def open_map(page: Page, live_server: Any, address: str = "/?on=2020-07-25") -> None:
    """Open the page at an address and wait until the map is drawn."""
    page.goto(live_server.url + address)
    expect(page.locator("[data-page=map].is-ready")).to_be_attached()
    at_rest(page)


def at_rest(page: Page) -> None:
    """Wait until the map is drawn and no longer moves: what is pressed earlier is lost, what is read is on its way."""
    page.evaluate(AT_REST)
