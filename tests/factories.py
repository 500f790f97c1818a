"""Rows for tests: one function a model, each with what the database demands and no more."""

from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F

from attacks.models import Actor, Attack
from editorial import services
from editorial.choices import DatePrecision, LocationBasis, PublisherKind, Role, WorkingState
from editorial.models import Citation, Claim, Publisher, Record, Source, User
from handovers.choices import AreaKind, BaseKind, EndKnown, ForceKind, HandoverStatus, Portion, PresenceRole
from handovers.models import (
    Area,
    ContextEvent,
    Drawdown,
    DrawdownBase,
    Force,
    Handover,
    MilitaryBase,
    Presence,
    TransferringForce,
)


def make_user(username: str = "layla", role: Role | None = Role.EDITOR) -> User:
    user, _made = User.objects.get_or_create(username=username, defaults={"is_staff": True})
    if role:
        user.groups.add(user.groups.model.objects.get_or_create(name=role)[0])
    return user


def make_area(code: str = "IQ-BG", name: str = "Baghdad", kind: AreaKind = AreaKind.GOVERNORATE) -> Area:
    return Area.objects.get_or_create(code=code, defaults={"name": name, "kind": kind})[0]


def make_force(slug: str = "spain", kind: ForceKind = ForceKind.COUNTRY, **given: Any) -> Force:
    return Force.objects.get_or_create(slug=slug, defaults={"name": slug.title(), "kind": kind, **given})[0]


def make_source(title: str = "Seventh site handed over", publisher: str = "ina", **given: Any) -> Source:
    house = Publisher.objects.get_or_create(
        slug=publisher, defaults={"name": publisher.upper(), "kind": PublisherKind.NEWS_AGENCY}
    )[0]
    return Source.objects.get_or_create(title=title, publisher=house, defaults=given)[0]


def make_actor(slug: str = "usbat-al-thairin", **given: Any) -> Actor:
    return Actor.objects.get_or_create(slug=slug, defaults={"name": slug, "kind": "front_name", **given})[0]


def cite(record: Record, source: Source | None = None, claims: dict[str, Any] | None = None, **given: Any) -> Citation:
    """A citation of the record; `claims` are accepted claims, field to value."""
    citation = Citation.objects.create(record_id=record.pk, source=source or make_source(), **given)
    for name, value in (claims or {}).items():
        Claim.objects.create(citation=citation, field=name, value=value)
    return citation


def make_drawdown(slug: str = "iraq-2020", *, cited: bool = True, **given: Any) -> Drawdown:
    if found := Drawdown.objects.filter(slug=slug).first():
        return found
    defaults = {
        "name": "Iraq, 2020 onwards",
        "coalition": make_force("coalition", ForceKind.COALITION),
        "host": make_force("iraqi-security-forces", ForceKind.HOST),
        "country": make_area("IQ", "Iraq", AreaKind.COUNTRY),
        "starts_on": date(2020, 3, 1),
        "checked_on": date(2026, 11, 22),
        "working_state": WorkingState.READY,
    }
    return _cited(Drawdown.objects.create(slug=slug, **defaults | given), cited)


def make_base(slug: str = "besmaya", *, counts: bool = True, cited: bool = True, **given: Any) -> MilitaryBase:
    if found := MilitaryBase.objects.filter(slug=slug).first():
        return found
    defaults = {
        "name": slug.title(),
        "base_kind": BaseKind.TRAINING_SITE,
        "latitude": 33.18,
        "longitude": 44.8,
        "uncertainty_m": 15000,
        "location_basis": LocationBasis.NEAR_PLACE,
        "governorate": make_area(),
        "working_state": WorkingState.READY,
    }
    base = MilitaryBase.objects.create(slug=slug, **defaults | given)
    DrawdownBase.objects.create(base=base, drawdown=make_drawdown(), counts=counts, reason="hosted coalition forces")
    return _cited(base, cited)


