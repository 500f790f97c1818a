"""One attack for a card: what the dossier says first, in words."""

from __future__ import annotations

from typing import Any

from analysis.titles import attack_title, local
from attacks.choices import Outcome, Stance, Weapon
from dashboard.finding import page_of
from dashboard.mapdata import PLACE, in_a_sentence, launch_row, publishers_of, window_text
from dashboard.words import code_in_words, listed, range_of
from editorial.choices import LocationBasis, RecordKind

Row = dict[str, Any]


def card(row: Row) -> Row:
    """A served attack as a card tells it; counts are in words, null is "not reported"."""
    return {name: row[name] for name in ("slug", "date_earliest", "date_latest", *PLACE)} | {
        "url": page_of(RecordKind.ATTACK, row["slug"]),
        "api_url": row["api_url"],
        "title": attack_title(row),
        "date_text": window_text(row, "date"),
        "time_local": row["time_local"],
        "base": base_of(row),
        "place": local(row, "place") or None,
        "location_basis": code_in_words(row["location_basis"], LocationBasis),
        "weapons": listed(code_in_words(each, Weapon) for each in row["weapons"]),
        "munition": row["munition"],
        "munitions": range_of(row, "munitions"),
        "killed": range_of(row, "killed"),
        "wounded": range_of(row, "wounded"),
        "outcome": code_in_words(row["outcome"], Outcome),
        "launch_area": launch_row(row["launch_area"]),
        "attributions": [statement(each) for each in row["attributions"]],
        "disputed": [in_a_sentence(name) for name in row["disputed_fields"]],
        "summary": row["summary"] or "",
        "source_count": row["source_count"],
        "independent_source_count": row["independent_source_count"],
        "sources": publishers_of(row),
    }


def base_of(row: Row) -> Row | None:
    base = row["base"]
    return base and {
        "slug": base["slug"],
        "name": local(base),
        "url": page_of(RecordKind.BASE, base["slug"]),
    }


def statement(said: Row) -> Row:
    """Who says of whom that it did it, or did not."""
    return {
        "actor": local(said["actor"]),
        "stance": code_in_words(said["stance"], Stance),
        "denied": said["stance"] == Stance.DENIED,
        "speaker": said["speaker"],
    }
