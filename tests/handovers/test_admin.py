"""The desks of drawdowns, bases, presences, handovers and context events."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from handovers.models import ContextEvent, Drawdown, Force, Handover, Milestone, MilitaryBase, Presence
from tests.desk import errors, filled, page, sign_in
from tests.factories import (
    make_base,
    make_context_event,
    make_drawdown,
    make_force,
    make_handover,
    make_presence,
)

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[Any]]


@pytest.fixture
def editor() -> Client:
    return sign_in()


def many(model: type, number: int) -> None:
    """So many records of a kind, each at a base of its own."""
    for n in range(number):
        base = make_base(f"base-{n}")
        if model is Handover:
            make_handover(f"base-{n}-2020", base=base, drawdown=make_drawdown())
        if model is Presence:
            make_presence(f"base-{n}-force", base=base, force=make_force(f"force-{n}"))
        if model is ContextEvent:
            make_context_event(f"event-{n}")


@pytest.mark.parametrize(("model", "queries"), [(MilitaryBase, 9), (Handover, 9), (Presence, 9), (ContextEvent, 9)])
@pytest.mark.parametrize("number", [1, 3])
def test_a_list_asks_the_database_as_often_for_three_rows_as_for_one(
    editor: Client, model: type, queries: int, number: int, django_assert_num_queries: Counting
) -> None:
    many(model, number)
    with django_assert_num_queries(queries):
        assert editor.get(page(model, "changelist")).status_code == 200


def test_a_drawdown_is_added_with_its_coverage_and_its_slug(editor: Client) -> None:
    make_drawdown("afghanistan-2014")
    kept = Drawdown.objects.get()
    typed = {
        "name": "Iraq",
        "coalition": kept.coalition_id,
        "host": kept.host_id,
        "country": kept.country_id,
        "starts_on": "2020-03-01",
        "checked_on": "2026-11-22",
        "coverage-TOTAL_FORMS": "1",
        "coverage-0-what": "handovers",
        "coverage-0-languages": "en\nar",
        "coverage-0-searched_on": "2026-11-22",
    }

    response = editor.post(page(Drawdown, "add"), filled(editor.get(page(Drawdown, "add"))) | typed)

    assert response.status_code == 302, errors(response)
    drawdown = Drawdown.objects.get(slug="iraq-2020")
    assert drawdown.coverage.get().languages == ["en", "ar"]


def test_a_base_is_added_with_coordinates_in_degrees_minutes_and_seconds(editor: Client) -> None:
    typed = {
        "name": "Ain al-Asad",
        "base_kind": "air_base",
        "coordinates": "33°47′8″N 42°26′28″E",
        "uncertainty_m": "2000",
        "location_basis": "site",
    }

    response = editor.post(page(MilitaryBase, "add"), filled(editor.get(page(MilitaryBase, "add"))) | typed)

    assert response.status_code == 302, errors(response)
    base = MilitaryBase.objects.get()
    assert base.slug == "ain-al-asad"
    assert (base.latitude, base.longitude) == pytest.approx((33.785556, 42.441111), abs=1e-6)


def test_a_base_whose_form_is_saved_untouched_does_not_move(editor: Client) -> None:
    base = make_base(latitude=33.123456789, longitude=44.987654321)

    editor.post(page(base), filled(editor.get(page(base)), summary="x"))

    base.refresh_from_db()
    assert (base.latitude, base.longitude, base.summary) == (33.123456789, 44.987654321, "x")


def test_a_base_loses_its_point_with_all_that_belongs_to_it(editor: Client) -> None:
    base = make_base()
    empty = {"coordinates": "", "uncertainty_m": "", "location_basis": ""}

    response = editor.post(page(base), filled(editor.get(page(base)), **empty))

    assert response.status_code == 302, errors(response)
    base.refresh_from_db()
    assert (base.latitude, base.longitude) == (None, None)


def test_a_handover_is_added_with_forces_and_milestones(editor: Client) -> None:
    base, spain = make_base(), make_force()
    day = {"date_earliest": "2020-07-25", "date_latest": "2020-07-25", "date_precision": "day"}
    typed = {
        "drawdown": make_drawdown().pk,
        "base": base.pk,
        "status": "completed",
        "portion": "coalition_portion",
        "counted": "on",
        "counted_reason": "Named as the seventh.",
        **day,
        "transfers-TOTAL_FORMS": "1",
        "transfers-0-force": spain.pk,
        "transfers-0-position": "1",
        "milestones-TOTAL_FORMS": "1",
        "milestones-0-kind": "timetable_agreed",
        "milestones-0-title": "Timetable",
    }

    response = editor.post(page(Handover, "add"), filled(editor.get(page(Handover, "add"))) | typed)

    assert response.status_code == 302, errors(response)
    handover = Handover.objects.get()
    assert (handover.slug, [*handover.transferring_forces.all()]) == ("besmaya-2020", [spain])
    assert Milestone.objects.get().handover == handover


def test_a_milestone_that_breaks_a_rule_comes_back_as_its_own_error(editor: Client) -> None:
    handover = make_handover()
    typed = {
        "milestones-TOTAL_FORMS": "1",
        "milestones-0-kind": "ceremony",
        "milestones-0-title": "Ceremony",
        "milestones-0-date_earliest": "2020-07-25",
        "milestones-0-date_precision": "day",
    }

    response = editor.post(page(handover), filled(editor.get(page(handover))) | typed)

    assert response.status_code == 200
    assert "do not fit the precision" in errors(response)


def test_a_presence_is_called_after_base_and_force(editor: Client) -> None:
    typed = {"base": make_base().pk, "force": make_force().pk, "role": "trainer", "end_known": "not_established"}

    response = editor.post(page(Presence, "add"), filled(editor.get(page(Presence, "add"))) | typed)

    assert response.status_code == 302, errors(response)
    assert Presence.objects.get().slug == "besmaya-spain"


def test_a_context_event_is_called_after_day_and_title(editor: Client) -> None:
    day = {"date_earliest": "2020-01-03", "date_latest": "2020-01-03", "date_precision": "day"}
    typed = {"drawdown": make_drawdown().pk, "title": "The killing of 3 January", **day}

    response = editor.post(page(ContextEvent, "add"), filled(editor.get(page(ContextEvent, "add"))) | typed)

    assert response.status_code == 302, errors(response)
    assert ContextEvent.objects.get().slug == "2020-01-03-the-killing-of-3-january"


def test_a_force_gets_its_slug_from_its_name(editor: Client) -> None:
    for _time in range(2):
        typed = {"name": "Spain’s forces", "kind": "country"}
        response = editor.post(page(Force, "add"), filled(editor.get(page(Force, "add"))) | typed)
        assert response.status_code == 302, errors(response)

    assert sorted(Force.objects.values_list("slug", flat=True)) == ["spains-forces", "spains-forces-2"]


def test_a_time_zone_that_does_not_exist_is_refused(editor: Client) -> None:
    drawdown = make_drawdown()

    response = editor.post(page(drawdown), filled(editor.get(page(drawdown)), timezone="Asia/Bagdad"))

    assert "is not a time zone" in errors(response)
    drawdown.refresh_from_db()
    assert drawdown.timezone == "Asia/Baghdad"
