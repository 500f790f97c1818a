"""Records as the public reads them: the stored document, and beside it what is computed at the clock.

The same for a list, a detail, a page, an export: all of them call `serve`.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from analysis.dates import as_day, edtf, single_day
from analysis.fire import Fire, days_since_last_attack, fire_on_bases
from analysis.holding import spells_of_bases
from analysis.ordinals import handed_over_in_each, ordinals
from analysis.status import spell_on
from editorial.choices import RecordKind
from editorial.claims import claims_of, evidence
from editorial.clock import record_day
from editorial.fields import REGISTRY, Document
from editorial.models import Published
from handovers.models import PublishedHandover

Row = dict[str, Any]


def serve(kind: str, versions: Iterable[Published], day: date | None = None) -> list[Row]:
    """Each version's document with its computed fields, in the declared order of fields.

    `day` is the day that statuses and counts are asked for; none means the day at the record's clock. The number of
    queries does not depend on how many versions there are.
    """
    rows = [_common(REGISTRY[kind], version) for version in versions]
    if extra := EXTRA.get(kind):
        extra(rows, day or record_day())
    names = REGISTRY[kind].names()
    return [{name: row.get(name) for name in names} for row in rows]


def serve_one(kind: str, version: Published, day: date | None = None) -> Row:
    """One version as `serve` gives it."""
    return serve(kind, [version], day)[0]


def _common(document: Document, version: Published) -> Row:
    row: Row = dict(version.document or {})
    row |= {
        "url": f"{document.page}{version.slug}/",
        "api_url": f"{document.path}{version.slug}/",
        "version": version.version,
        "published_at": version.first_published_at,
        "updated_at": version.published_from,
        **evidence(row),
    }
    if "date_precision" in row:
        row["date"] = single_day(row["date_earliest"], row["date_latest"], row["date_precision"])
        row["date_edtf"] = _edtf(row, "date")
    return row


def _edtf(row: Row, prefix: str) -> str | None:
    earliest, latest, precision = (row[f"{prefix}_{part}"] for part in ("earliest", "latest", "precision"))
    return edtf(as_day(earliest), as_day(latest), precision)


def _bases(rows: list[Row], day: date) -> None:
    slugs = [row["slug"] for row in rows]
    spells, fire = spells_of_bases(), fire_on_bases(slugs)
    passed = _handovers_by_base(slugs)
    for row in rows:
        found = spells.get(row["slug"])
        spell = spell_on(found, day) if found else None
        attacks = fire.get(row["slug"], Fire(0, None))
        row["url"] = f"/bases/{row['slug']}/"
        row["status"] = spell.status.value if spell else None
        row["status_since"] = spell.start.isoformat() if spell and spell.start else None
        row["handovers"] = passed.get(row["slug"], [])
        row["attack_count"] = attacks.count
        row["last_attack_on"] = attacks.last_on.isoformat() if attacks.last_on else None


def _handovers_by_base(slugs: list[str]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    path = REGISTRY[RecordKind.HANDOVER].path
    rows = (
        PublishedHandover.objects.at().filter(base_slug__in=slugs).order_by("date_latest", "scheduled_latest", "slug")
    )
    for base, slug, status in rows.values_list("base_slug", "slug", "status"):
        found.setdefault(str(base), []).append({"slug": slug, "status": status, "api_url": f"{path}{slug}/"})
    return found


def _handovers(rows: list[Row], day: date) -> None:
    places, quiet = ordinals(), days_since_last_attack([row["slug"] for row in rows])
    for row in rows:
        ordinal = places.get(row["slug"])
        row["scheduled_for"] = _edtf(row, "scheduled")
        row["ordinal"] = ordinal.place if ordinal else None
        row["ordinal_min"] = ordinal.least if ordinal else None
        row["ordinal_max"] = ordinal.most if ordinal else None
        row["reported_ordinals"] = _reported_ordinals(row)
        row["days_since_last_attack"] = quiet.get(row["slug"])


def _reported_ordinals(row: Row) -> list[Row]:
    return [
        {
            "value": claim["value"],
            "status": claim["status"],
            "said_by": citation["said_by"],
            "source": citation["source"]["id"],
        }
        for citation, claim in claims_of(row)
        if claim["field"] == "ordinal"
    ]


def _drawdowns(rows: list[Row], day: date) -> None:
    counts = handed_over_in_each(day)
    for row in rows:
        row["url"] = f"/?drawdown={row['slug']}"
        row["handed_over_count"] = counts.get(row["slug"], 0)


def _context_events(rows: list[Row], day: date) -> None:
    for row in rows:
        row["url"] = f"/timeline/?kind=context_event#{row['slug']}"


def _series_attributions(rows: list[Row], day: date) -> None:
    for row in rows:
        row["url"] = f"/about/#{row['slug']}"


def _at_base(rows: list[Row], day: date) -> None:
    for row in rows:
        row["url"] = f"/bases/{row['base']['slug']}/" if row.get("base") else row["url"]


EXTRA: dict[str, Callable[[list[Row], date], None]] = {
    RecordKind.BASE: _bases,
    RecordKind.HANDOVER: _handovers,
    RecordKind.DRAWDOWN: _drawdowns,
    RecordKind.CONTEXT_EVENT: _context_events,
    RecordKind.SERIES_ATTRIBUTION: _series_attributions,
    RecordKind.PRESENCE: _at_base,
}

OVER_RECORDS: dict[str, frozenset[str]] = {
    RecordKind.BASE: frozenset({"status", "status_since", "handovers", "attack_count", "last_attack_on"}),
    RecordKind.HANDOVER: frozenset({"ordinal", "ordinal_min", "ordinal_max", "days_since_last_attack"}),
    RecordKind.DRAWDOWN: frozenset({"handed_over_count"}),
}
"""Fields that other records have a part in: they change without a new version of the record itself."""
