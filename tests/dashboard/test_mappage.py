"""Tests of what the served map page says of one day."""

from __future__ import annotations

from typing import Any

from dashboard.mappage import map_page, parse_day


def site(slug: str, **given: Any) -> dict[str, Any]:
    defaults = {
        "slug": slug,
        "base": slug,
        "status": "completed",
        "counted": True,
        "announced_on": None,
        "date_latest": "2020-07-25",
        "scheduled_latest": None,
    }
    return defaults | given


def base(slug: str, *spells: tuple[str | None, str], counts: bool = True) -> dict[str, Any]:
    return {
        "slug": slug,
        "counts": counts,
        "spells": [{"from": day, "status": status, "maybe": []} for day, status in spells],
    }


def page_on(day: str, sites: list[dict[str, Any]], bases: list[dict[str, Any]] | None = None) -> Any:
    record = {"today": "2026-11-25", "known_to": "2026-11-22", "sites": sites, "bases": bases or []}
    return map_page(record, day)


def slugs(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["slug"] for entry in entries]


def test_a_site_counts_from_its_latest_day_on() -> None:
    sites = [site("besmaya")]

    assert slugs(page_on("2020-07-25", sites).passed) == ["besmaya"]
    assert slugs(page_on("2020-07-24", sites).passed) == []


def test_a_site_that_does_not_count_is_listed_and_not_counted() -> None:
    page = page_on("2021-12-31", [site("harir", counted=False)])

    assert (slugs(page.passed), slugs(page.uncounted)) == ([], ["harir"])


def test_a_scheduled_site_whose_day_has_passed_is_late_and_not_done() -> None:
    erbil = site(
        "erbil", status="scheduled", date_latest=None, scheduled_latest="2026-09-30", announced_on="2024-09-27"
    )

    page = page_on("2026-11-25", [erbil])

    assert (slugs(page.passed), [entry["late"] for entry in page.ahead]) == ([], [True])


def test_what_was_announced_later_is_not_told_before() -> None:
    erbil = site(
        "erbil", status="scheduled", date_latest=None, scheduled_latest="2026-09-30", announced_on="2024-09-27"
    )

    page = page_on("2020-07-25", [erbil])

    assert (slugs(page.ahead), slugs(page.announced), slugs(page.unheard)) == ([], [], ["erbil"])


def test_a_base_with_a_numbered_site_is_not_listed_again_by_its_status() -> None:
    besmaya, harir = (
        base("besmaya", (None, "coalition"), ("2020-07-25", "transferred")),
        base("harir", (None, "coalition")),
    )

    groups = {
        code: slugs(bases) for code, _name, bases in page_on("2020-07-25", [site("besmaya")], [besmaya, harir]).groups
    }

    assert groups["coalition"] == ["harir"]
    assert groups["transferred"] == []


def test_a_place_outside_the_drawdown_has_no_status() -> None:
    groups = {
        code: slugs(bases) for code, _name, bases in page_on("2020-07-25", [], [base("balad", counts=False)]).groups
    }

    assert groups["none"] == ["balad"]


def test_the_steps_lead_to_the_handovers_before_and_after() -> None:
    sites = [site("taji", date_latest="2020-08-23"), site("besmaya"), site("qaim", date_latest="2020-03-19")]

    page = page_on("2020-07-25", sites)

    assert (page.previous_day, page.next_day) == ("2020-03-19", "2020-08-23")


def test_a_day_after_the_last_check_says_so() -> None:
    assert page_on("2026-11-25", []).is_beyond_knowledge
    assert not page_on("2026-11-22", []).is_beyond_knowledge


def test_a_day_that_no_calendar_has_is_no_day() -> None:
    assert parse_day("2020-02-30") is None
    assert parse_day("20200725") is None
    assert parse_day("2020-07-25") is not None
