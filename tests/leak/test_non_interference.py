"""A world with unpublished work reads, to the byte, like a world without it, whatever step that work takes."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from attacks.models import Attack
from editorial import services
from editorial.choices import Retraction, WorkingState
from editorial.models import CorrectionRequest, Name, Record
from editorial.services.discard import discard
from handovers.models import ContextEvent, Handover, MilitaryBase, Presence
from tests.embargoes import soon, wait_until
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
from tests.leak.extent import sampled

CANARY = "canary-7f3a"
HIDDEN = (f"/bases/{CANARY}/", f"/handovers/{CANARY}/", f"/attacks/{CANARY}/", f"/api/v1/attacks/{CANARY}/")
IN_PARTS = 6
"""A part of the addresses is asked after each step, and all of them after so many."""


@pytest.fixture
def world(db: None) -> None:
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


def asked_again(before: dict[str, Answer], part: int) -> list[str]:
    """Those of the addresses, or of a part of them, that answer otherwise than before."""
    client, part_of_them = Client(), sampled(sorted(before), IN_PARTS, part)
    tell(f"step {part}", [before[address] for address in part_of_them])
    return [address for address in part_of_them if ask(client, address) != before[address]]


def tell(what: str, answers: list[Answer]) -> None:
    total = sum(len(each.wire) for each in answers)
    sys.stdout.write(f"{what}: {len(answers)} addresses, {total:,} bytes compared\n")


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside never was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def add_drafts(state: WorkingState = WorkingState.DRAFT) -> list[Any]:
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


def hidden_records() -> list[Record]:
    return [*Record.objects.filter(slug=CANARY).order_by("kind")]


def send_to_review() -> None:
    Record.objects.filter(slug=CANARY).update(working_state=WorkingState.IN_REVIEW)


def mark_as_ready() -> None:
    Record.objects.filter(slug=CANARY).update(working_state=WorkingState.READY)


def embargo() -> None:
    later = timezone.now() + timedelta(hours=1)
    for record in hidden_records():
        services.publish(record, by=make_user(), why=CANARY, not_before=later)


def take_back() -> None:
    for record in hidden_records():
        services.cancel_embargo(record, by=make_user(), why=CANARY)


def delete_drafts() -> None:
    for model in (ContextEvent, Presence, Handover, Attack, MilitaryBase):
        discard(model.objects.get(slug=CANARY), by=make_user(), why=CANARY)


def edit_rows_named() -> None:
    """Unpublished edits of a source and a force that public records name."""
    for row in (make_source(), make_force()):
        row.note = CANARY
        row.save()


def edit_published() -> None:
    """Unpublished edits of every public record."""
    public = Record.objects.filter(published_revision__isnull=False)
    public.update(summary=CANARY, note=CANARY)
    base = make_base()
    base.name, base.latitude = CANARY, 35.0
    base.save()
    cite(base, make_source(f"{CANARY} again"), said_by=CANARY)


def ask_for_corrections() -> None:
    """Readers say of every public record that it is wrong."""
    CorrectionRequest.objects.bulk_create(
        CorrectionRequest(receipt=f"R{record.pk}", record=record, version=1, said=CANARY, source_url=CANARY)
        for record in Record.objects.filter(published_revision__isnull=False)
    )


STEPS: list[Callable[[], object]] = [
    add_drafts,
    send_to_review,
    mark_as_ready,
    embargo,
    edit_published,
    edit_rows_named,
    ask_for_corrections,
    take_back,
    delete_drafts,
]


def test_no_step_of_unpublished_work_changes_a_public_byte(world: None) -> None:
    before = crawl(HIDDEN)
    assert len(before) > 60

    for part, step in enumerate(STEPS):
        step()
        assert (step, asked_again(before, part)) == (step, [])


def test_what_was_hidden_shows_once_it_is_published(world: None) -> None:
    add_drafts(WorkingState.READY)
    before = {
        address: ask(Client(), address)
        for address in (*HIDDEN, "/attacks/", "/api/v1/attacks/", "/map.json", "/map/attacks.json")
    }

    for record in hidden_records():
        services.publish(record, by=make_user(), why="shown")

    assert set(asked_again(before, 0)) == set(sampled(sorted(before), IN_PARTS))


def test_publishing_leaves_no_trace_of_the_drafts_around_it(world: None) -> None:
    def published() -> None:
        attack = make_attack("2020-09-01-taji", "2020-09-01", base=make_base("taji"))
        services.publish(attack, by=make_user(), why="x")
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    with undone():
        published()
        without = part_of(crawl(HIDDEN), 2, "/attacks/2020-09-01-taji/")
    with undone():
        # The numbers that drafts take are missing afterwards: a gap would tell how many there are.
        add_drafts()
        edit_published()
        published()
        beside = {address: ask(Client(), address) for address in without}

    tell("published beside drafts", [*without.values()])
    assert compared(without, beside) == []


def part_of(answers: dict[str, Answer], one_in: int, *always: str) -> dict[str, Answer]:
    """All of them in a full sweep, else a part of them and those that are always wanted."""
    some = {*sampled(sorted(answers), one_in), *always}
    return {address: answers[address] for address in answers if address in some}


DIGEST = re.compile(rb"[0-9a-f]{64}")


def without_etag(answer: Answer) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in answer.headers if name != "ETag")


def without_digests(answer: Answer) -> Answer:
    """The public log's digests stay when a text is erased, and differ with it: the one thing that may."""
    if not DIGEST.search(answer.body):
        return answer
    return Answer(answer.status, without_etag(answer), DIGEST.sub(b"", answer.body))


