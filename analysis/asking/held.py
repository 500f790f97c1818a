"""On which days a base was held how, and by whom: what the filters of attacks by status and by force are made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, CharField, DateField, F, Func, Q, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from analysis.holding import spells_of_bases, stays_of_forces

Rows = TypeVar("Rows", bound=QuerySet[Any])
Stretch = tuple[date | None, date | None]
"""From a day on, until before another; null is open."""

Told = tuple[str, str, Stretch]
"""A status or a force, a base, and when."""


class MeetsStretch(Func):
    """Whether a row's window of days meets one of the stretches of its base; an open bound reaches on for ever.

    The stretches come as three lists side by side: bases, first days, and the days before which they end.
    """

    template = (
        "EXISTS (SELECT FROM unnest(%(bases)s, %(firsts)s, %(ends)s) AS held (base, first, before)"
        " WHERE held.base = %(base)s AND held.before > coalesce(%(earliest)s, '-infinity')"
        " AND held.first <= coalesce(%(latest)s, 'infinity'))"
    )
    names = ("bases", "firsts", "ends", "base", "earliest", "latest")
    output_field = BooleanField()

    def __init__(self, stretches: Sequence[tuple[str, str, str]]) -> None:
        bases, firsts, ends = (list(column) for column in zip(*stretches, strict=True))
        days = ArrayField(DateTextField())
        lists = Value(bases, ArrayField(CharField())), Value(firsts, days), Value(ends, days)
        super().__init__(*lists, F("base_slug"), F("date_earliest"), F("date_latest"))

    def as_sql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        function: str | None = None,
        template: str | None = None,
        arg_joiner: str | None = None,
        **extra_context: Any,
    ) -> tuple[str, tuple[Any, ...]]:
        compiled = [compiler.compile(each) for each in self.get_source_expressions()]
        parts = {name: sql for name, (sql, _params) in zip(self.names, compiled, strict=True)}
        return self.template % parts, tuple(param for _sql, params in compiled for param in params)


class DateTextField(DateField):
    """Days written as text, infinity among them."""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        return value


def during(rows: Rows, stretches: Mapping[str, Iterable[Stretch]]) -> Rows:
    """Dated rows at a base whose window meets one of the base's stretches."""
    flat = [(base, *written(stretch)) for base, each in stretches.items() for stretch in each]
    if not flat:
        return rows.filter(pk__lt=0)
    dated = Q(date_earliest__isnull=False) | Q(date_latest__isnull=False)
    return rows.filter(Q(MeetsStretch(flat)), dated)


def written(stretch: Stretch) -> tuple[str, str]:
    """Its two days as PostgreSQL reads them."""
    first, end = stretch
    return first.isoformat() if first else "-infinity", end.isoformat() if end else "infinity"


def days_of_statuses() -> Iterator[Told]:
    """Each status that a base had, with the base and when."""
    for base, spells in spells_of_bases().items():
        ends = [spell.start for spell in spells[1:]] + [None]
        for spell, end in zip(spells, ends, strict=True):
            yield spell.status, base, (spell.start, end)


def days_of_forces() -> Iterator[Told]:
    """Each force that may have been at a base, with the base and when."""
    for force, bases in stays_of_forces().items():
        for base, stays in bases.items():
            for stay in stays:
                if stay.begins < stay.gone:
                    yield force, base, (_open(stay.begins), _open(stay.gone))


def stretches_of(wanted: Collection[str], told: Iterable[Told]) -> dict[str, list[Stretch]]:
    """By base, when one of the statuses or forces held."""
    found: dict[str, list[Stretch]] = defaultdict(list)
    for value, base, stretch in told:
        if value in wanted:
            found[base].append(stretch)
    return found


def _open(day: date) -> date | None:
    return None if day in {date.min, date.max} else day
