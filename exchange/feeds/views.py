"""The feeds' addresses: the same for everyone, whatever a reader says that it accepts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from editorial.choices import RecordKind
from exchange.api.addresses import origin_of
from exchange.api.views import PublicView
from exchange.feeds import atom, calendar, entries
from exchange.feeds.entries import Entry


class AtomRenderer(BaseRenderer):
    """A feed, written past the renderer."""

    media_type = "application/atom+xml"
    format = "atom"


class CalendarRenderer(BaseRenderer):
    """A calendar, written past the renderer."""

    media_type = "text/calendar"
    format = "ics"


class OnlyOne(BaseContentNegotiation):
    """The one format that there is: readers of feeds ask for all sorts of things and take what comes."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        only = next(iter(renderers))
        return only, only.media_type


class FeedView(PublicView):
    """A feed of entries."""

    schema = None
    of_the_record = True
    renderer_classes = [AtomRenderer]
    content_negotiation_class = OnlyOne
    title: ClassVar[Promise | str] = ""
    page: ClassVar[str] = "/"

    def entries(self) -> Iterable[Entry]:
        """The newest entries."""
        raise NotImplementedError

    def get(self, request: Request) -> HttpResponse:
        self.form_class()(request.query_params).validated()
        about = atom.About(str(self.title), origin_of(request), self.page, request.path)
        return HttpResponse(atom.written(about, self.entries()), content_type="application/atom+xml; charset=utf-8")


def newest(kind: str) -> Callable[[FeedView], Iterable[Entry]]:
    return lambda view: entries.newest(kind)


class HandoversFeed(FeedView):
    title = gettext_lazy("Handovers")
    page = "/handovers/"
    entries = newest(RecordKind.HANDOVER)


class AttacksFeed(FeedView):
    title = gettext_lazy("Attacks")
    page = "/attacks/"
    entries = newest(RecordKind.ATTACK)


class CorrectionsFeed(FeedView):
    title = gettext_lazy("Corrections")
    page = "/corrections/"

    def entries(self) -> Iterable[Entry]:
        return entries.corrections()


class HandoversCalendar(PublicView):
    """Handovers as a calendar."""

    schema = None
    of_the_record = True
    renderer_classes = [CalendarRenderer]
    content_negotiation_class = OnlyOne

    def get(self, request: Request) -> HttpResponse:
        self.form_class()(request.query_params).validated()
        content = calendar.written(_("Handovers"), origin_of(request))
        headers = {"Content-Disposition": 'inline; filename="handovers.ics"'}
        return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
