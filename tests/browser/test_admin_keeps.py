"""What is typed at the desk outlives a closed tab, a lost session and a dead server; who else is at a record shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from attacks.models import Attack
from editorial import services
from editorial.choices import Role
from editorial.models import Editing
from tests.browser.hands import sign_in, with_password
from tests.browser.test_admin import complaints, desk  # noqa: F401  # the fixtures of the desk
from tests.desk import page as address
from tests.factories import make_attack, make_user

pytestmark = pytest.mark.django_db(transaction=True)
Open = Callable[[str], Page]
TEXTS = ".event-form input[type=text]:visible, .event-form input[type=url]:visible"
TYPED = "Four rockets fell; nobody was hurt."


def kept(page: Page) -> None:
    """Wait until what was typed is written down."""
    page.wait_for_function("(text) => JSON.stringify(localStorage).includes(text)", arg=TYPED)


def again(page: Page, path: str) -> Page:
    """The tab is closed, and another one opened at the same address."""
    url, context = page.url, page.context
    page.close()
    fresh = context.new_page()
    fresh.goto(url.partition("/admin/")[0] + path)
    return fresh


def bring_back(page: Page) -> None:
    expect(page.locator(".typed-offer")).to_contain_text("and not saved")
    page.get_by_role("button", name="Bring it back").click()


def test_typing_outlives_a_closed_tab_and_is_forgotten_once_it_is_saved(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    page = desk(address(attack))
    page.fill("#id_summary", TYPED)
    kept(page)

    page = again(page, address(attack))
    bring_back(page)
    expect(page.locator("#id_summary")).to_have_value(TYPED)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    page = again(page, address(attack))
    expect(page.locator("#id_summary")).to_have_value(TYPED)
    expect(page.locator(".typed-offer")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('typed:'))") == []


def test_typing_outlives_a_lost_session(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    page = desk(address(attack))
    page.fill("#id_summary", TYPED)
    Session.objects.all().delete()

    page.get_by_role("button", name="Save", exact=True).first.click()
    sign_in(page, "chief")

    bring_back(page)
    expect(page.locator("#id_summary")).to_have_value(TYPED)
    assert Attack.objects.get().summary != TYPED


def test_typing_outlives_a_dead_server(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    page = desk(address(attack))
    page.fill("#id_summary", TYPED)
    page.context.route("**/*", lambda route: route.abort("connectionrefused"))
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Save", exact=True).first.click()

    page.context.unroute_all()
    page = desk(address(attack))

    bring_back(page)
    expect(page.locator("#id_summary")).to_have_value(TYPED)


def test_rows_that_were_added_come_back_with_what_was_chosen_in_them(desk: Open) -> None:  # noqa: F811
    page = desk(address(Attack, "add"))
    page.get_by_text("Add another Name").click()
    page.fill("#id_names-0-text", TYPED)
    page.select_option("#id_names-0-kind", "transliteration")
    page.check("#id_weapons_1")
    kept(page)

    page = again(page, address(Attack, "add"))
    bring_back(page)

    expect(page.locator("#id_names-0-text")).to_have_value(TYPED)
    expect(page.locator("#id_names-0-kind")).to_have_value("transliteration")
    expect(page.locator("#id_weapons_1")).to_be_checked()


def test_an_event_that_is_being_recorded_comes_back_too(desk: Open) -> None:  # noqa: F811
    page = desk("/admin/record/")
    page.locator(TEXTS).first.fill(TYPED)
    kept(page)

    page = again(page, "/admin/record/")
    bring_back(page)

    expect(page.locator(TEXTS).first).to_have_value(TYPED)


def test_what_comes_back_over_a_colleagues_save_is_refused_with_both_side_by_side(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    page = desk(address(attack))
    page.fill("#id_summary", TYPED)
    kept(page)
    Attack.objects.filter(pk=attack.pk).update(summary="A colleague's.")
    services.changed(attack, make_user("layla"))

    page = again(page, address(attack))
    expect(page.locator(".typed-offer")).to_contain_text("Somebody has saved the record since")
    bring_back(page)
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.locator(".stale")).to_contain_text("A colleague's.")
    expect(page.locator("#id_summary")).to_have_value(TYPED)
    assert Attack.objects.get().summary == "A colleague's."


def test_what_is_discarded_is_gone(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    page = desk(address(attack))
    page.fill("#id_summary", TYPED)
    kept(page)

    page = again(page, address(attack))
    page.get_by_role("button", name="Discard it").click()

    page = again(page, address(attack))
    expect(page.locator("#id_summary")).not_to_have_value(TYPED)
    expect(page.locator(".typed-offer")).to_have_count(0)


def test_nobody_else_at_the_same_machine_is_offered_it_and_signing_out_forgets_it(desk: Open) -> None:  # noqa: F811
    attack = make_attack()
    with_password("layla", Role.EDITOR)
    page = desk(address(attack))
    page.fill("#id_summary", TYPED)
    kept(page)

    Session.objects.all().delete()
    page = again(page, address(attack))
    sign_in(page, "layla")
    expect(page.locator("#id_summary")).to_be_visible()
    expect(page.locator(".typed-offer")).to_have_count(0)
    assert TYPED not in page.evaluate("JSON.stringify(localStorage)")

    page.fill("#id_summary", TYPED)
    kept(page)
    page.fill("#id_summary", TYPED + " Not yet written down.")
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_text("Thanks for spending")).to_be_visible()
    assert TYPED not in page.evaluate("JSON.stringify(localStorage)")


def test_who_else_has_the_record_open_is_shown_and_leaves(
    desk: Open,  # noqa: F811
    complaints: list[str],  # noqa: F811
    browser: Browser,
    live_server: Any,
) -> None:
    attack = make_attack()
    with_password("layla", Role.EDITOR)
    other = browser.new_context().new_page()
    other.goto(live_server.url + address(attack))
    sign_in(other, "layla")
    expect(other.locator("#id_summary")).to_be_visible()
    expect(other.locator(".others-editing")).to_be_hidden()

    page = desk(address(attack))
    expect(page.locator(".others-editing")).to_contain_text("layla has this record open too")
    assert complaints == []

    other.close(run_before_unload=False)
    other.context.close()
    Editing.objects.filter(editor__username="layla").delete()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.locator(".others-editing")).to_be_hidden()
