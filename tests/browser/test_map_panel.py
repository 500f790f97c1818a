"""Filters, table and what is taken away of the map page: one question, answered everywhere alike."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.maps import open_map
from tests.factories import make_attack, make_base, publish

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shown(page: Page, live_server: Any) -> Page:
    """The map of five attacks of 2020, three with rockets, on two bases."""
    taji = make_base("taji")
    publish(
        make_attack("a", "2020-03-11", base=taji, munitions_min=18, munitions_max=18, killed_min=3, killed_max=3),
        make_attack("b", "2020-03-14", base=taji, weapons=["mortar"], killed_min=None, killed_max=None),
        make_attack("c", "2020-05-06", killed_min=1, killed_max=2),
        make_attack("d", "2020-07-24"),
        make_attack("e", "2020-08-01", weapons=["ied"]),
    )
    open_map(page, live_server, "/?on=2020-07-25")
    return page


def said(page: Page) -> Any:
    return page.locator("[data-widget=fire] [data-part=said]")


def open_panel(page: Page) -> Any:
    page.locator(".filter-panel > summary").click()
    return page.locator(".filter-sheet")


def tick(page: Page, group: str, value: str) -> None:
    panel = page.locator(f"[data-filter={group}]")
    if not panel.get_attribute("open") and panel.locator("input").first.is_hidden():
        panel.locator("summary").click()
    panel.locator(f"li[data-value={value}]").get_by_role("checkbox").check()


def slugs(page: Page) -> list[str]:
    return page.locator("#table tbody tr").evaluate_all("rows => rows.map(row => row.dataset.slug)")


def test_a_choice_leaves_what_its_count_says_on_map_list_and_bars(shown: Page) -> None:
    open_panel(shown)
    mortar = shown.locator("[data-filter=weapon] li[data-value=mortar]")
    expect(mortar.locator("[data-part=count]")).to_have_text("(1)")

    tick(shown, "weapon", "mortar")

    expect(said(shown)).to_have_text("1 attack in the 12 months before, 0 of them deadly")
    expect(shown.locator(".time-bar-kind")).to_have_count(1)
    expect(shown.locator(".chip")).to_have_text(["Weapon: mortar ×"])
    expect(shown).to_have_url(re.compile("weapon=mortar"))
    expect(shown.locator("[data-filter=base] [data-part=count]:visible")).to_have_count(0)


def test_one_filter_or_all_are_let_go_of_and_back_brings_them_again(shown: Page) -> None:
    open_panel(shown)
    tick(shown, "weapon", "mortar")
    tick(shown, "weapon", "rocket")
    expect(said(shown)).to_contain_text("4 attacks")

    shown.get_by_role("button", name="Take out the filter Weapon: rocket").click()
    expect(said(shown)).to_contain_text("1 attack")
    expect(shown.locator("[data-filter=weapon] li[data-value=rocket] input")).not_to_be_checked()
    shown.get_by_role("button", name="Show all attacks").click()
    expect(said(shown)).to_contain_text("4 attacks")
    expect(shown.locator(".chip")).to_have_count(0)

    shown.go_back()
    expect(shown.locator(".chip")).to_have_text(["Weapon: mortar ×"])
    expect(said(shown)).to_contain_text("1 attack")


def test_words_filter_while_they_are_typed_and_escape_gives_the_focus_back(shown: Page) -> None:
    open_panel(shown)

    shown.get_by_label("Words").fill("taji")
    expect(said(shown)).to_contain_text("2 attacks")
    expect(shown.locator(".chip")).to_have_text(["Words: taji ×"])
    shown.keyboard.press("Escape")

    expect(shown.locator(".filter-sheet")).to_be_hidden()
    assert shown.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize(
    ("address", "sort"),
    [
        ("/?on=2020-07-25", None),
        ("/?on=2020-07-25&weapon=rocket", "killed"),
        ("/?datetime=2020-03-01/2020-05-31&mode=window", "munitions"),
    ],
)
def test_the_rows_taken_away_are_the_rows_of_the_table_in_its_order(
    shown: Page, live_server: Any, address: str, sort: str | None
) -> None:
    open_map(shown, live_server, address)
    shown.locator("#table summary").click()
    if sort:
        shown.locator(f"[data-sort={sort}]").click()
        expect(shown.locator(f"th[aria-sort] [data-sort={sort}]")).to_be_visible()
    expect(shown.locator("#table tbody tr").first).to_be_visible()
    rows = slugs(shown)

    table = shown.request.get(live_server.url + (taken(shown, "attacks.csv"))).text()
    features = shown.request.get(live_server.url + taken(shown, "geojson")).json()["features"]

    assert rows
    assert [row["slug"] for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))] == rows
    assert [feature["id"] for feature in features] == rows


def taken(page: Page, part: str) -> str:
    link = page.locator(f"a[data-taken*='{part}']")
    return link.get_attribute("href") or ""


def test_a_second_press_turns_the_order_round_and_not_reported_stays_last(shown: Page) -> None:
    shown.locator("#table summary").click()
    head = shown.locator("[data-sort=killed]")
    head.click()
    expect(shown.locator("th[aria-sort=descending]")).to_contain_text("Killed")
    assert slugs(shown) == ["a", "c", "d", "b"]

    head.click()

    expect(shown.locator("th[aria-sort=ascending]")).to_contain_text("Killed")
    assert slugs(shown) == ["d", "c", "a", "b"]
    expect(shown).to_have_url(re.compile("sort=killed"))


def test_citation_and_frame_are_one_click_each(shown: Page, live_server: Any) -> None:
    shown.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown.get_by_text("Take this view away").click()
    shown.get_by_role("button", name="Copy a citation").click()
    expect(shown.locator("[data-part=copied]")).to_have_text("Copied.")
    cited = shown.evaluate("navigator.clipboard.readText()")
    shown.get_by_label("with the list").uncheck()
    shown.get_by_role("button", name="Copy the frame").click()
    shown.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('<iframe'))")

    frame = shown.evaluate("navigator.clipboard.readText()")

    assert cited.startswith("Handover Watch, record as of ")
    assert cited.endswith(f"4 attacks in the 12 months before. CC BY 4.0. {live_server.url}/?on=2020-07-25")
    assert f'src="{live_server.url}/embed/map/?on=2020-07-25&amp;list=0"' in frame


def test_what_is_seen_is_saved_as_a_picture_and_the_bars_as_a_drawing(shown: Page, tmp_path: Path) -> None:
    shown.get_by_text("Take this view away").click()
    with shown.expect_download() as picture:
        shown.get_by_role("button", name="Save a picture").click()
    with shown.expect_download() as drawing:
        shown.get_by_role("button", name="Save the bars").click()
    picture.value.save_as(tmp_path / "map.png")
    drawing.value.save_as(tmp_path / "bars.svg")

    header = (tmp_path / "map.png").read_bytes()[:24]
    box: Any = shown.locator("[data-part=stages]").bounding_box()
    root = ElementTree.fromstring((tmp_path / "bars.svg").read_text("utf-8"))
    bars = [path for path in root.iter("{http://www.w3.org/2000/svg}path") if path.get("fill", "none") != "none"]

    assert picture.value.suggested_filename == "handover-watch-2020-07-25.png"
    assert (header[:8], int.from_bytes(header[16:20], "big")) == (b"\x89PNG\r\n\x1a\n", round(2 * box["width"]))
    assert bars
    assert not [part for part in root.iter() if part.get("class")]
    assert "2021" in "".join(root.itertext())


def test_the_map_is_saved_as_a_drawing_of_shapes_and_texts_with_its_day_credits_and_address(
    shown: Page, live_server: Any, tmp_path: Path
) -> None:
    with shown.expect_download() as drawing:
        shown.locator("[data-act=svg]").evaluate("e => e.click()")
    drawing.value.save_as(tmp_path / "map.svg")

    root = ElementTree.fromstring((tmp_path / "map.svg").read_text("utf-8"))
    texts = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    land = shown.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--land').trim()")

    assert drawing.value.suggested_filename == "handover-watch-2020-07-25.svg"
    assert [path for path in root.iter() if path.get("fill") == land and len(path.get("d", "")) > 1000]
    assert "25 July 2020: 0 sites handed over; 4 attacks in the 12 months before" in texts
    assert f"Handover Watch, CC BY 4.0 · Natural Earth · GeoNames, CC BY 4.0 · {shown.url}" in texts
    assert {"IRAN", "2021"} <= set(texts)
    assert not [part for part in root.iter() if part.get("class") or part.get("style")]


def test_a_picture_of_two_days_names_both(shown: Page, live_server: Any, tmp_path: Path) -> None:
    shown.goto(live_server.url + "/?on=2020-07-25&compare=2019-01-01&with=swipe")
    expect(shown.locator(".stage-day:visible")).to_have_count(2)
    with shown.expect_download() as drawing:
        shown.locator("[data-act=svg]").evaluate("e => e.click()")
    drawing.value.save_as(tmp_path / "map.svg")

    root = ElementTree.fromstring((tmp_path / "map.svg").read_text("utf-8"))

    days = [text.text or "" for text in root.iter() if re.match("25 July 2020:|1 January 2019:", text.text or "")]
    assert len(days) == 2


def test_another_site_may_frame_the_embedded_map_and_no_other_page(shown: Page, live_server: Any) -> None:
    def framed(path: str) -> Any:
        body = f'<iframe src="{live_server.url}{path}" width="800" height="600"></iframe>'
        shown.route("**/elsewhere", lambda route: route.fulfill(content_type="text/html", body=body))
        shown.goto(live_server.url + "/elsewhere")
        return shown.frame_locator("iframe")

    inside = framed("/embed/map/?on=2020-07-25&list=0")
    expect(inside.locator("[data-counter]")).to_have_text("0")
    expect(inside.locator("[data-page=map].is-ready")).to_be_attached()
    expect(inside.locator(".map-list")).to_be_hidden()
    expect(inside.get_by_role("link", name="Handover Watch")).to_have_attribute("href", "/?on=2020-07-25")
    policy = {path: shown.request.get(live_server.url + path).headers for path in ("/embed/map/", "/")}
    assert "frame-ancestors *" in policy["/embed/map/"]["content-security-policy"]
    assert "x-frame-options" not in policy["/embed/map/"]
    shown.unroute_all()
    expect(framed("/?on=2020-07-25").locator("[data-counter]")).to_have_count(0)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_axe_finds_nothing_with_panel_table_and_take_away_open(
    browser: Browser, live_server: Any, width: int, scheme: Any
) -> None:
    publish(make_attack(), make_attack("b", "2020-03-14", weapons=["mortar"]))
    page = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme).new_page()
    open_map(page, live_server, "/?on=2020-07-25&weapon=rocket,mortar")
    page.get_by_text("Take this view away").click()
    page.locator("#table summary").click()
    open_panel(page)
    expect(page.locator("#table tbody tr")).to_have_count(2)

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()
