"""The map's record: what is public of sites, bases, attacks and turning points, cut to what the map draws."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from analysis.dates import as_day, in_words
from analysis.holding import spells_of_bases
from analysis.serving import serve
from analysis.titles import local
from attacks.models import PublishedAttack
from dashboard.finding import page_of
from dashboard.labels import field_label
from editorial.choices import RecordKind
from editorial.clock import record_day
from editorial.publishing import published_model
from handovers.models import PublishedDrawdown

Row = dict[str, Any]

# Where the label of a field says too little outside its table.
DISPUTED = {
    "transferring_forces": _("who handed it over"),
    "receiving_force": _("who received it"),
    "ordinal": _("its place in the sequence"),
    "date": _("the day"),
}

PLACE = ("latitude", "longitude", "uncertainty_m")


def map_record() -> Row:
    """What the map draws besides attacks, which are asked for by filters; days are ISO, null is "not reported"."""
    return page_record() | {"events": [event_row(row) for row in public_rows(RecordKind.CONTEXT_EVENT)]}


def page_record() -> Row:
    """What the served page says: sites, bases, today, how far the record is known, and where the time bar begins."""
    known = knowledge()
    sites = site_rows(known["today"])
    dated = [row["date_latest"] for row in sites if row["date_latest"]]
    return known | {"first_day": min([*dated, known["first_day"]]), "sites": sites, "bases": base_rows()}


def knowledge() -> Row:
    """Today at the record's clock, the day to which the record was checked, and the day of its first attack."""
    drawdown = PublishedDrawdown.objects.at().order_by("slug").first()
    document = drawdown.document if drawdown and drawdown.document else {}
    today = record_day(document.get("timezone") or "UTC").isoformat()
    attacked_on = PublishedAttack.objects.at().aggregate(first=Min("date_latest"))["first"]
    return {
        "today": today,
        "known_to": document.get("checked_on"),
        "first_day": iso(attacked_on) or today,
        "drawdown": {"slug": drawdown.slug, "name": local(document)} if drawdown else None,
    }


def public_rows(kind: str) -> list[Row]:
    """The public records of a kind with what is computed of them, in order of their slugs."""
    versions = published_model(kind)._default_manager.at().order_by("slug")  # type: ignore[attr-defined]
    return serve(kind, list(versions))


def site_rows(today: str) -> list[Row]:
    """Handovers in order: completed ones by their place in the sequence, then the others by their schedule."""
    rows = [site_row(row, today) for row in public_rows(RecordKind.HANDOVER) if row["base"]]
    return sorted(rows, key=lambda row: (row["date_latest"] or row["scheduled_latest"] or "9", row["ordinal"] or 0))


def site_row(row: Row, today: str) -> Row:
    due = row["scheduled_latest"] if row["status"] == "scheduled" else None
    same = ("slug", "ordinal", "ordinal_min", "ordinal_max", "status", "counted", "announced_on", "date_earliest")
    return {name: row[name] for name in (*same, *PLACE)} | {
        "url": page_of(RecordKind.HANDOVER, row["slug"]),
        "base": row["base"]["slug"],
        "name": local(row["base"]),
        "site_name": local(row, "site_name") or None,
        "date_latest": row["date_latest"],
        "date_text": window_text(row, "date"),
        "scheduled_earliest": row["scheduled_earliest"],
        "scheduled_latest": row["scheduled_latest"],
        "scheduled_text": window_text(row, "scheduled"),
        "overdue": due is not None and due < today,
        "transferring": [local(force) for force in row["transferring_forces"]],
        "receiving": local(row["receiving_force"]) or None,
        "days_since_last_attack": row["days_since_last_attack"],
        "disputed": [in_a_sentence(name) for name in row["disputed_fields"]],
        "source_count": row["source_count"],
        "independent_source_count": row["independent_source_count"],
        "sources": publishers_of(row),
        "summary": row["summary"] or "",
    }


def in_a_sentence(field: str) -> str:
    """What sources disagree on, as it stands within a sentence."""
    label = str(DISPUTED.get(field) or field_label(field))
    return label[:1].lower() + label[1:]


def window_text(row: Row, prefix: str) -> str:
    earliest, latest = (as_day(row[f"{prefix}_{bound}"]) for bound in ("earliest", "latest"))
    return in_words(earliest, latest, row[f"{prefix}_precision"]) if earliest or latest else ""


def publishers_of(row: Row) -> list[str]:
    """Who published the record's sources, each once, in the order of its citations."""
    return list(dict.fromkeys(local(citation["source"]["publisher"]) for citation in row["citations"] or []))


def base_rows() -> list[Row]:
    """Bases with the spells of their status, in order of their names."""
    spells = spells_of_bases()
    rows = public_rows(RecordKind.BASE)
    return sorted((base_row(row, spells.get(row["slug"], [])) for row in rows), key=lambda row: row["name"])


def base_row(row: Row, spells: list[Any]) -> Row:
    same = ("slug", "kind", "location_basis", "governorate", "attack_count")
    return {name: row[name] for name in (*same, *PLACE)} | {
        "url": page_of(RecordKind.BASE, row["slug"]),
        "name": local(row),
        "counts": any(each["counts"] for each in row["drawdowns"]),
        "within": (row["within"] or {}).get("slug"),
        "spells": [{"from": iso(spell.start), "status": spell.status, "maybe": spell.maybe} for spell in spells],
    }


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def launch_row(launch: Row | None) -> Row | None:
    if launch is None:
        return None
    area = launch["area"] or {}
    return {"code": area.get("code"), "text": launch["text"] or local(area)}


def event_row(row: Row) -> Row:
    return {
        "slug": row["slug"],
        "title": local(row, "title"),
        "date_earliest": row["date_earliest"],
        "date_latest": row["date_latest"],
    }
