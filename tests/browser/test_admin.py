"""What an editor does at the desk, in a real browser: nothing leaves the machine, and the keyboard is enough."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from editorial.choices import Role
from handovers.models import Handover, MilitaryBase
from tests.browser.hands import sign_in, with_password
from tests.desk import page as address
from tests.factories import make_attack, make_base, make_handover, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[[str], Page]


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser says against the page: errors, refusals by the content policy, requests to other hosts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda problem: said.append(str(problem)))
    page.on(
        "request",
        lambda request: None if "127.0.0.1" in request.url or "localhost" in request.url else said.append(request.url),
    )
    return said


@pytest.fixture
def desk(page: Page, live_server: Any, complaints: list[str]) -> Open:
    """Opens a page of the desk as an editor-in-chief who has signed in."""
    with_password("chief", Role.EDITOR_IN_CHIEF)
    page.goto(f"{live_server.url}/admin/")
    sign_in(page, "chief")
    complaints.clear()

    def open_page(path: str) -> Page:
        page.goto(live_server.url + path)
        return page

    return open_page


def settled(page: Page) -> None:
    """Wait until the page's scripts have made what they make: the map's two layers, and a name for each search box."""
    pickers = page.locator(".point-picker-map, .review-map")
    expect(pickers.locator("canvas")).to_have_count(2 * pickers.count())
    unnamed = ".select2-selection:not([aria-label])"
    expect(page.locator(unnamed)).to_have_count(0)


def test_a_click_on_the_map_writes_the_point_and_a_drag_moves_it(desk: Open, complaints: list[str]) -> None:
    page = desk(address(MilitaryBase, "add"))
    field, box = page.locator("#id_coordinates"), page.locator(".point-picker-map")
    expect(box).to_be_visible()
    box.scroll_into_view_if_needed()

    box.click(position={"x": 300, "y": 150})
    clicked = field.input_value()
    mark = page.locator(".point-picker-mark")
    mark.drag_to(box, target_position={"x": 380, "y": 220})

    assert re.fullmatch(r"3\d\.\d+, 4\d\.\d+", clicked)
    assert re.fullmatch(r"3\d\.\d+, 4\d\.\d+", field.input_value())
    assert field.input_value() != clicked
    assert complaints == []


def test_typing_moves_the_mark_and_the_arrow_keys_nudge_it(desk: Open) -> None:
    page = desk(address(MilitaryBase, "add"))
    field, mark = page.locator("#id_coordinates"), page.locator(".point-picker-mark")

    field.fill("33°47′8″N 42°26′28″E")
    field.press("Tab")
    expect(mark).to_be_visible()
    mark.focus()
    mark.press("ArrowUp")
    latitude, longitude = map(float, field.input_value().split(", "))
    mark.press("Shift+ArrowRight")

    assert (latitude > 33.785556, longitude) == (True, pytest.approx(42.441111, abs=1e-5))
    assert float(field.input_value().split(", ")[1]) > longitude
    assert float(field.input_value().split(", ")[0]) == pytest.approx(latitude, abs=1e-5)


def test_a_swapped_pair_is_noticed_and_swapped_with_one_click(desk: Open) -> None:
    page = desk(address(MilitaryBase, "add"))
    field, note = page.locator("#id_coordinates"), page.locator(".point-picker-note")
    expect(note).to_be_hidden()

    field.fill("44.8, 33.18")
    field.press("Tab")
    expect(note).to_contain_text("look swapped")
    note.get_by_role("button").click()

    expect(field).to_have_value("33.18, 44.8")
    expect(note).to_be_hidden()


def test_a_point_picked_on_the_map_is_saved_and_shown_again(desk: Open) -> None:
    make_base("taji")
    page = desk(address(MilitaryBase, "add"))
    page.fill("#id_name", "Ain al-Asad")
    page.select_option("#id_base_kind", "air_base")
    page.locator(".point-picker-map").click(position={"x": 250, "y": 160})
    page.fill("#id_uncertainty_m", "2000")
    page.select_option("#id_location_basis", "site")
    typed = page.locator("#id_coordinates").input_value()

    page.locator("input[name=_continue]").first.click()

    expect(page.locator(".messagelist")).to_contain_text("was added successfully")
    expect(page.locator("#id_coordinates")).to_have_value(typed)
    expect(page.locator(".point-picker-reach")).to_have_count(1)


def test_a_base_is_found_by_a_part_of_its_name_and_chosen_with_the_keyboard(desk: Open) -> None:
    make_base("besmaya")
    make_base("taji")
    page = desk(address(Handover, "add"))

    page.get_by_role("combobox", name="Base").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("bes")
    expect(page.locator(".select2-results__option--highlighted")).to_have_text("Besmaya")
    page.keyboard.press("Enter")

    expect(page.get_by_role("combobox", name="Base")).to_contain_text("Besmaya")


def test_a_save_over_a_colleagues_is_refused_and_what_was_typed_stays(desk: Open) -> None:
    handover = make_handover()
    page = desk(address(handover))
    Handover.objects.filter(pk=handover.pk).update(summary="Theirs.", revision=2, edited_by=make_user("omar"))

    page.fill("#id_summary", "Mine.")
    page.locator("input[name=_save]").first.click()

    expect(page.locator(".errornote + .errorlist")).to_contain_text("omar saved this record")
    expect(page.locator(".stale")).to_contain_text("Theirs.")
    expect(page.locator("#id_summary")).to_have_value("Mine.")

    page.locator(".stale button").click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    handover.refresh_from_db()
    assert (handover.summary, handover.revision) == ("Mine.", 3)


def test_a_draft_is_sent_to_review_and_published_from_its_own_page(desk: Open) -> None:
    publish(make_base())
    attack = make_attack(working_state="draft")
    page = desk(address(attack))

    page.get_by_role("button", name="Send to review").click()
    page.get_by_role("link", name="Publish…").click()
    page.fill("#id_why", "two sources agree")
    page.get_by_role("button", name="Publish").click()

    expect(page.locator(".messagelist")).to_contain_text("Published.")
    expect(page.locator(".standing")).to_contain_text("version 1")
