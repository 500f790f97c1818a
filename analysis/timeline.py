"""Everything in one order of days: handovers, milestones, attacks, presences beginning and ending, turning points.

The database merges and cuts the list, over the typed columns of the versions; titles are written for the entries of
one page only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from analysis.dates import edtf
from analysis.titles import attack_title, handover_event_title, local
from editorial.claims import evidence
from editorial.fields import api_url
from editorial.publishing import as_object

KINDS = ("handover", "milestone", "attack", "presence_start", "presence_end", "context_event")


@dataclass(frozen=True)
class Wanted:
    """Which entries: of one or any of some bases or drawdowns, of some kinds, within a window, and in which order.

    What is null or empty asks for nothing; a null day is an open end.
    """

    base: str | Sequence[str] | None = None
    drawdown: str | Sequence[str] | None = None
    kinds: Sequence[str] = KINDS
    earliest: date | None = None
    latest: date | None = None
    newest_first: bool = False


@dataclass(frozen=True)
class Position:
    """Where a page of the timeline ended; the next begins after it."""

    day: date
    rank: str

    @classmethod
    def of(cls, day: date | None, kind: str, slug: str, part: int) -> Position:
        """That of one entry. Ranks sort as kind, slug and part do, since no letter of a slug comes before a space."""
        return cls(day or date.max, f"{kind} {slug} {part:04}")

    @property
    def keys(self) -> tuple[str, str, int]:
        """The kind, the slug and the part that its rank is made of."""
        kind, slug, part = self.rank.split(" ")
        return kind, slug, int(part)


@dataclass(frozen=True)
class Entry:
    """One dated thing: its window, what it is in words, and the record it comes from."""

    kind: str
    date_earliest: date | None
    date_latest: date | None
    date_precision: str | None
    title: str
    summary: str | None
    base: dict[str, Any] | None
    record: dict[str, str]
    source_count: int
    position: Position
    document: dict[str, Any]

    @property
    def date_edtf(self) -> str | None:
        return edtf(self.date_earliest, self.date_latest, self.date_precision)


PUBLIC = """v.published_from <= (SELECT record_clock()) AND v.published_until > (SELECT record_clock())
  AND NOT v.retracted AND v.document IS NOT NULL"""
"""Asked within a question of its own, the clock is read once and not for each version, a fifth of the time."""


@dataclass(frozen=True)
class Branch:
    """What is read of the versions `v` for one kind of entry, in SQL; `part` tells the entries of one version apart."""

    record_kind: str
    rows: str
    earliest: str
    latest: str
    precision: str
    base: str = "v.base_slug"
    drawdown: str = "v.drawdown_slug"
    part: str = "0"
    condition: str = "true"
    is_in_order: bool = False
    """Whether an index holds the entries in order of their days, and another those of uncertain day."""

    @property
    def day(self) -> str:
        """The day that it is sorted by: its latest, or its earliest where that is open."""
        return f"coalesce({self.latest}, {self.earliest})"


NO_SLUG = "NULL::varchar"
BRANCHES = {
    "handover": Branch(
        "handover",
        "handovers_publishedhandover v",
        "coalesce(v.date_earliest, v.scheduled_earliest)",
        "coalesce(v.date_latest, v.scheduled_latest)",
        "coalesce(v.document->>'date_precision', v.document->>'scheduled_precision')",
    ),
    "milestone": Branch(
        "handover",
        "handovers_publishedhandover v"
        " CROSS JOIN LATERAL jsonb_array_elements(v.document->'milestones') WITH ORDINALITY AS m(one, part)",
        "(m.one->>'date_earliest')::date",
        "(m.one->>'date_latest')::date",
        "m.one->>'date_precision'",
        part="m.part::int",
    ),
    "attack": Branch(
        "attack",
        "attacks_publishedattack v",
        "v.date_earliest",
        "v.date_latest",
        "v.date_precision",
        is_in_order=True,
    ),
    "presence_start": Branch(
        "presence",
        "handovers_publishedpresence v",
        "v.start_earliest",
        "v.start_latest",
        "v.document->>'start_precision'",
        drawdown=NO_SLUG,
    ),
    "presence_end": Branch(
        "presence",
        "handovers_publishedpresence v",
        "v.end_earliest",
        "v.end_latest",
        "v.document->>'end_precision'",
        drawdown=NO_SLUG,
    ),
    "context_event": Branch(
        "context-event",
        "handovers_publishedcontextevent v",
        "v.date_earliest",
        "v.date_latest",
        "v.date_precision",
        base=NO_SLUG,
        # A turning point that is a record of its own is shown once, as that record.
        condition="v.refers_to IS NULL",
    ),
}
"""Each kind of entry."""


def entries(wanted: Wanted, after: Position | None = None, limit: int = 100) -> list[Entry]:
    """At most `limit` entries after a position, in order of their latest day (or earliest, where that is open)."""
    query, given = chosen(wanted, after, limit, WHOLE)
    return [each for _version, each in _told(query, given)]


def entries_of(record_kind: str, versions: Sequence[int]) -> list[tuple[int, Entry]]:
    """All entries that these versions, which have documents, are told by, with the version's key: public or not."""
    branches = [_branch(kind, "v.id = ANY(%(versions)s)", (*KEYS, *WHOLE)) for kind in kinds_of(record_kind)]
    return _told(" UNION ALL ".join(branches), {"versions": list(versions)})


