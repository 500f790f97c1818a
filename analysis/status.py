"""Who held a base on a day: one function for the counter, the map, the ribbons and the API.

1. After a completed handover (from its latest day): `transferred`, until a coalition presence that began later is
   confirmed: `reoccupied`. Several sites of one base: `shared` until the last known one has passed.
2. Otherwise, with a coalition force present for certain: `coalition`.
3. Within a window of uncertainty, or too long after a presence was last confirmed: `unknown`, with what it may be.
A presence whose end is not established, at a base since handed over, ends with the handover.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from handovers.choices import BaseStatus, EndKnown, HandoverStatus

STILL_TO_PASS = {HandoverStatus.ANNOUNCED, HandoverStatus.SCHEDULED, HandoverStatus.POSTPONED}


@dataclass(frozen=True)
class Passing:
    """One site's handover: its status, and its window if completed."""

    status: str
    earliest: date | None
    latest: date | None

    @property
    def completed(self) -> bool:
        return self.status == HandoverStatus.COMPLETED and self.latest is not None

    def passed_by(self, day: date) -> bool:
        return self.completed and self.latest is not None and self.latest <= day

    def may_have_passed_by(self, day: date) -> bool:
        return self.completed and (self.earliest or date.min) <= day and not self.passed_by(day)


@dataclass(frozen=True)
class Stay:
    """A coalition presence: certain from `sure_from` to before `sure_until`, possible from `begins` to `gone`."""

    begins: date
    sure_from: date
    sure_until: date
    gone: date

    def certain_on(self, day: date) -> bool:
        return self.sure_from <= day < self.sure_until

    def possible_on(self, day: date) -> bool:
        return self.begins <= day < self.gone


@dataclass(frozen=True)
class Presence:
    """A coalition presence as it was reported; days are null where not reported."""

    start_earliest: date | None
    start_latest: date | None
    end_earliest: date | None
    end_latest: date | None
    end_known: str
    last_confirmed_on: date | None


@dataclass(frozen=True)
class Spell:
    """A status that holds from `start` (null: from before the record) until the next spell."""

    start: date | None
    status: BaseStatus
    maybe: tuple[BaseStatus, ...] = ()


@dataclass(frozen=True)
class BaseFacts:
    """What the status of one base is computed from."""

    presences: Sequence[Presence] = ()
    passings: Sequence[Passing] = ()
    stale_after: timedelta = timedelta(days=365)
    stays: Sequence[Stay] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stays", [stay(each, self.passings, self.stale_after) for each in self.presences])


def stay(presence: Presence, passings: Iterable[Passing], stale_after: timedelta) -> Stay:
    """What a reported presence makes certain and possible."""
    begins = presence.start_earliest or date.min
    sure_from = min(filter(None, [presence.start_latest, presence.last_confirmed_on]), default=date.max)
    if presence.end_known == EndKnown.ENDED:
        return Stay(begins, sure_from, presence.end_earliest or date.min, presence.end_latest or date.max)
    handed_over = [
        each for each in passings if each.completed and (each.latest or date.max) >= max(begins, _known(sure_from))
    ]
    if handed_over:
        last = max(handed_over, key=lambda each: each.latest or date.min)
        return Stay(begins, sure_from, last.earliest or date.min, last.latest or date.max)
    confirmed = presence.last_confirmed_on or presence.start_latest
    sure_until = confirmed + stale_after + timedelta(days=1) if confirmed else date.min
    return Stay(begins, sure_from, sure_until, date.max)


def _known(day: date) -> date:
    return date.min if day == date.max else day


def status_on(facts: BaseFacts, day: date) -> tuple[BaseStatus, tuple[BaseStatus, ...]]:
    """The status on a day, and what it may be where it is not established."""
    passed = [each for each in facts.passings if each.passed_by(day)]
    if passed:
        return _after_a_handover(facts, day, max(each.latest for each in passed if each.latest))
    if any(each.may_have_passed_by(day) for each in facts.passings):
        return BaseStatus.UNKNOWN, (BaseStatus.COALITION, BaseStatus.TRANSFERRED)
    if any(each.certain_on(day) for each in facts.stays):
        return BaseStatus.COALITION, ()
    possible = any(each.possible_on(day) for each in facts.stays)
    return BaseStatus.UNKNOWN, (BaseStatus.COALITION,) if possible else ()


def _after_a_handover(facts: BaseFacts, day: date, last: date) -> tuple[BaseStatus, tuple[BaseStatus, ...]]:
    left = BaseStatus.SHARED if _sites_remain(facts, day) else BaseStatus.TRANSFERRED
    returned = [each for each in facts.stays if each.begins > last]
    if any(each.certain_on(day) for each in returned):
        return BaseStatus.REOCCUPIED, ()
    if any(each.possible_on(day) for each in returned):
        return BaseStatus.UNKNOWN, (left, BaseStatus.REOCCUPIED)
    if any(each.may_have_passed_by(day) for each in facts.passings):
        return BaseStatus.UNKNOWN, (BaseStatus.SHARED, BaseStatus.TRANSFERRED)
    return left, ()


def _sites_remain(facts: BaseFacts, day: date) -> bool:
    return any(each.status in STILL_TO_PASS or (each.completed and not each.passed_by(day)) for each in facts.passings)


def spells(facts: BaseFacts) -> list[Spell]:
    """Every status the base had, oldest first, each from the day it began to hold."""
    found: list[Spell] = []
    for start in [None, *_turning_days(facts)]:
        status, maybe = status_on(facts, start or date.min)
        if not found or (found[-1].status, found[-1].maybe) != (status, maybe):
            found.append(Spell(start, status, maybe))
    return found


def _turning_days(facts: BaseFacts) -> list[date]:
    days = {day for each in facts.stays for day in (each.begins, each.sure_from, each.sure_until, each.gone)}
    days |= {day for each in facts.passings if each.completed for day in (each.earliest, each.latest) if day}
    return sorted(days - {date.min, date.max})


def spell_on(found: Sequence[Spell], day: date) -> Spell:
    """The spell that holds on a day; of a list that `spells` made."""
    return [each for each in found if each.start is None or each.start <= day][-1]
