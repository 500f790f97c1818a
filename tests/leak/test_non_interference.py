"""A world with unpublished work reads, to the byte, like a world without it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from editorial import services
from editorial.choices import WorkingState
from editorial.models import Name, Record
from tests.factories import (
    cite,
    make_actor,
    make_attack,
    make_base,
    make_context_event,
    make_force,
    make_handover,
    make_presence,
    make_source,
    make_user,
    on_day,
    publish,
)
from tests.leak.crawler import Answer, ask, crawl

pytestmark = pytest.mark.django_db
CANARY = "canary-7f3a"
HIDDEN = (f"/bases/{CANARY}/", f"/handovers/{CANARY}/", f"/attacks/{CANARY}/", f"/api/v1/attacks/{CANARY}/")


@pytest.fixture
def world() -> None:
    """A small public record."""
    publish(
        make_handover(),
        make_attack(),
        make_presence(**on_day("2015-02-22", "start")),
        make_context_event(),
        make_attack("2020-08-01-taji", "2020-08-01", base=make_base("taji")),
    )


def compared(before: dict[str, Answer], after: dict[str, Answer]) -> list[str]:
    """The addresses that answer otherwise."""
    return [address for address in before.keys() | after.keys() if before.get(address) != after.get(address)]


def add_drafts(state: WorkingState) -> list[Any]:
    """One record of every kind that touches what is public, every text of it a canary."""
    hidden: dict[str, Any] = {"working_state": state, "summary": CANARY, "note": CANARY}
    source = make_source(CANARY, CANARY, url=f"https://example.org/{CANARY}")
    base = make_base(CANARY, name=CANARY, name_ar=CANARY, cited=False, **hidden)
    Name.objects.create(record=base, text=CANARY, lang="en")
    attack = make_attack(
        CANARY, "2020-07-24", place=CANARY, munition=CANARY, killed_min=99, killed_max=99, cited=False, **hidden
    )
    attack.attributions.create(actor=make_actor(CANARY), stance="claimed", speaker=CANARY)
    handover = make_handover(CANARY, "2020-01-01", site_name=CANARY, cited=False, **hidden)
    presence = make_presence(
        CANARY, force=make_force(CANARY), unit=CANARY, cited=False, **on_day("2010-01-01", "start"), **hidden
    )
    event = make_context_event(CANARY, title=CANARY, cited=False, **hidden)
    records: list[Any] = [base, attack, handover, presence, event]
    for record in records:
        cite(record, source, said_by=CANARY, note=CANARY)
    return records


def edit_published() -> None:
    """Unpublished edits of every public record, its sources and forces."""
    Record.objects.filter(published_revision__isnull=False).update(summary=CANARY, note=CANARY)
    for row in (make_source(), make_force()):
        row.note = CANARY
        row.save()
    base = make_base()
    base.name, base.latitude = CANARY, 35.0
    base.save()
    cite(base, make_source(f"{CANARY} again"), said_by=CANARY)


def add_drafts_in_review() -> None:
    add_drafts(WorkingState.IN_REVIEW)


def embargo() -> None:
    later = timezone.now() + timedelta(hours=1)
    for record in add_drafts(WorkingState.READY):
        services.publish(record, by=make_user(), why=CANARY, not_before=later)


def add_and_delete() -> None:
    try:
        with transaction.atomic():
            add_drafts(WorkingState.DRAFT)
            raise AbandonedError
    except AbandonedError:
        pass


class AbandonedError(Exception):
    """Nothing of it stays."""


def test_unpublished_work_changes_no_public_byte(world: None) -> None:
    before = crawl(HIDDEN)
    assert len(before) > 60

    for hide in (add_and_delete, add_drafts_in_review, edit_published):
        hide()
        assert (hide, compared(before, crawl(HIDDEN))) == (hide, [])


def test_an_embargo_changes_no_public_byte_and_its_lapse_does(world: None) -> None:
    before = crawl(HIDDEN)
    embargo()
    assert compared(before, crawl(HIDDEN)) == []

    for record in Record.objects.filter(slug=CANARY):
        services.cancel_embargo(record, by=make_user(), why="shown at once")
    for record in Record.objects.filter(slug=CANARY).order_by("kind"):
        services.publish(record, by=make_user(), why="shown")
    assert len(compared(before, crawl(HIDDEN))) > 10


def test_a_hidden_record_answers_as_one_that_never_was(world: None) -> None:
    add_drafts(WorkingState.IN_REVIEW)
    client = Client()

    for page in (
        "/bases/{}/",
        "/handovers/{}/",
        "/attacks/{}/",
        "/sources/{}/",
        "/api/v1/bases/{}/",
        "/api/v1/attacks/{}/",
    ):
        hidden, absent = (ask(client, page.format(slug)) for slug in (CANARY, "canary-7f3b"))
        assert (hidden.status, hidden.headers) == (404, absent.headers)
        assert hidden.body.replace(CANARY.encode(), b"") == absent.body.replace(b"canary-7f3b", b"")
