"""Everything in one order of days: handovers, milestones, attacks, presences beginning and ending, turning points.

The database merges and cuts the list, over the typed columns of the versions; titles are written for the entries of
one page only.
"""

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


PUBLIC = """v.published_from <= record_clock() AND v.published_until > record_clock()
  AND NOT v.retracted AND v.document IS NOT NULL"""

BRANCHES = {
    "handover": """
SELECT 'handover' AS kind, 'handover' AS record_kind, v.slug, 0 AS part,
       coalesce(v.date_earliest, v.scheduled_earliest) AS earliest,
       coalesce(v.date_latest, v.scheduled_latest) AS latest,
       coalesce(v.document->>'date_precision', v.document->>'scheduled_precision') AS precision,
       v.base_slug, v.drawdown_slug, v.document
  FROM handovers_publishedhandover v""",
    "milestone": """
SELECT 'milestone', 'handover', v.slug, m.part::int, (m.one->>'date_earliest')::date, (m.one->>'date_latest')::date,
       m.one->>'date_precision', v.base_slug, v.drawdown_slug, v.document
  FROM handovers_publishedhandover v
 CROSS JOIN LATERAL jsonb_array_elements(v.document->'milestones') WITH ORDINALITY AS m(one, part)""",
    "attack": """
SELECT 'attack', 'attack', v.slug, 0, v.date_earliest, v.date_latest, v.date_precision,
       v.base_slug, v.drawdown_slug, v.document
  FROM attacks_publishedattack v""",
    "presence_start": """
SELECT 'presence_start', 'presence', v.slug, 0, v.start_earliest, v.start_latest, v.document->>'start_precision',
       v.base_slug, NULL, v.document
  FROM handovers_publishedpresence v""",
    "presence_end": """
SELECT 'presence_end', 'presence', v.slug, 0, v.end_earliest, v.end_latest, v.document->>'end_precision',
       v.base_slug, NULL, v.document
  FROM handovers_publishedpresence v""",
    "context_event": """
SELECT 'context_event', 'context-event', v.slug, 0, v.date_earliest, v.date_latest, v.date_precision,
       NULL, v.drawdown_slug, v.document
  FROM handovers_publishedcontextevent v""",
}
"""One query for each kind of entry, over the versions `v`."""

ALSO_A_RECORD = {"context_event": " AND v.refers_to IS NULL"}
"""A turning point that is a record of its own is shown once, as that record."""


def entries(wanted: Wanted, after: Position | None = None, limit: int = 100) -> list[Entry]:
    """At most `limit` entries after a position, in order of their latest day (or earliest, where that is open)."""
    query, given = _query(wanted, after)
    with connection.cursor() as cursor:
        cursor.execute(f"{query} LIMIT %(limit)s", {**given, "limit": limit})
        return [_entry(*row) for row in cursor.fetchall()]


def count(wanted: Wanted) -> int:
    """How many entries there are in all."""
    query, given = _query(wanted, None)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({query}) q", given)
        return cursor.fetchone()[0]


def walk(wanted: Wanted, step: int = 1000) -> Iterator[Entry]:
    """Every entry, read in steps."""
    after = None
    while page := entries(wanted, after, step):
        yield from page
        after = page[-1].position


OF_DRAWDOWN = f"""(t.drawdown_slug = ANY(%(drawdown)s) OR t.drawdown_slug IS NULL AND t.base_slug IN (
    SELECT v.slug FROM handovers_publishedmilitarybase v
     WHERE {PUBLIC} AND v.drawdown_slugs && %(drawdown)s::varchar[]))"""
"""A presence belongs to the drawdowns of its base."""

MERGED = """
SELECT t.kind, t.record_kind, t.slug, t.part, t.earliest, t.latest, t.precision, t.document, t.day, t.rank
  FROM (SELECT u.*, coalesce(u.latest, u.earliest) AS day,
               (u.kind || ' ' || u.slug || ' ' || lpad(u.part::text, 4, '0')) COLLATE "C" AS rank
          FROM ({union})
            u(kind, record_kind, slug, part, earliest, latest, precision, base_slug, drawdown_slug, document)
       ) t
 WHERE {conditions}
 ORDER BY t.day {order}, t.rank {order}"""


def _query(wanted: Wanted, after: Position | None) -> tuple[str, dict[str, Any]]:
    chosen = [kind for kind in KINDS if kind in wanted.kinds]
    union = " UNION ALL ".join(
        f"{BRANCHES[kind]} WHERE {PUBLIC}{ALSO_A_RECORD.get(kind, '')}{_of_base(wanted, kind)}" for kind in chosen
    )
    query = MERGED.format(
        union=union or f"{BRANCHES['handover']} WHERE false",
        conditions=" AND ".join(_conditions(wanted, after)),
        order="DESC" if wanted.newest_first else "ASC",
    )
    given: dict[str, Any] = {"base": _listed(wanted.base), "drawdown": _listed(wanted.drawdown)}
    given |= {"earliest": wanted.earliest, "latest": wanted.latest}
    return query, given | ({"after_day": after.day, "after_rank": after.rank} if after else {})


def _listed(slugs: str | Sequence[str] | None) -> list[str]:
    return [slugs] if isinstance(slugs, str) else list(slugs or [])


def _conditions(wanted: Wanted, after: Position | None) -> list[str]:
    further = "<" if wanted.newest_first else ">"
    possible = {
        "coalesce(t.latest, t.earliest) IS NOT NULL": True,
        OF_DRAWDOWN: wanted.drawdown,
        "coalesce(t.latest, 'infinity') >= %(earliest)s": wanted.earliest,
        "coalesce(t.earliest, '-infinity') <= %(latest)s": wanted.latest,
        f'(t.day, t.rank) {further} (%(after_day)s, %(after_rank)s COLLATE "C")': after,
    }
    return [condition for condition, applies in possible.items() if applies]


def _of_base(wanted: Wanted, kind: str) -> str:
    if not wanted.base:
        return ""
    return " AND false" if kind == "context_event" else " AND v.base_slug = ANY(%(base)s)"


def _entry(
    kind: str, record_kind: str, slug: str, part: int, earliest: date | None, latest: date | None,
    precision: str | None, document: str, day: date, rank: str,
) -> Entry:  # fmt: skip
    row = as_object(document)
    return Entry(
        kind, earliest, latest, precision, _title(kind, row, part), None if kind == "milestone" else row["summary"],
        row.get("base"), {"type": record_kind, "slug": slug, "api_url": api_url(record_kind, slug)},
        evidence(row)["source_count"], Position(day, rank), row,
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
