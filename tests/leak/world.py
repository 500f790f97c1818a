"""A record of every kind in every state, each text of it a token of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from attacks.models import Actor, Attack, Casualties, SeriesAttribution
from editorial import services
from editorial.choices import ClaimStatus, RequestState, Retraction, Role, WorkingState
from editorial.models import Citation, Claim, CorrectionRequest, Name, Note, Record, Source, User
from editorial.receipts import new_receipt
from editorial.services.corrections import Settlement, settle
from editorial.services.discard import discard
from handovers.models import Coverage, DrawdownBase, Milestone
from tests.factories import (
    make_actor,
    make_area,
    make_attack,
    make_base,
    make_context_event,
    make_drawdown,
    make_force,
    make_handover,
    make_presence,
    make_source,
    make_user,
    on_day,
    within,
)
from tests.leak.tokens import Garden

Family = list[Any]
"""A drawdown, a base, and a record of each other kind that stands on both, in the order in which they are published."""

UNPUBLISHED = ("draft", "in_review", "embargoed", "deleted")
STATES = ("published", *UNPUBLISHED, "pending", "error", "safety", "merged")


@dataclass
class World:
    """What was planted, and the addresses of all of it: by noun, the keys of every row there is or was."""

    garden: Garden = field(default_factory=Garden)
    keys: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    families: dict[str, Family] = field(default_factory=dict)
    receipts: list[str] = field(default_factory=list)
    author: User = field(default_factory=lambda: make_user("amal", Role.CONTRIBUTOR))

    def slug(self, state: str, of: str = "record") -> str:
        return self.garden.token(state, f"{of}.slug")


def everything() -> World:
    """A world with a family in each state."""
    world = World()
    for state in STATES:
        build(world, state)
    ask(world)
    return world


def build(world: World, state: str) -> Family:
    """Add a family in one state."""
    working = {"draft": WorkingState.DRAFT, "deleted": WorkingState.DRAFT, "in_review": WorkingState.IN_REVIEW}
    family = plant(world, state, working.get(state, WorkingState.READY))
    world.families[state] = family
    BRING.get(state, publish_all)(world, family)
    return family


def plant(world: World, state: str, working: WorkingState = WorkingState.READY) -> Family:
    """One record of every kind with all of its parts, and reference rows that only they name."""
    garden, slug = world.garden, world.slug
    hidden = {"working_state": working, "cited": False}
    rows = {
        "force": make_force(slug(state, "row")),
        "actor": make_actor(slug(state, "row")),
        "area": make_area(f"IQ-{len(garden.planted)}", "x"),
        "source": make_source(slug(state), publisher=slug(state, "row")),
    }
    rows["publisher"] = rows["source"].publisher
    for row in rows.values():
        garden.fill(row, state)
    force, actor, area = rows["force"], make_actor(rows["actor"].slug), rows["area"]
    drawdown = make_drawdown(slug(state), **hidden, country=area, host=force)
    base = make_base(slug(state), **hidden, governorate=area)
    # Under embargo stands only what stands on public records.
    on, at = world.families["published"][:2] if state == "embargoed" else (drawdown, base)
    DrawdownBase.objects.filter(base=base).update(drawdown=on)
    of = {"drawdown": on, "base": at}
    attack = make_attack(slug(state), "2020-07-24", **hidden, **of)
    records = [
        drawdown,
        base,
        make_handover(slug(state), "2020-07-25", **hidden, **of, receiving_force=force),
        attack,
        make_presence(slug(state), **hidden, base=at, force=force, **on_day("2015-02-22", "start")),
        SeriesAttribution.objects.create(
            slug=slug(state), drawdown=on, actor=actor, stance="accused", speaker="x",
            working_state=working, **within("2020-03-01", "2020-03-31", "month"),
        ),
        make_context_event(slug(state), "2020-01-03", **hidden, drawdown=on, refers_to_id=attack.pk),
    ]  # fmt: skip
    for record in records:
        garden.fill(record, state)
    for part in parts(records, actor, rows["source"]):
        garden.fill(part, state)
    hand_to_author(world, records)
    note_keys(world, records, rows)
    return records


def hand_to_author(world: World, records: Family) -> None:
    """The author has edited them, and the staff has a note on each."""
    Record.objects.filter(pk__in=[each.pk for each in records]).update(edited_by=world.author)
    for record in records:
        Note.objects.create(record_id=record.pk, author=make_user(), text=world.garden.token("staff", "note"))


def parts(records: Family, actor: Actor, source: Source, side: str = "civilian") -> Iterator[Any]:
    """What belongs to the records: names, citations, claims, steps, casualties, who is said to have done it."""
    drawdown, base, handover, attack = records[:4]
    yield from DrawdownBase.objects.filter(base=base)
    yield Coverage(drawdown=drawdown, searched_on="2026-11-01", languages=["en"])
    yield Milestone(handover=handover, kind="ceremony", source=source, **on_day("2020-07-25"))
    yield Milestone(drawdown=drawdown, kind="statement", source=source, **on_day("2020-07-25"))
    yield Casualties(attack=attack, side=side, killed_min=0, killed_max=0)
    yield attack.attributions.model(attack=attack, actor=actor, stance="claimed", source=source)
    for record in records:
        yield Name(record_id=record.pk, lang="en")
        yield (citation := Citation(record_id=record.pk, source=source))
        yield Claim(citation=citation, field="munition", value="x", status=ClaimStatus.CONFLICT)


def note_keys(world: World, records: Family, rows: dict[str, Any]) -> None:
    for record in records:
        world.keys[record.kind].append(record.slug)
    world.keys["source"].append(rows["source"].public_id)
    world.keys["area"].append(rows["area"].code)
    for noun in ("force", "actor", "publisher"):
        world.keys[noun].append(rows[noun].slug)


# --- how a family comes into its state


def publish_all(world: World, family: Family) -> None:
    for record in family:
        services.publish(record, by=make_user(), why=world.garden.token("staff", "why"))


def leave(world: World, family: Family) -> None:
    """As it was planted."""


def embargo(world: World, family: Family) -> None:
    later = timezone.now() + timedelta(hours=1)
    for record in family:
        services.publish(record, by=make_user(), why=world.garden.token("staff", "why"), not_before=later)


def delete(world: World, family: Family) -> None:
    drawdown, base = family[:2]
    for record in (*family[:1:-1], base, drawdown):
        discard(record, by=make_user(), why=world.garden.token("staff", "why"))


def edit(world: World, family: Family) -> None:
    """Public as it was planted; every text of the working copy is another by now, and more sources are cited."""
    publish_all(world, family)
    for record in family:
        world.garden.fill(type(record)._default_manager.get(pk=record.pk), "edit")
    for row in (family[0].host, family[0].country):
        world.garden.fill(row, "edit")
    source = world.garden.fill(make_source(world.slug("edit"), publisher=world.slug("edit", "row")), "edit")
    world.garden.fill(source.publisher, "edit")
    for part in parts(family, make_actor(world.slug("edit", "row")), source, "contractor"):
        world.garden.fill(part, "edit")
    for record in family:
        services.changed(Record.objects.get(pk=record.pk), world.author)


def withdraw(kind: Retraction) -> Callable[[World, Family], None]:
    """Public, then retracted: first what speaks of others, last what they speak of."""

    def bring(world: World, family: Family) -> None:
        publish_all(world, family)
        for record in family[::-1]:
            reason = world.garden.token(str(kind), "tombstone.reason")
            services.retract(record, by=make_user(), why=world.garden.token("staff", "why"), reason=reason, kind=kind)

    return bring


def merge(world: World, family: Family) -> None:
    """Public, then merged into a family of its own that stays."""
    publish_all(world, family)
    stays = plant(world, "published")
    publish_all(world, stays)
    for record, into in list(zip(family, stays, strict=True))[::-1]:
        given = {"why": world.garden.token("staff", "why"), "reason": world.garden.token("merged", "tombstone.reason")}
        services.merge(record, into=into, by=make_user(), **given)


BRING: dict[str, Callable[[World, Family], None]] = {
    "draft": leave,
    "in_review": leave,
    "embargoed": embargo,
    "deleted": delete,
    "pending": edit,
    "error": withdraw(Retraction.ERROR),
    "safety": withdraw(Retraction.SAFETY),
    "merged": merge,
}


# --- what readers said of them


def ask(world: World) -> None:
    """Requests about every attack that was ever public: one that waits, one answered, one declined."""
    for state in ("published", "pending", "error", "safety", "merged"):
        record = Attack.objects.get(pk=world.families[state][3].pk)
        for told in (None, RequestState.ANSWERED, RequestState.DECLINED):
            settle_one(world, state, record, told)


def settle_one(world: World, state: str, record: Record, told: RequestState | None) -> None:
    garden = world.garden
    request = CorrectionRequest(receipt=new_receipt(), record_id=record.pk, version=1)
    garden.fill(request, "request")
    world.receipts.append(request.receipt)
    if told:
        in_state = "answered" if told == RequestState.ANSWERED else "declined"
        in_state = "safety" if state == "safety" else in_state
        words = {name: garden.token(in_state, f"answer.{name}") for name in ("asked", "answer")}
        settle(request, Settlement(told, **words, on_page=False), by=make_user())
