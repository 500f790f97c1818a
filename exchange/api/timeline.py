"""The merged timeline: of everything, or of one base."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from analysis import timeline
from analysis.asking.forms import form_of
from analysis.asking.known import Slugs
from analysis.asking.parameters import Choice, Codes, Days, Span
from analysis.dates import single_day
from analysis.timeline import Entry, Position, Wanted
from editorial.choices import RecordKind
from editorial.documents import CITED, DATED
from editorial.fields import Field
from exchange.api.cursors import Cursor
from exchange.api.finding import find
from exchange.api.forms import INCLUDES, AskedForm, PagedForm, at_an_instant, members
from exchange.api.lists import listed
from exchange.api.pages import COUNTED, Pager, cut
from exchange.api.presenting import Row, presented
from exchange.api.records import CLAIMED
from exchange.api.rendering import LIST
from exchange.api.streaming import STREAMED, as_collection, streamed
from exchange.api.surroundings import around_all, is_whole
from exchange.api.views import PublicView


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


class TimelineForm(PagedForm):
    """What a timeline can be asked for with."""

    kind = Codes(EntryKind, help_text=_("Only entries of these kinds."), example="handover")
    datetime = Days(help_text=_("A day, or days as `a/b`, `a/..`, `../b`: entries whose window meets it."))
    drawdown = Slugs(RecordKind.DRAWDOWN, help_text=_("Entries of these drawdowns."), example="iraq-2020")
    sort = Choice(["date", "-date"], help_text=_("Oldest first, or newest first with a hyphen."), example="date")


class EverythingForm(TimelineForm):
    """What the timeline of everything can be asked for with besides."""

    base = Slugs(RecordKind.BASE, help_text=_("Entries at these bases."), example="besmaya")


class TimelineView(PublicView):
    of_the_record = True
    meaning = _(
        "Handovers and their milestones, attacks, presences starting and ending, turning points, in one order of days."
    )
    renderer_classes = LIST
    noun = "timeline-entry"
    fields = FIELDS
    describes = "list"
    form: ClassVar[type[TimelineForm]] = EverythingForm

    def form_class(self) -> type[AskedForm]:
        return form_of(self.form, tuple((members(NAMES, tuple(INCLUDES)) | at_an_instant()).items()))

    def get(self, request: Request, slug: str | None = None) -> HttpResponseBase:
        base = find(RecordKind.BASE, slug).slug if slug else None
        asked = self.form_class()(request.query_params).validated()
        wanted, view = wanted_of(asked, base or asked["base"]), presented(request, FIELDS, asked, whole=False)
        name = f"{base}-timeline" if base else "timeline"
        if request.accepted_renderer.format in STREAMED:
            return streamed(request, name, FIELDS, view, lambda: map(served, timeline.walk(wanted)))
        total = timeline.count(wanted)
        count = total if total <= COUNTED else None
        if is_whole(request, asked):
            around = around_all(request, count)
            return as_collection(request, name, around, lambda: map(view.feature, map(served, timeline.walk(wanted))))
        pager = Pager(request, asked)
        page = cut(lambda limit, backward: read(wanted, pager.cursor, limit, backward), pager.limit, pager.cursor)
        return listed(request, view, [*map(served, page.rows)], pager.links(page, position_of), count)


class BaseTimelineView(TimelineView):
    meaning = _("The timeline of one base.")
    form = TimelineForm


def wanted_of(asked: dict[str, Any], base: str | list[str] | None) -> Wanted:
    """The entries that are asked for."""
    span = asked["datetime"] or Span(None, None)
    return Wanted(
        base=base,
        drawdown=asked["drawdown"],
        kinds=asked["kind"] or timeline.KINDS,
        earliest=span.first,
        latest=span.last,
        newest_first=asked["sort"] == "-date",
    )


def read(wanted: Wanted, cursor: Cursor | None, limit: int, backward: bool) -> Sequence[Entry]:
    """At most so many entries from the cursor on; those before it, nearest first, if backward."""
    position = Position(date.fromisoformat(cursor.position[0]), cursor.position[1]) if cursor else None
    return timeline.entries(replace(wanted, newest_first=wanted.newest_first != backward), position, limit)


def position_of(entry: Entry) -> list[str]:
    return [entry.position.day.isoformat(), entry.position.rank]


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
