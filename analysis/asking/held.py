"""On which days a base was held how, and by whom: what the filters of attacks by status and by force are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.models import BooleanField, CharField, F, Func, Q, QuerySet, TextField, Value

from analysis.holding import spells_of_bases, stays_of_forces

Rows = TypeVar("Rows", bound=QuerySet[Any])
Stretch = tuple[date | None, date | None]
"""From a day on, until before another; null is open."""


def falls_within(stretches: Mapping[str, str]) -> Func:
    """Whether a row's window of days meets one of the stretches of its base; an open bound reaches on for ever."""
    texts = ArrayField(CharField())
    ranges = Func(Value([*stretches.values()], texts), template="(%(expressions)s::text[]::datemultirange[])")
    place = Func(Value([*stretches], texts), F("base_slug"), function="array_position")
    own = Func(ranges, place, template="%(expressions)s]", arg_joiner="[", output_field=TextField())
    window = Func(F("date_earliest"), F("date_latest"), Value("[]"), function="daterange", output_field=TextField())
    return Func(own, window, template="(%(expressions)s)", arg_joiner=" && ", output_field=BooleanField())


def during(rows: Rows, stretches: Mapping[str, Iterable[Stretch]]) -> Rows:
    """Dated rows at a base whose window meets one of the base's stretches."""
    written = {base: multirange(each) for base, each in stretches.items()}
    if not written:
        return rows.filter(pk__lt=0)
    dated = Q(date_earliest__isnull=False) | Q(date_latest__isnull=False)
    return rows.filter(Q(falls_within(written)), dated, base_slug__in=[*written])


def multirange(stretches: Iterable[Stretch]) -> str:
    """PostgreSQL's writing of several ranges of days."""
    return "{" + ",".join(f"[{first or ''},{end or ''})" for first, end in stretches) + "}"


def days_of_status(statuses: Collection[str]) -> dict[str, list[Stretch]]:
    """When each base had one of these statuses."""
    found: dict[str, list[Stretch]] = defaultdict(list)
    for base, spells in spells_of_bases().items():
        ends = [spell.start for spell in spells[1:]] + [None]
        for spell, end in zip(spells, ends, strict=True):
            if spell.status in statuses:
                found[base].append((spell.start, end))
    return found


def days_of_forces(forces: Collection[str]) -> dict[str, list[Stretch]]:
    """When one of these forces may have been at each base."""
    return {
        base: [(_open(stay.begins), _open(stay.gone)) for stay in stays if stay.begins < stay.gone]
        for base, stays in stays_of_forces(forces).items()
    }


def _open(day: date) -> date | None:
    return None if day in {date.min, date.max} else day