def recorded(text: str, killed: int, kind: Retraction) -> Attack:
    """An attack that was public twice, every text of it this one, but for what a merge moves to where it is read on."""
    moved = "somebody" if kind == Retraction.MERGED else text
    attack = make_attack("2020-09-01-taji", "2020-09-01", base=make_base("taji"), cited=False)
    said = {"summary": text, "place": text, "munition": text, "casualty_note": text, "note": text}
    Attack.objects.filter(pk=attack.pk).update(**said, killed_min=killed, killed_max=killed)
    attack.attributions.create(actor=make_actor("somebody", name=moved), stance="claimed", speaker=moved)
    cite(attack, said_by=moved, note=moved)
    services.publish(Attack.objects.get(pk=attack.pk), by=make_user(), why="x")
    Attack.objects.filter(pk=attack.pk).update(outcome="intercepted" if killed else "impact_inside")
    services.publish(Attack.objects.get(pk=attack.pk), by=make_user(), why="x")
    return attack


def withdraw(attack: Attack, kind: Retraction) -> None:
    if kind == Retraction.MERGED:
        into = Record.objects.get(slug="2020-08-01-taji")
        services.merge(attack, into=into, by=make_user(), why="x", reason="Recorded twice.")
    else:
        services.retract(attack, by=make_user(), why="x", reason="Someone may be hurt.", kind=kind)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


PAGES = {f"{language}/attacks/2020-09-01-taji/{page}" for language in ("", "/ar") for page in ("", "correct/")}
LOGS = {"/corrections/", "/ar/corrections/"}


@pytest.mark.parametrize(
    ("kind", "tell_of_it", "status"),
    [(Retraction.SAFETY, set(), 410), (Retraction.ERROR, PAGES | LOGS, 410), (Retraction.MERGED, LOGS, 308)],
)
def test_what_was_withdrawn_is_told_by_its_history_alone_and_for_safety_by_nothing(
    world: None, kind: Retraction, tell_of_it: set[str], status: int
) -> None:
    with undone():
        withdraw(recorded("a", 0, kind), kind)
        one = {address: without_digests(each) for address, each in part_of(crawl(PAGES), 3, *PAGES, *LOGS).items()}
    with undone():
        withdraw(recorded("b", 12, kind), kind)
        other = {address: without_digests(ask(Client(), address)) for address in one}

    tell(f"withdrawn: {kind}", [*one.values()])
    assert set(compared(one, other)) == tell_of_it & set(one)
    assert one["/attacks/2020-09-01-taji/"].status == status


def test_a_hidden_record_answers_as_one_that_never_was(world: None) -> None:
    add_drafts(WorkingState.IN_REVIEW)
    client = Client()

    for page in (
        "/bases/{}/",
        "/bases/{}/correct/",
        "/handovers/{}/",
        "/attacks/{}/",
        "/sources/{}/",
        "/attacks/?base={}",
        "/timeline/?base={}",
        "/api/v1/bases/{}/",
        "/api/v1/attacks/{}/",
        "/api/v1/attacks/?base={}",
    ):
        hidden, absent = (ask(client, page.format(slug)) for slug in (CANARY, "canary-7f3b"))
        assert (hidden.status, without_etag(hidden)) == (absent.status, without_etag(absent))
        assert (hidden.status in {400, 404}, "Set-Cookie" in dict(hidden.headers)) == (True, False)
        assert hidden.body.replace(CANARY.encode(), b"") == absent.body.replace(b"canary-7f3b", b"")


@pytest.mark.django_db(transaction=True)
def test_an_embargo_ends_at_its_instant_although_no_clock_process_runs() -> None:
    publish(make_attack())
    embargoed = make_attack(CANARY, "2020-08-02", summary=CANARY)
    addresses = ["/", "/attacks/", f"/attacks/{CANARY}/", "/api/v1/attacks/", f"/api/v1/attacks/{CANARY}/"]
    addresses.append("/map/attacks.json")
    client = Client()
    before = {address: ask(client, address) for address in addresses}

    lapses = soon()
    services.publish(embargoed, by=make_user(), why="x", not_before=lapses)
    during = {address: ask(client, address) for address in addresses}
    wait_until(lapses)
    after = {address: ask(client, address) for address in addresses}

    assert compared(before, during) == []
    assert set(compared(before, after)) == set(addresses)
    assert (after[f"/attacks/{CANARY}/"].status, after[f"/api/v1/attacks/{CANARY}/"].status) == (200, 200)
    assert all(CANARY.encode() in after[address].body for address in addresses[1:])