def on_day(day: str | date, prefix: str = "date") -> dict[str, Any]:
    """The three columns of a window of one day."""
    known = date.fromisoformat(day) if isinstance(day, str) else day
    return {f"{prefix}_earliest": known, f"{prefix}_latest": known, f"{prefix}_precision": DatePrecision.DAY}


def within(earliest: str, latest: str, precision: DatePrecision, prefix: str = "date") -> dict[str, Any]:
    """The three columns of a wider window."""
    return {
        f"{prefix}_earliest": date.fromisoformat(earliest),
        f"{prefix}_latest": date.fromisoformat(latest),
        f"{prefix}_precision": precision,
    }


def make_handover(
    slug: str = "besmaya-2020", day: str | None = "2020-07-25", *, cited: bool = True, **given: Any
) -> Handover:
    defaults = {
        "drawdown": given.get("drawdown") or make_drawdown(),
        "base": given.get("base") or make_base(),
        "status": HandoverStatus.COMPLETED,
        "portion": Portion.COALITION_PORTION,
        "receiving_force": make_force("iraqi-security-forces", ForceKind.HOST),
        "counted": True,
        "counted_reason": "named in the sequence",
        "working_state": WorkingState.READY,
        **(on_day(day) if day else {}),
    }
    handover = Handover.objects.create(slug=slug, **defaults | given)
    TransferringForce.objects.create(handover=handover, force=make_force())
    return _cited(handover, cited)


def make_attack(
    slug: str = "2020-07-24-besmaya", day: str | None = "2020-07-24", *, cited: bool = True, **given: Any
) -> Attack:
    defaults = {
        "drawdown": given.get("drawdown") or make_drawdown(),
        "base": given.get("base") or make_base(),
        "weapons": ["rocket"],
        "target": "base",
        "munitions_min": 4,
        "munitions_max": 4,
        "killed_min": 0,
        "killed_max": 0,
        "working_state": WorkingState.READY,
        **(on_day(day) if day else {}),
    }
    return _cited(Attack.objects.create(slug=slug, **defaults | given), cited)


def make_presence(slug: str = "besmaya-spain", *, cited: bool = True, **given: Any) -> Presence:
    defaults = {
        "base": given.get("base") or make_base(),
        "force": given.get("force") or make_force(),
        "role": PresenceRole.OPERATOR,
        "end_known": EndKnown.NOT_ESTABLISHED,
        "working_state": WorkingState.READY,
    }
    return _cited(Presence.objects.create(slug=slug, **defaults | given), cited)


def make_context_event(
    slug: str = "soleimani-killed", day: str = "2020-01-03", *, cited: bool = True, **given: Any
) -> ContextEvent:
    defaults = {
        "drawdown": make_drawdown(),
        "title": "A turning point",
        "working_state": WorkingState.READY,
        **on_day(day),
    }
    return _cited(ContextEvent.objects.create(slug=slug, **defaults | given), cited)


def _cited(record: Any, cited: bool) -> Any:
    if cited:
        cite(record)
    return record


def publish(*records: Any, by: User | None = None) -> None:
    """Publish the records, and before them what they stand on, the drawdown and the base, if those changed since.

    Those of a kind that follow one another are published at once, as a load does it.
    """
    for kind, alike in groupby(records, key=lambda record: record.kind):
        group = list(alike)
        needed = {each.pk: each for record in group for each in _stands_on(record)}
        current = Record.objects.filter(pk__in=needed, published_revision=F("revision")).values_list("pk", flat=True)
        publish(*(needed[pk] for pk in sorted(needed.keys() - set(current))), by=by)
        editor = by or make_user()
        if len(group) == 1:
            services.publish(group[0], by=editor, why="reviewed")
        else:
            services.publish_many(kind, [record.pk for record in group], by=editor, why="reviewed")


def _stands_on(record: Any) -> list[Any]:
    if isinstance(record, MilitaryBase):
        return [membership.drawdown for membership in record.drawdowns.all()]
    needed = [getattr(record, name, None) for name in ("drawdown", "base")]
    return [each for each in needed if isinstance(each, Drawdown | MilitaryBase)]