def kinds_of(record_kind: str) -> list[str]:
    """The kinds of entry that a kind of record is told by; each version has one of the first of them."""
    return [kind for kind, branch in BRANCHES.items() if branch.record_kind == record_kind]


def _told(query: str, given: dict[str, Any]) -> list[tuple[int, Entry]]:
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return [(row[1], _entry(*row)) for row in cursor.fetchall()]


def count(wanted: Wanted, most: int | None = None) -> int:
    """How many entries there are in all; of more than `most`, that many."""
    query, given = counting(wanted)
    with connection.cursor() as cursor:
        cursor.execute(query, given | {"most": most})
        return cursor.fetchone()[0]


def counting(wanted: Wanted) -> tuple[str, dict[str, Any]]:
    """The query of how many entries there are, at most `most`, which may be null."""
    branches = [_branch(kind, conditions, ()) for kind, conditions in _branches(wanted, None)]
    return f"SELECT count(*) FROM ({' UNION ALL '.join(branches) or NOTHING} LIMIT %(most)s) q", _given(wanted, None)


def walk(wanted: Wanted, step: int = 1000) -> Iterator[Entry]:
    """Every entry, read in steps."""
    after = None
    while page := entries(wanted, after, step):
        yield from page
        after = page[-1].position


OF_DRAWDOWN = f"""({{drawdown}} = ANY(%(drawdown)s) OR {{drawdown}} IS NULL AND {{base}} IN (
    SELECT b.slug FROM handovers_publishedmilitarybase b
     WHERE {PUBLIC.replace("v.", "b.")} AND b.drawdown_slugs && %(drawdown)s::varchar[]))"""
"""A presence belongs to the drawdowns of its base."""

KEYS = ("kind", "id", "part", "day", "slug")
"""What every entry is known by; `id` is the key of its version."""
WHOLE = ("record_kind", "earliest", "latest", "precision", "document")
"""What an entry is told from besides."""

NOTHING = "SELECT 1 WHERE false"
LAST_DAY = "'9999-12-31'::date"
"""What no day counts as in the indexes that timelines are read by; entries without any day are not told."""


def chosen(wanted: Wanted, after: Position | None, limit: int, read: Sequence[str] = ()) -> tuple[str, dict[str, Any]]:
    """The query of at most so many entries after a position, in order: their `KEYS`, and of `WHOLE` what is to be read.

    Each kind is cut to so many by itself, so that what the query costs grows with the page and not with the record.
    """
    order = "DESC" if wanted.newest_first else "ASC"
    branches = [
        f"({_branch(kind, conditions, (*KEYS, *read))} ORDER BY"
        f' {_sorted_day(kind)} {order}, v.slug COLLATE "C" {order}, part {order} LIMIT %(limit)s)'
        for kind, conditions in _branches(wanted, after)
    ]
    union = " UNION ALL ".join(branches) or _branch("handover", "false", (*KEYS, *read))
    query = f"SELECT * FROM ({union}) t ORDER BY {in_order(wanted)} LIMIT %(limit)s"
    return query, _given(wanted, after) | {"limit": limit}


def in_order(wanted: Wanted, of: str = "") -> str:
    """The order of entries by their keys, in the words of SQL; `of` stands before their names."""
    keys = ("day", 'kind COLLATE "C"', 'slug COLLATE "C"', "part")
    return ", ".join(f"{of}{key} {'DESC' if wanted.newest_first else 'ASC'}" for key in keys)


def _branch(kind: str, conditions: str, read: Sequence[str]) -> str:
    """The entries of one kind, unsorted, with the columns that are to be read of them."""
    branch = BRANCHES[kind]
    told = {
        "kind": f"'{kind}'",
        "id": "v.id",
        "part": branch.part,
        "day": branch.day,
        "slug": "v.slug",
        "record_kind": f"'{branch.record_kind}'",
        "earliest": branch.earliest,
        "latest": branch.latest,
        "precision": branch.precision,
        "document": "v.document",
    }
    columns = ", ".join(f"{told[name]} AS {name}" for name in read) or "1"
    return f"SELECT {columns} FROM {branch.rows} WHERE {conditions}"


