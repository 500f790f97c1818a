"""The merged timeline: of everything, or of one base."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from analysis import timeline
from analysis.asking.forms import form_of
from analysis.asking.known import Slugs
from analysis.asking.parameters import Choice, Codes, Days, Span
from analysis.timeline import Entry, Wanted
from editorial.choices import RecordKind
from exchange.api import entrytexts
from exchange.api.cursors import Cursor
from exchange.api.entries import FIELDS, NAMES, EntryKind, position_at, served, turned, written_at
from exchange.api.finding import slug_of
from exchange.api.forms import INCLUDES, AskedForm, PagedForm, at_an_instant, members
from exchange.api.lists import listed
from exchange.api.pages import Pager, cut
from exchange.api.presenting import presented
from exchange.api.rendering import LIST
from exchange.api.streaming import STREAMED, as_collection, streamed
from exchange.api.surroundings import around_all, is_whole
from exchange.api.views import PublicView
from exchange.api.writtentimeline import WrittenTimeline, counted


class TimelineForm(PagedForm):
    """What a timeline can be asked for with."""

    kind = Codes(EntryKind, help_text=_("Only entries of these kinds."), example="handover")
    datetime = Days(
        help_text=_(
            "A day, or days as `a/b`, `a/..`, `../b`: entries whose window meets it. Of an instant the day that is "
            "written in it counts, local to the place."
        )
    )
    drawdown = Slugs(RecordKind.DRAWDOWN, help_text=_("Entries of these drawdowns."), example="iraq-2020")
    sort = Choice(["date", "-date"], help_text=_("Oldest first, or newest first with a hyphen."), example="date")


class EverythingForm(TimelineForm):
    """What the timeline of everything can be asked for with besides."""

    base = Slugs(RecordKind.BASE, help_text=_("Entries at these bases."), example="besmaya")


class TimelineView(PublicView):
    of_the_record = True
    meaning = _(
        "Handovers and their milestones, attacks, presences starting and ending, turning points, in one order of days. "
        "A turning point that is told as another record already is told once, as that."
    )
    renderer_classes = LIST
    noun = "timeline-entry"
    fields = FIELDS
    describes = "list"
    form: ClassVar[type[TimelineForm]] = EverythingForm

    def form_class(self) -> type[AskedForm]:
        return form_of(self.form, tuple((members(NAMES, tuple(INCLUDES)) | at_an_instant()).items()))

    def get(self, request: Request, slug: str | None = None) -> HttpResponseBase:
        base = slug_of(RecordKind.BASE, slug) if slug else None
        asked = self.form_class()(request.query_params).validated()
        wanted, view = wanted_of(asked, base or asked["base"]), presented(request, FIELDS, asked, whole=False)
        name = f"{base}-timeline" if base else "timeline"
        if entrytexts.are_wanted(view):
            return WrittenTimeline(request, name, asked, wanted).answer()
        if request.accepted_renderer.format in STREAMED:
            return streamed(request, name, FIELDS, view, lambda: map(served, timeline.walk(wanted)))
        count = counted(wanted)
        if is_whole(request, asked):
            around = around_all(request, count)
            return as_collection(request, name, around, lambda: map(view.feature, map(served, timeline.walk(wanted))))
        pager = Pager(request, asked)
        page = cut(lambda limit, backward: read(wanted, pager.cursor, limit, backward), pager.limit, pager.cursor)
        links = pager.links(page, lambda entry: written_at(entry.position))
        return listed(request, view, [*map(served, page.rows)], links, count)


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
    return timeline.entries(turned(wanted, backward=backward), position_at(cursor) if cursor else None, limit)
