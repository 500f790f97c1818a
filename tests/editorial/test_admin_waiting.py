"""The first page of the desk: what waits for whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial.choices import Role, WorkingState
from editorial.models import Record, User
from editorial.services.review import move
from tests.desk import page, sign_in
from tests.factories import cite, make_attack, make_base, make_drawdown, make_handover, make_source, make_user, publish

pytestmark = pytest.mark.django_db


def waiting(client: Client) -> dict[str, list[str]]:
    """The slugs in each panel."""
    panels = client.get("/admin/").context["panels"]
    return {panel.code: [record.slug for _address, record, _said in panel.links] for panel in panels}


def recorded_by(user: User, record: Any, state: WorkingState = WorkingState.DRAFT) -> Any:
    Record.objects.filter(pk=record.pk).update(edited_by=user, working_state=state)
    record.refresh_from_db()
    return record


def test_a_draft_waits_for_its_author_and_one_in_review_for_another_editor() -> None:
    layla, omar = sign_in("layla"), sign_in("omar")
    attack = recorded_by(make_user("layla"), make_attack())
    for stood_on in (attack.base, attack.drawdown):
        recorded_by(make_user("third"), stood_on, WorkingState.READY)

    drafted = waiting(layla)["drafts"], waiting(omar)["drafts"], waiting(omar)["review"]
    move(attack, WorkingState.IN_REVIEW, by=make_user("layla"), why="")
    sent = waiting(layla)["drafts"], waiting(layla)["review"], waiting(omar)["review"]

    assert drafted == ([attack.slug], [], [])
    assert sent == ([], [], [attack.slug])


@pytest.mark.django_db(transaction=True)
def test_what_was_sent_back_is_told_apart_from_what_was_never_sent() -> None:
    layla = sign_in("layla")
    attack = recorded_by(make_user("layla"), make_attack())
    move(attack, WorkingState.IN_REVIEW, by=make_user("layla"), why="")
    move(attack, WorkingState.DRAFT, by=make_user("omar"), why="The day?")

    assert attack.slug in waiting(layla)["sent-back"]
    assert attack.slug not in waiting(layla)["drafts"]


def test_a_contributor_meets_nothing_of_others() -> None:
    contributor = sign_in("noor", Role.CONTRIBUTOR)
    attack = make_attack()
    cite(attack, make_source("Unopened", "afp"))
    recorded_by(make_user("layla"), attack, WorkingState.IN_REVIEW)

    found = waiting(contributor)

    assert "review" not in found
    assert "edits" not in found
    assert not any(found.values())


def test_edits_disputes_unopened_citations_and_overdue_handovers_wait_for_editors() -> None:
    editor = sign_in("omar")
    attack = make_attack()
    publish(attack)
    Record.objects.filter(pk=attack.pk).update(revision=7)
    disputed = make_attack("2020-07-25-besmaya", "2020-07-25")
    for number, title in enumerate(("One", "Two")):
        cite(disputed, make_source(title, "afp"), {"munitions": {"min": number, "max": number}})
    late = date.today() - timedelta(days=2)
    overdue = make_handover(
        "taji-2099", status="scheduled", date_earliest=None, date_latest=None, date_precision="",
        scheduled_earliest=late, scheduled_latest=late, scheduled_precision="day",
    )  # fmt: skip

    found = waiting(editor)

    assert found["edits"] == [attack.slug]
    assert found["disputes"] == [disputed.slug]
    assert disputed.slug in found["unopened"]
    assert found["overdue"] == [overdue.slug]


def test_the_page_costs_as_many_queries_for_one_record_as_for_many(client: Client) -> None:
    editor = sign_in("omar")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get("/admin/").status_code == 200
        return len(queries)

    make_base()
    cost()
    few = cost()
    for number in range(9):
        recorded_by(make_user("omar"), make_base(f"base-{number}"))
    assert cost() == few


def test_more_than_ten_are_counted_and_lead_to_the_list() -> None:
    editor = sign_in("omar")
    drawdown = make_drawdown()
    for number in range(12):
        recorded_by(make_user("layla"), make_attack(f"a-{number}", drawdown=drawdown), WorkingState.IN_REVIEW)

    panel = next(each for each in editor.get("/admin/").context["panels"] if each.code == "review")
    listed = editor.get(panel.every)

    assert (panel.count, len(panel.links)) == (12, 10)
    assert listed.status_code == 200
    assert listed.context["cl"].result_count == 12
    assert editor.get(panel.links[0][0]).status_code == 200
    assert page(Record, "changelist") in panel.every
