"""What a reader meets on the pages of reading, in a real browser: at two widths, in the dark, in Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from editorial import services
from editorial.choices import ClaimStatus
from editorial.models import Claim
from tests.factories import (
    cite,
    make_actor,
    make_attack,
    make_base,
    make_context_event,
    make_handover,
    make_presence,
    make_source,
    make_user,
    on_day,
    publish,
    within,
)

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/bases/",
    "/bases/besmaya/",
    "/handovers/",
    "/handovers/besmaya-2020/",
    "/attacks/",
    "/attacks/2020-07-24-besmaya/",
    "/timeline/",
    "/sources/",
    "/corrections/",
    "/data/",
    "/about/",
    "/search/?q=besmaya",
    "/search/?q=nonsense",
    "/attacks/?weapon=sword",
    "/attacks/2020-01-01-withdrawn/",
    "/nowhere/",
]
DATA_PAGES = ["/ogc/", "/ogc/collections/attacks/items", "/ogc/collections/attacks/items/2020-07-24-besmaya"]
"""Pages of an API, which have no address of their own in another language."""


@pytest.fixture(autouse=True)
def record() -> None:
    """Besmaya's handover with a dispute, an attack with an accusation, a correction and a withdrawn record."""
    handover, attack = make_handover(summary="Handed over on a timetable."), make_attack(time_local="19:30")
    differing = cite(handover, make_source("Another account", "another"), said_by="A spokesman")
    Claim.objects.create(
        citation=differing,
        field="portion",
        value="whole_site",
        wording="the base",
        status=ClaimStatus.CONFLICT,
        note="Loose.",
    )
    cite(handover, make_source("A third account", "third"), {"portion": "coalition_portion", "ordinal": 1})
    attack.attributions.create(actor=make_actor(), stance="accused", speaker="A ministry", said_on="2020-07-25")
    withdrawn = make_attack("2020-01-01-withdrawn", "2020-01-01", base=make_base("taji"))
    overdue = make_handover(
        "harir-2026", None, base=make_base("harir"), status="scheduled",
        **within("2020-09-01", "2020-09-30", "month", "scheduled"),
    )  # fmt: skip
    publish(handover, attack, make_presence(**on_day("2015-02-22", "start")), make_context_event(), withdrawn, overdue)
    services.retract(withdrawn, by=make_user(), why="x", reason="It was another place.")
    attack.outcome = "impact_inside"
    attack.save()
    services.publish(attack, by=make_user(), why="x")


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser says against a page: refusals of the content policy, errors, requests to other hosts."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if "status of 4" not in message.text else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if "//localhost:" in request.url else said.append(request.url))
    return said


def wider_than_the_window(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule_of_accessibility(
    page: Page, live_server: Any, complaints: list[str], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    broken = {}
    for address in PAGES + DATA_PAGES:
        page.goto(live_server.url + address)
        if violations := Axe().run(page).response["violations"]:
            broken[address] = [(each["id"], [node["html"] for node in each["nodes"]][:3]) for each in violations]

    assert broken == {}
    assert complaints == []


def test_no_page_is_wider_than_a_phone(page: Page, live_server: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    in_arabic = [f"/ar{address}" for address in PAGES] + [f"{address}?lang=ar" for address in DATA_PAGES]
    for address in PAGES + DATA_PAGES + in_arabic:
        page.goto(live_server.url + address)
        assert (address, wider_than_the_window(page)) == (address, 0)


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_attacks_are_filtered_without_javascript(without_script: Page, live_server: Any) -> None:
    page = without_script
    page.goto(live_server.url + "/attacks/")

    page.get_by_label("To", exact=True).fill("2020-07-23")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("No attack in the record matches.")).to_be_visible()

    page.goto(live_server.url + "/attacks/?weapon=rocket&to=2020-07-23")
    expect(page.get_by_role("checkbox", name="rocket (0)")).to_be_checked()

    page.get_by_role("link", name="All attacks").click()
    page.get_by_role("link", name="4 rockets").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4 rockets")
    expect(page.get_by_text("local time, Iraq, UTC+3")).to_be_visible()


def test_the_dossier_says_what_sources_differ_on(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/handovers/besmaya-2020/")

    portion = page.get_by_role("row", name="How much of the base")
    expect(portion).to_contain_text("differs: the base")
    expect(page.get_by_text("Sources disagree on: how much of the base.")).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("Loose.")


def test_an_overdue_handover_is_not_shown_as_done(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/handovers/")

    expect(page.get_by_role("heading", name="Overdue")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Harir").click()
    expect(page.get_by_text("It is not counted as done.")).to_be_visible()


def test_a_link_to_a_turning_point_leads_to_it(page: Page, live_server: Any) -> None:
    page.goto(live_server.url + "/search/?q=turning")
    page.get_by_role("link", name="A turning point").click()

    expect(page.locator("#soleimani-killed")).to_be_in_viewport()
