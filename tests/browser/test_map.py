"""What a reader does on the map page, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.maps import at_rest, open_map
from tests.factories import make_area, make_attack, make_base, make_handover, publish

pytestmark = pytest.mark.django_db(transaction=True)

SEQUENCE = [
    ("al-qaim", "2020-03-19", 34.369, 41.094),
    ("qayyarah-west", "2020-03-26", 35.766, 43.122),
    ("k1-kirkuk", "2020-03-29", 35.513, 44.284),
    ("nineveh-operations-command", "2020-03-30", 36.375, 43.12),
    ("al-taqaddum", "2020-04-04", 33.339, 43.59),
    ("abu-ghraib", "2020-04-07", 33.306, 44.185),
    ("besmaya", "2020-07-25", 33.18, 44.8),
    ("taji", "2020-08-23", 33.529, 44.278),
]


@pytest.fixture(autouse=True)
def sequence() -> None:
    """The eight sites of 2020, a base still without a handover, and the attack of the day before Besmaya."""
    handovers = [
        make_handover(f"{slug}-2020", day, base=make_base(slug, latitude=latitude, longitude=longitude))
        for slug, day, latitude, longitude in SEQUENCE
    ]
    attack = make_attack(launch_area=make_area("IQ-DI", "Diyala"), launch_area_text="Diyala")
    publish(*handovers, make_base("harir", latitude=36.531, longitude=44.342), attack)


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser's console and network say against the page: errors, refusals, requests to other hosts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if "//localhost:" in request.url else said.append(request.url))
    return said


def counter(page: Page) -> Any:
    return page.locator("[data-counter]")


def test_the_counter_says_seven_on_the_day_and_six_the_day_before(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    expect(counter(page)).to_have_text("7")

    open_map(page, live_server, "/?on=2020-07-24")
    expect(counter(page)).to_have_text("6")


def test_the_page_is_readable_without_javascript(browser: Browser, live_server: Any) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(live_server.url + "/?on=2020-07-25")

    expect(counter(page)).to_have_text("7")
    expect(page.locator("[data-site=besmaya-2020]")).to_contain_text("1 day after the last attack")
    expect(page.locator(".stage")).to_be_hidden()
    page.get_by_role("link", name="The handover before").click()
    expect(counter(page)).to_have_text("6")
    page.get_by_label("On the day", exact=True).fill("2020-03-19")
    page.get_by_role("region", name="Day").get_by_role("button", name="Show").click()
    expect(counter(page)).to_have_text("1")


def test_moving_the_clock_moves_counter_list_marks_and_address(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    besmaya = page.locator("[data-site=besmaya-2020]")

    page.get_by_role("slider", name="Day shown").focus()
    page.keyboard.press("ArrowLeft")

    expect(counter(page)).to_have_text("6")
    expect(page.locator("[data-part=by]")).to_have_text("by 24 July 2020")
    expect(besmaya).to_contain_text("not yet")
    expect(besmaya.locator(".disc--ghost")).to_have_text("7")
    expect(page.locator(".mark--site")).to_have_count(6)
    expect(page).to_have_url(live_server.url + "/?on=2020-07-24")
    expect(page.locator("[data-widget=said]")).to_have_text("24 July 2020: 6 sites handed over, 1 attack shown.")


def test_a_typed_day_and_the_steps_move_the_clock(page: Page, live_server: Any) -> None:
    open_map(page, live_server)

    page.get_by_label("On the day", exact=True).fill("2020-04-03")
    page.get_by_label("On the day", exact=True).blur()
    expect(counter(page)).to_have_text("4")
    page.get_by_role("link", name="The next handover").click()
    expect(counter(page)).to_have_text("5")
    page.get_by_role("link", name="Today").click()
    expect(counter(page)).to_have_text("8")
    expect(page).to_have_url(live_server.url + "/")


def test_page_keys_move_the_clock_by_a_month(page: Page, live_server: Any) -> None:
    open_map(page, live_server)

    page.get_by_role("slider", name="Day shown").press("PageUp")

    expect(page.locator("[data-part=by]")).to_have_text("by 25 August 2020")
    expect(counter(page)).to_have_text("8")


def test_the_marks_are_one_tab_stop_with_arrows_inside(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    stops = page.locator(".mark[tabindex='0']")
    expect(stops).to_have_count(1)

    stops.focus()
    page.keyboard.press("ArrowRight")

    expect(page.locator(":focus")).to_have_accessible_name("Site 2: Qayyarah-West, handed over 26 March 2020")
    page.keyboard.press("End")
    expect(page.locator(":focus")).to_have_accessible_name("Taji: Not known")


def test_a_mark_opens_a_card_that_leads_to_the_dossier(page: Page, live_server: Any) -> None:
    open_map(page, live_server)

    page.get_by_role("button", name="Site 7: Besmaya, handed over 25 July 2020").focus()
    page.keyboard.press("Enter")

    card = page.locator("[data-part=card]")
    expect(card).to_contain_text("Handed over 25 July 2020")
    expect(card).to_contain_text("1 day after the last attack")
    expect(card).to_contain_text("1 attack in the 12 months before")
    expect(card.get_by_role("link", name="Open the dossier")).to_have_attribute("href", "/handovers/besmaya-2020/")
    card.locator("summary", has_text="24 July 2020").click()
    attack = card.locator("details").get_by_role("link", name="Open the dossier")
    expect(attack).to_have_attribute("href", "/attacks/2020-07-24-besmaya/")
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25&at=handovers/besmaya-2020")


def test_escape_closes_the_card_and_gives_the_focus_back(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    page.get_by_role("button", name="Site 7: Besmaya").press("Enter")

    page.keyboard.press("Escape")

    expect(page.locator("[data-part=card]")).to_be_hidden()
    expect(page.locator(":focus")).to_have_accessible_name("Site 7: Besmaya, handed over 25 July 2020")
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25")


def test_a_link_to_a_site_opens_it_at_its_day(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-08-01&site=besmaya-2020")

    expect(page.locator("[data-part=card]")).to_contain_text("Besmaya")
    expect(page.locator("[data-site=besmaya-2020]")).to_have_class("site is-selected")


def test_no_two_marks_cover_each_other_at_any_zoom(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-12-31")
    for _step in range(5):
        boxes = [box for mark in page.locator(".mark:visible").all() if (box := mark.bounding_box())]
        middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) for box in boxes]
        near = [
            (a, b) for i, a in enumerate(middles) for b in middles[i + 1 :] if abs(a[0] - b[0]) + abs(a[1] - b[1]) < 20
        ]
        assert near == []
        page.get_by_role("button", name="Zoom in").click()
        at_rest(page)


def test_the_page_asks_nobody_else_and_breaks_no_rule_of_its_policy(
    page: Page, live_server: Any, complaints: list[str]
) -> None:
    open_map(page, live_server, "/?on=2020-07-25&site=besmaya-2020")
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("slider", name="Day shown").press("ArrowRight")
    page.wait_for_timeout(500)

    assert complaints == []
    assert page.context.cookies() == []


def test_where_the_record_cannot_be_fetched_the_list_stays_and_the_page_says_so(page: Page, live_server: Any) -> None:
    page.route("**/map.json", lambda route: route.abort())
    page.goto(live_server.url + "/?on=2020-07-25")

    expect(page.get_by_role("alert")).to_contain_text("could not be fetched")
    expect(counter(page)).to_have_text("7")
    page.unroute("**/map.json")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator("[data-page=map].is-ready")).to_be_attached()
    expect(page.get_by_role("alert")).to_be_hidden()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing(browser: Browser, live_server: Any, width: int, scheme: Any) -> None:
    page = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    open_map(page, live_server, "/?on=2020-07-25&site=besmaya-2020")

    found = Axe().run(page)

    assert found.response["violations"] == []


@pytest.mark.parametrize("address", ["/?on=2020-07-25", "/ar/?on=2020-07-25"])
def test_nothing_is_wider_than_a_phone(browser: Browser, live_server: Any, address: str) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    open_map(page, live_server, address)

    assert page.evaluate("document.documentElement.scrollWidth") <= 390
