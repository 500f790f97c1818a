"""One entry of a timeline as the API tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from analysis.dates import single_day
from analysis.timeline import Entry, Position, Wanted
from editorial.choices import RecordKind
from editorial.documents import CITED, DATED
from editorial.fields import Field
from exchange.api.cursors import Cursor
from exchange.api.presenting import Row
from exchange.api.records import CLAIMED


class EntryKind(TextChoices):
    """What a timeline is made of."""

    HANDOVER = "handover", _("handover")
    MILESTONE = "milestone", _("step of a handover")
    ATTACK = "attack", _("attack")
    PRESENCE_START = "presence_start", _("presence begins")
    PRESENCE_END = "presence_end", _("presence ends")
    CONTEXT_EVENT = "context_event", _("turning point")


RECORD_FIELDS = (
    Field("type", "code", _("The kind of record."), vocabulary=RecordKind, required=True),
    Field("slug", "text", _("Its slug."), required=True),
    Field("api_url", "address", _("It in the API."), required=True, csv=False),
)

FIELDS = (
    Field("kind", "code", _("What kind of entry it is."), vocabulary=EntryKind, required=True),
    *DATED,
    Field("title", "text", _("What happened, in a few words."), required=True),
    Field("summary", "text", _("What happened, in the editors' words.")),
    Field("base", "reference", _("Where, if at a base.")),
    Field("record", "object", _("The record that it comes from."), subfields=RECORD_FIELDS, required=True),
    Field("source_count", "integer", _("Sources that support that record."), required=True),
    CITED,
    CLAIMED,
)
NAMES = tuple(each.name for each in FIELDS)
LISTED = tuple(each.name for each in FIELDS if each.in_list)


def served(entry: Entry) -> Row:
    """An entry with all its members, and the point of the record that it comes from."""
    bounds = (entry.date_earliest, entry.date_latest)
    earliest, latest = (day.isoformat() if day else None for day in bounds)
    return {
        "kind": entry.kind,
        "date": single_day(earliest, latest, entry.date_precision),
        "date_edtf": entry.date_edtf,
        "date_earliest": earliest,
        "date_latest": latest,
        "date_precision": entry.date_precision,
        "title": entry.title,
        "summary": entry.summary,
        "base": entry.base,
        "record": entry.record,
        "source_count": entry.source_count,
        "citations": entry.document["citations"],
        "latitude": entry.document.get("latitude"),
        "longitude": entry.document.get("longitude"),
    }


def turned(wanted: Wanted, *, backward: bool) -> Wanted:
    """The same entries in the order in which a page that lies before a cursor is read."""
    return replace(wanted, newest_first=wanted.newest_first != backward)


def position_at(cursor: Cursor) -> Position:
    """The position that a cursor holds."""
    return Position(date.fromisoformat(cursor.position[0]), cursor.position[1])


def written_at(position: Position) -> list[str]:
    """A position as a cursor holds it."""
    return [position.day.isoformat(), position.rank]
