"""The time bar: dragged, brushed, stepped and played, by pointer, touch and keys; everything follows."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from editorial.choices import DatePrecision
from tests.browser.maps import open_map
from tests.factories import make_attack, make_base, make_context_event, make_handover, publish, within

pytestmark = pytest.mark.django_db(transaction=True)

CLOCK, FIRST = "Day shown", "First day whose attacks are shown"


@pytest.fixture(autouse=True)
def record() -> None:
    """Two handovers, three attacks of which one has no certain day, and a turning point."""
    besmaya, taji = make_base("besmaya"), make_base("taji")
    publish(
        make_handover("besmaya-2020", "2020-07-25", base=besmaya), make_handover("taji-2020", "2020-08-23", base=taji)
    )
    publish(
        make_attack(base=besmaya), make_attack("2020-03-17-besmaya", "2020-03-17", base=besmaya, weapons=["mortar"])
    )
    uncertain = within("2020-06-27", "2020-07-02", DatePrecision.DAYS)
    publish(make_attack("2020-07-02-taji", None, base=taji, **uncertain), make_context_event(day="2020-06-11"))


def counter(page: Page) -> Locator:
    return page.locator("[data-counter]")


def shown(page: Page) -> Locator:
    return page.locator("[data-widget=fire] [data-part=said]")


def slider(page: Page, name: str = CLOCK) -> Locator:
    return page.get_by_role("slider", name=name)


def choice(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name)


def hand(place: Locator) -> tuple[float, float]:
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] - 40


def day_of(place: Locator) -> date:
    return date(1970, 1, 1) + timedelta(days=int(place.input_value()))


def test_the_clock_is_dragged_and_everything_follows(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    x, y = hand(slider(page))

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 5, y)
    expect(counter(page)).to_have_text("0")
    page.mouse.up()

    before = day_of(slider(page))
    assert date(2020, 5, 1) < before < date(2020, 7, 25)
    expect(page.locator("[data-site=besmaya-2020]")).to_contain_text("not yet")
    expect(page).to_have_url(f"{live_server.url}/?on={before}")
    expect(page.locator("[data-widget=said]")).to_contain_text("0 sites handed over, ")


def test_a_press_on_the_bar_sets_the_clock(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    x, y = hand(slider(page))

    page.mouse.click(x + 60, y)

    assert day_of(slider(page)) > date(2020, 10, 1)
    expect(counter(page)).to_have_text("2")


def test_a_stroke_over_the_bars_brushes_a_window_which_the_attacks_follow(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-12-31")
    expect(shown(page)).to_contain_text("3 attacks in the 12 months before")
    x, y = hand(slider(page))

    page.mouse.move(x + 40, y)
    page.mouse.down()
    page.mouse.move(x + 80, y)
    page.mouse.move(x + 140, y)
    page.mouse.up()

    first, last = day_of(slider(page, FIRST)), day_of(slider(page))
    assert date(2021, 1, 1) < first < last
    expect(shown(page)).to_contain_text("0 attacks: ")
    expect(page).to_have_url(f"{live_server.url}/?datetime={first}/{last}")
    expect(choice(page, "Attacks")).to_have_value("window")

    page.get_by_role("link", name="The handover before").click()
    expect(page).to_have_url(f"{live_server.url}/?datetime={first - (last - date(2020, 8, 23))}/2020-08-23")
    choice(page, "Attacks").select_option("12 months")
    expect(page).to_have_url(live_server.url + "/?on=2020-08-23")
    page.go_back()
    expect(choice(page, "Attacks")).to_have_value("window")
    page.go_back()
    expect(page).to_have_url(live_server.url + "/?on=2020-12-31")
    expect(shown(page)).to_contain_text("3 attacks in the 12 months before")


def test_a_window_in_the_address_is_shown_and_its_ends_are_moved_by_keys(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?datetime=2020-07-01/2020-07-25")
    expect(shown(page)).to_contain_text("2 attacks: ")
    expect(counter(page)).to_have_text("1")

    slider(page, FIRST).press("PageDown")
    expect(page).to_have_url(live_server.url + "/?datetime=2020-06-01/2020-07-25")
    slider(page, FIRST).press("Home")
    expect(shown(page)).to_contain_text("3 attacks: ")
    expect(page).to_have_url(live_server.url + "/?datetime=2020-03-17/2020-07-25")


def test_all_up_to_the_day_are_shown_where_asked_and_by_earlier_links(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2022-01-01&attacks=all")
    expect(shown(page)).to_contain_text("3 attacks up to this day")

    choice(page, "Attacks").select_option("3 months")
    expect(shown(page)).to_contain_text("0 attacks in the 3 months before")
    expect(page).to_have_url(live_server.url + "/?on=2022-01-01&attacks=3")


@pytest.mark.parametrize(
    ("unit", "back", "on"),
    [
        ("day", "The day before", "2020-07-24"),
        ("week", "A week before", "2020-07-18"),
        ("month", "A month before", "2020-06-25"),
        ("attack", "The attack before", "2020-07-24"),
    ],
)
def test_the_clock_steps(page: Page, live_server: Any, unit: str, back: str, on: str) -> None:
    open_map(page, live_server)
    page.locator("[data-part=more] summary").click()
    choice(page, "Step by").select_option(unit)

    page.get_by_role("link", name=back).click()

    expect(page).to_have_url(f"{live_server.url}/?on={on}")


def test_a_play_runs_quietly_stops_at_the_end_and_begins_anew(page: Page, live_server: Any) -> None:
    today = date.fromisoformat(page.request.get(live_server.url + "/map.json").json()["today"])
    page.clock.install()
    open_map(page, live_server, f"/?on={today - timedelta(days=20)}")
    page.clock.pause_at(datetime.now() + timedelta(hours=1))
    said = page.locator("[data-widget=said]")

    page.get_by_role("button", name="Play").click()
    page.clock.run_for(500)
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert today - timedelta(days=20) < day_of(slider(page)) < today
    expect(said).to_be_empty()
    page.clock.run_for(2000)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert day_of(slider(page)) == today
    expect(page).to_have_url(live_server.url + "/")
    expect(said).to_contain_text("2 sites handed over, 0 attacks shown.")

    page.get_by_role("button", name="Play").click()
    page.clock.run_for(500)
    page.get_by_role("button", name="Pause").click()
    stopped = day_of(slider(page))
    page.clock.run_for(500)
    assert day_of(slider(page)) == stopped < date(2021, 1, 1)


def test_a_play_moves_seldom_where_motion_is_to_be_little(browser: Browser, live_server: Any) -> None:
    page = browser.new_context(reduced_motion="reduce").new_page()
    open_map(page, live_server, "/?on=2020-07-25")
    days = "() => Number(document.querySelector('[data-hand=on]').value)"
    start = page.evaluate(days)

    page.get_by_role("button", name="Play").click()
    moved = page.wait_for_function(f"start => ({days})() > start && ({days})()", arg=start)

    assert moved.json_value() == start + 30


def test_days_beyond_what_is_known_and_the_day_compared_with_are_told_apart(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-25&compare=2020-03-17")

    expect(page.locator(".time-bar-unchecked title")).to_have_text("Not checked to this day")
    expect(page.locator(".time-bar-hand--other")).to_have_attribute("d", re.compile("^M"))


def test_what_may_lie_outside_its_bar_is_hatched_and_counted_as_chosen(page: Page, live_server: Any) -> None:
    open_map(page, live_server, "/?on=2020-07-01")
    hatched = page.locator(".time-bar-kind.is-uncertain")
    bars = "path => path.getAttribute('d').split('M').length - 1"
    expect(hatched).to_have_count(1)
    expect(shown(page)).to_contain_text("1 attack in")
    assert hatched.evaluate(bars) == 1

    count = choice(page, "may lie outside its bar")
    count.select_option("wherever possible")
    expect(shown(page)).to_contain_text("2 attacks in")
    expect(page).to_have_url(live_server.url + "/?on=2020-07-01&count=possible")
    assert hatched.evaluate(bars) == 2
    count.select_option("only where certain")
    expect(hatched).to_have_count(0)
    page.go_back()
    expect(count).to_have_value("possible")


def test_bars_are_stacked_by_weapon_as_wide_as_asked_with_a_legend(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    expect(page.locator(".time-bar-kind:not(.is-uncertain)")).to_have_count(2)
    expect(page.get_by_role("list", name="Colours of the bars").get_by_role("listitem")).to_have_text(
        ["rockets", "mortar rounds"]
    )

    page.locator("[data-part=more] summary").click()
    choice(page, "Bars").select_option("by day")
    expect(page).to_have_url(live_server.url + "/?on=2020-07-25&by=day")
    x, y = hand(slider(page))
    page.mouse.move(x - 9, y)
    expect(page.locator("[data-part=tip]")).to_have_text("24 July 2020: 1 attack · rockets 1")


def test_the_marks_on_the_bar_are_one_tab_stop_and_set_the_clock(page: Page, live_server: Any) -> None:
    open_map(page, live_server)
    stops = page.locator(".time-bar-mark[tabindex='0']")
    expect(stops).to_have_count(1)

    stops.focus()
    expect(page.locator(":focus")).to_have_accessible_name("A turning point, 11 June 2020")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(":focus")).to_have_accessible_name("Handover 2: Taji, 23 August 2020")
    page.keyboard.press("Enter")
    expect(counter(page)).to_have_text("2")
    expect(page).to_have_url(live_server.url + "/?on=2020-08-23")


def test_turning_points_that_lie_together_are_reached_one_after_another(page: Page, live_server: Any) -> None:
    publish(make_context_event("talks-begin", "2020-06-12", title="Talks begin"))
    open_map(page, live_server)
    box = page.get_by_role("button", name="A turning point, 11 June 2020").bounding_box()
    assert box is not None

    days = []
    for _press in range(2):
        page.mouse.click(box["x"] + 12, box["y"] + 12)
        days.append(day_of(slider(page)))

    assert sorted(days) == [date(2020, 6, 11), date(2020, 6, 12)]


def test_on_a_phone_the_clock_is_in_reach_and_moves_by_touch(browser: Browser, live_server: Any) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()
    open_map(page, live_server)
    play = page.get_by_role("button", name="Play").bounding_box()
    assert play is not None
    assert play["y"] > 844 / 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    x, y = hand(slider(page))
    touch = page.context.new_cdp_session(page)
    for kind, at in (("touchStart", x), ("touchMove", x + 20), ("touchMove", x + 40), ("touchEnd", None)):
        points = [] if at is None else [{"x": at, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    expect(counter(page)).to_have_text("2")
    assert day_of(slider(page)) > date(2020, 12, 1)


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_pressed_on_the_clock_is_large_enough(browser: Browser, live_server: Any, width: int) -> None:
    page = browser.new_context(viewport={"width": width, "height": 844}).new_page()
    open_map(page, live_server)
    page.locator("[data-part=more] summary").click()

    pressed = page.locator(".clock :is(button, a, select, summary, input):visible").all()
    boxes = [(each.get_attribute("class"), each.bounding_box()) for each in pressed]
    assert [name for name, box in boxes if box is None or min(box["width"], box["height"]) < 23.9] == []