def _branches(wanted: Wanted, after: Position | None) -> Iterator[tuple[str, str]]:
    """The kinds of entry that may be among those wanted, with the conditions that versions must meet: each once."""
    for kind in KINDS:
        if kind in wanted.kinds and not (wanted.base and BRANCHES[kind].base == NO_SLUG):
            conditions = [PUBLIC, BRANCHES[kind].condition, *_conditions(kind, wanted, after)]
            yield from ((kind, " AND ".join([*conditions, *lot])) for lot in _lots(kind, wanted))


def _conditions(kind: str, wanted: Wanted, after: Position | None) -> list[str]:
    branch = BRANCHES[kind]
    possible = {
        f"{branch.day} IS NOT NULL": True,
        # An index gives the entries of one base in their order, those of several it does not.
        f"{branch.base} = %(one_base)s": isinstance(wanted.base, str),
        f"{branch.base} = ANY(%(base)s)": wanted.base and not isinstance(wanted.base, str),
        OF_DRAWDOWN.format(base=branch.base, drawdown=branch.drawdown): wanted.drawdown,
        _further(kind, wanted, after) if after else "": after,
    }
    return [condition for condition, applies in possible.items() if applies]


def _lots(kind: str, wanted: Wanted) -> list[list[str]]:
    """The entries that the window meets; where that spares reading, in two lots.

    As in `WindowFilter.lots`: those whose day lies in it are one stretch of an index, the others only reach into it.
    """
    branch = BRANCHES[kind]
    met = {
        f"coalesce({branch.latest}, 'infinity') >= %(earliest)s": wanted.earliest,
        f"coalesce({branch.earliest}, '-infinity') <= %(latest)s": wanted.latest,
    }
    if not branch.is_in_order or wanted.base or not any(met.values()):
        return [[condition for condition, applies in met.items() if applies]]
    of_its_days = f"{_sorted_day(kind)} BETWEEN %(first_day)s AND %(last_day)s"
    uncertain = f"{branch.earliest} IS DISTINCT FROM {branch.latest}"
    reaching = f"daterange({branch.earliest}, {branch.latest}, '[]') @> %(last_day)s"
    return [[of_its_days], [uncertain, reaching, f"NOT {of_its_days}"]]


def _sorted_day(kind: str) -> str:
    return f"coalesce({BRANCHES[kind].day}, {LAST_DAY})"


def _further(kind: str, wanted: Wanted, after: Position) -> str:
    """Entries of a kind beyond a position: compared by day, kind, slug and part, as indexes hold them."""
    further = "<" if wanted.newest_first else ">"
    day, of_kind = _sorted_day(kind), after.keys[0]
    if kind == of_kind:
        return (
            f'({day}, v.slug COLLATE "C", {BRANCHES[kind].part})'
            f' {further} (%(after_day)s, %(after_slug)s COLLATE "C", %(after_part)s)'
        )
    comes_later = (kind < of_kind) if wanted.newest_first else (kind > of_kind)
    return f"{day} {further}{'=' if comes_later else ''} %(after_day)s"


def _given(wanted: Wanted, after: Position | None) -> dict[str, Any]:
    given: dict[str, Any] = {"base": _listed(wanted.base), "drawdown": _listed(wanted.drawdown)}
    given |= {"one_base": wanted.base, "earliest": wanted.earliest, "latest": wanted.latest}
    given |= {"first_day": wanted.earliest or date.min, "last_day": wanted.latest or date.max}
    if after is None:
        return given
    _kind, slug, part = after.keys
    return given | {"after_day": after.day, "after_slug": slug, "after_part": part}


def _listed(slugs: str | Sequence[str] | None) -> list[str]:
    return [slugs] if isinstance(slugs, str) else list(slugs or [])


def _entry(
    kind: str, _version: int, part: int, day: date | None, slug: str, record_kind: str, earliest: date | None,
    latest: date | None, precision: str | None, document: str,
) -> Entry:  # fmt: skip
    row = as_object(document)
    return Entry(
        kind, earliest, latest, precision, _title(kind, row, part), None if kind == "milestone" else row["summary"],
        row.get("base"), {"type": record_kind, "slug": slug, "api_url": api_url(record_kind, slug)},
        evidence(row)["source_count"], Position.of(day, kind, slug, part), row,
    )  # fmt: skip


def _title(kind: str, row: dict[str, Any], part: int) -> str:
    if kind == "milestone":
        return local(row["milestones"][part - 1], "title")
    if kind == "presence_start" and row["start_earliest"] is None:
        return _("%(force)s known to be at %(base)s") % {"force": local(row["force"]), "base": local(row["base"])}
    if kind == "presence_start":
        return _("%(force)s begins at %(base)s") % {"force": local(row["force"]), "base": local(row["base"])}
    if kind == "presence_end":
        return _("%(force)s leaves %(base)s") % {"force": local(row["force"]), "base": local(row["base"])}
    return {"handover": handover_event_title, "attack": attack_title, "context_event": lambda one: local(one, "title")}[
        kind
    ](row)
