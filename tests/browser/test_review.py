"""The page of a review in a real browser: by keyboard alone, on a phone, without script, and its map's two places."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from attacks.models import Attack
from editorial.choices import PublicState, Role, Verification, WorkingState
from editorial.models import Record
from editorial.standing import standing
from tests.browser.hands import sign_in, with_password
from tests.browser.test_admin import Open, complaints, desk, settled  # noqa: F401  # the fixtures of the desk
from tests.desk import page as address
from tests.factories import cite, make_attack, make_source, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)

PLACE = {"latitude": 33.18, "longitude": 44.53, "uncertainty_m": 1500, "location_basis": "site", "governorate": None}


def edited() -> Attack:
    """A public attack of which another person changed the place and the summary, with a second source."""
    attack = make_attack(summary="Four rockets.", **PLACE)
    publish(attack)
    cite(attack, make_source("A second account", url="https://example.org/second"))
    Attack.objects.filter(pk=attack.pk).update(summary="Three rockets.", latitude=33.2, revision=2)
    state = {"edited_by": make_user("omar", None), "working_state": WorkingState.IN_REVIEW}
    Record.objects.filter(pk=attack.pk).update(**state)
    return attack


def in_context(browser: Browser, live_server: Any, attack: Attack, **given: Any) -> tuple[BrowserContext, Page]:
    """The review in a browser of its own kind, signed in."""
    with_password("chief", Role.EDITOR_IN_CHIEF)
    context = browser.new_context(**given)
    page = context.new_page()
    page.goto(f"{live_server.url}{address(attack, 'review')}".replace("/admin/", "/admin/login/?next=/admin/", 1))
    sign_in(page, "chief")
    return context, page


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press Tab until what has the focus is called so."""
    for _step in range(most):
        page.keyboard.press("Tab")
        called = page.evaluate(
            "(document.activeElement.labels?.[0]?.textContent || document.activeElement.value"
            " || document.activeElement.textContent || '').trim()"
        )
        if called.startswith(name):
            return
    raise AssertionError(f"“{name}” is not reached within {most} tabs")


def test_a_source_is_noted_as_opened_and_the_record_published_by_keyboard_alone(desk: Open) -> None:  # noqa: F811
    attack = edited()
    page = desk(address(attack, "review"))

    tab_to(page, "Found there")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    tab_to(page, "Note it")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Noted what was found")).to_be_visible()
    tab_to(page, "Reason")
    page.keyboard.type("The second source has been read.")
    tab_to(page, "Publish")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Four rockets.")).to_have_count(0)
    assert attack.citations.filter(verification=Verification.OPENED).count() == 1
    assert (standing(attack).state, standing(attack).version) == (PublicState.PUBLISHED, 2)


def test_on_a_phone_old_and_new_are_named_and_nothing_is_wider_than_it(browser: Browser, live_server: Any) -> None:
    attack = edited()
    context, page = in_context(browser, live_server, attack, viewport={"width": 390, "height": 844})
    row = page.locator(".differences tr", has_text="summary").first

    expect(row.locator(".cell-label").nth(0)).to_be_visible()
    told = [line for line in row.inner_text().split("\n") if line]
    assert told[-4:] == ["Public now", "Four rockets.", "Working copy", "Three rockets."]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_without_script_the_review_can_be_read_noted_and_published(browser: Browser, live_server: Any) -> None:
    attack = edited()
    context, page = in_context(browser, live_server, attack, java_script_enabled=False)

    expect(page.locator(".review-place")).to_contain_text("33.20000, 44.53000")
    expect(page.locator(".review-place")).to_contain_text("2.2 km apart")
    expect(page.locator(".review-map")).to_be_hidden()
    second = page.locator(".review-citation", has_text="A second account")
    second.get_by_label("Found there").select_option(label="it does not say that")
    second.get_by_label("In words").fill("It speaks of Taji.")
    second.get_by_role("button", name="Note it").click()

    expect(page.locator(".errornote")).to_contain_text("does not say what is cited")
    second.get_by_label("Found there").select_option(label="it says what is cited")
    with page.expect_navigation():
        second.get_by_role("button", name="Note it").click()
    page.locator("#publish").get_by_label("Reason").fill("Read again.")
    with page.expect_navigation():
        page.locator("#publish").get_by_role("button", name="Publish").click()
    assert standing(attack).version == 2
    context.close()


def test_the_map_shows_the_public_place_and_the_new_one(desk: Open, complaints: list[str]) -> None:  # noqa: F811
    page = desk(address(edited(), "review"))
    settled(page)
    place = page.locator(".review-map")
    place.scroll_into_view_if_needed()

    points = place.locator(".review-mark")
    box: Any = place.bounding_box()
    seen: Any = [each.bounding_box() for each in points.all()]

    assert len(seen) == 2
    assert all(box["x"] <= each["x"] + each["width"] / 2 <= box["x"] + box["width"] for each in seen)
    assert len({(round(each["x"]), round(each["y"])) for each in seen}) == len(seen)
    assert complaints == []
