"""Attacks counted by what the choices of filters are: a few passes over an index, whatever is filtered."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from analysis.asking.held import Stretch
from analysis.setbased import over
from attacks.documents.attacks import FACETS

Rows = QuerySet[Any]
Counts = Counter[str]

BOUNDS: dict[str, tuple[str, str, tuple[int, ...]]] = {
    "killed_min": ("killed_min", ">=", (1, 5, 20)),
    "wounded_min": ("wounded_min", ">=", (1, 5, 20)),
    "munitions_min": ("munitions_min", ">=", (1, 5, 10, 20)),
    "max_uncertainty_m": ("uncertainty_m", "<=", (100, 1_000, 5_000, 20_000)),
}
"""The numbers that are offered for a filter, with the column and how it compares."""

Offer = tuple[str, str, str, int]
"""A filter, its column, how it compares, and with what."""

OFFERED: list[Offer] = [(name, how[0], how[1], bound) for name, how in BOUNDS.items() for bound in how[2]]
COLUMNS = tuple(column for column, _sign, _offered in BOUNDS.values())
BASE = list(FACETS).index("base")
WIDE = "CASE WHEN date_earliest IS DISTINCT FROM date_latest THEN {} END"

WINDOW = ", ".join(WIDE.format(f"date_{bound}") for bound in ("earliest", "latest"))


def bounds_of(offered: Iterable[Offer]) -> str:
    """The counts of attacks within bounds, as SQL."""
    return ", ".join(f"count(*) FILTER (WHERE {column} {sign} {bound})" for _name, column, sign, bound in offered)


ALL = f"SELECT facets, {WINDOW}, count(*), {bounds_of(OFFERED)} FROM {{rows}} q GROUP BY 1, 2, 3"
CODES = "SELECT split_part(facets, '|', {place}), count(*) FROM {rows} q GROUP BY 1"
WIDE_ONLY = f"""
SELECT split_part(facets, '|', {BASE + 1}), date_earliest, date_latest, count(*)
  FROM {{rows}} q WHERE date_earliest IS DISTINCT FROM date_latest GROUP BY 1, 2, 3"""

HELD = "unnest(%s::text[], %s::date[], %s::date[]) WITH ORDINALITY AS held (base, first, before, place)"
WITHIN = (
    "a.base_slug = held.base AND a.date_latest >= held.first AND a.date_latest < held.before"
    " AND a.date_earliest = a.date_latest"
)
OF_ALL = f"""
SELECT held.place, q.attacks
  FROM {HELD} CROSS JOIN LATERAL (SELECT count(*) AS attacks FROM {{rows}} a WHERE {WITHIN}) q"""
"""Attacks in each of several stretches at bases, piece by piece from the index by base, which knows no other filter."""

OF_SOME = f"SELECT held.place, count(*) FROM {HELD} JOIN {{rows}} a ON {WITHIN} GROUP BY 1"
"""The same in one pass over those that other filters leave."""

STANCES = {
    "claimed": ("claimed_by",),
    "accused": ("accused",),
    "suspected": ("suspected", "accused"),
    "denied": ("denied",),
}
"""By what is said of an actor, the filters that find it: who is suspected is found among the accused too."""

NAMED = ("claimed_by", "accused", "suspected", "denied")
BY_NAMES = "SELECT named, count(*) FROM {rows} q WHERE named IS NOT NULL GROUP BY 1"
TOO_LONG = "…"

Value = tuple[str, str]
"""A group, `status` or `force`, and one of its values."""

Held = tuple[str, str, str, Stretch]
"""A group, a value of it, a base, and when."""

Window = tuple[str, date | None, date | None]
"""A base, and the bounds of a window that is wider than a day."""


@dataclass(frozen=True)
class Tally:
    """Attacks counted by codes and within bounds, and their windows wider than a day."""

    counts: Mapping[str, Counts]
    wide: Mapping[Window, int]


def tally(rows: Rows) -> Tally:
    """All of it, in one pass."""
    found = over(rows.values_list("facets", "date_earliest", "date_latest", *COLUMNS), ALL)
    tables: list[dict[str, int]] = [{} for _name in FACETS]
    wide: Counter[Window] = Counter()
    for facets, earliest, latest, count, *_within in found:
        codes = facets.split("|")
        for table, code in zip(tables, codes, strict=True):
            table[code] = table.get(code, 0) + count
        if earliest or latest:
            wide[codes[BASE], earliest, latest] += count
    counts = {name: one_by_one(table.items()) for name, table in zip(FACETS, tables, strict=True)}
    within = [sum(column) for column in [*zip(*found, strict=True)][4:]] or [0] * len(OFFERED)
    return Tally(counts | bounded(OFFERED, within), wide)


def tally_of(rows: Rows, group: str) -> Tally:
    """What one group is counted by."""
    if group in FACETS:
        statement = CODES.replace("{place}", str(list(FACETS).index(group) + 1))
        return Tally({group: one_by_one(over(rows.values_list("facets"), statement))}, {})
    if group in BOUNDS:
        offered = [each for each in OFFERED if each[0] == group]
        (within,) = over(rows.values_list(offered[0][1]), f"SELECT {bounds_of(offered)} FROM {{rows}} q")
        return Tally(bounded(offered, within), {})
    found = over(rows.values_list("facets", "date_earliest", "date_latest"), WIDE_ONLY)
    return Tally({}, {(base, earliest, latest): count for base, earliest, latest, count in found})


def one_by_one(counted: Iterable[tuple[str, int]]) -> Counts:
    """Counts by code, where an attack may have several with spaces between."""
    counts: Counts = Counter()
    for codes, count in counted:
        for code in codes.split():
            counts[code] += count
    return counts


def bounded(offered: Iterable[Offer], within: Iterable[int]) -> dict[str, Counts]:
    counts: dict[str, Counts] = defaultdict(Counter)
    for (name, _column, _sign, bound), count in zip(offered, within, strict=True):
        counts[name][str(bound)] = count
    return counts


def by_holding(
    rows: Rows,
    wide: Mapping[Window, int],
    told: Iterable[Held],
    only: Mapping[str, Collection[str]],
    *,
    narrowed: bool,
) -> dict[str, Counts]:
    """By group, the attacks at bases during each status, or while each force may have been there.

    `rows` are those of all days, narrowed here to times when `only` held: groups with the values that are wanted;
    `narrowed` says whether other filters leave some out. `wide` are windows wider than a day, narrowed already.
    """
    held: dict[str, list[tuple[Value, Stretch]]] = defaultdict(list)
    for group, value, base, stretch in told:
        held[base].append(((group, value), stretch))
    counts: dict[str, Counts] = defaultdict(Counter)
    pieces = [(base, *piece) for base, each in held.items() for piece in cut(each) if allowed(piece[1], only)]
    if pieces:
        columns = zip(*((base, *days(stretch)) for base, stretch, _values in pieces), strict=True)
        narrow = rows.values_list("base_slug", "date_earliest", "date_latest")
        for place, count in over(narrow, OF_SOME if narrowed else OF_ALL, *map(list, columns)):
            add(counts, pieces[place - 1][2], count)
    for (base, earliest, latest), count in wide.items():
        add(counts, {value for value, each in held[base] if meets(each, earliest, latest)}, count)
    return counts


def allowed(values: Iterable[Value], only: Mapping[str, Collection[str]]) -> bool:
    """Whether one of the wanted values of every group is among these."""
    there = set(values)
    return all(any((group, each) in there for each in wanted) for group, wanted in only.items())


def add(counts: dict[str, Counts], values: Iterable[Value], count: int) -> None:
    for group, value in values:
        counts[group][value] += count


def cut(held: Iterable[tuple[Value, Stretch]]) -> Iterator[tuple[Stretch, frozenset[Value]]]:
    """Stretches that overlap, cut into pieces that do not, each with the values that hold in it."""
    known = [(value, first or date.min, end or date.max) for value, (first, end) in held]
    ends = sorted({day for _value, *bounds in known for day in bounds})
    for first, end in pairwise(ends):
        values = frozenset(value for value, start, stop in known if start <= first and end <= stop)
        if values:
            yield (first, end), values


def days(stretch: Stretch) -> tuple[str, str]:
    """Its two days as PostgreSQL reads them."""
    first, end = stretch
    return (
        "-infinity" if first in {None, date.min} else str(first),
        "infinity" if end in {None, date.max} else str(end),
    )


def meets(stretch: Stretch, earliest: date | None, latest: date | None) -> bool:
    """Whether a window meets a stretch."""
    first, end = stretch
    return (end is None or earliest is None or earliest < end) and (first is None or latest is None or first <= latest)


def by_actor(rows: Rows) -> dict[str, Counts]:
    """By filter, the attacks that each actor claimed, is accused or suspected of, or denies."""
    counts: dict[str, Counts] = {name: Counter() for name in NAMED}
    for named, count in over(rows.values_list("named"), BY_NAMES):
        if named == TOO_LONG:
            for columns in rows.filter(named=TOO_LONG).values_list(*NAMED):
                for name, actors in zip(NAMED, columns, strict=True):
                    counts[name].update(set(actors))
        else:
            add(counts, values_of(named), count)
    return counts


def values_of(named: str) -> set[Value]:
    """The filters and actors by which an attack is found of which this is said."""
    said = (each.split(":", 1) for each in named.split(" "))
    return {(name, actor) for stance, actor in said for name in STANCES[stance]}
