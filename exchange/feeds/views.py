"""The feeds' addresses: the same for everyone, whatever a reader says that it accepts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from editorial.choices import RecordKind
from exchange.api.addresses import origin_of
from exchange.api.forms import AskedForm
from exchange.api.rendering import named_format
from exchange.api.views import PublicView
from exchange.feeds import asking, atom, calendar, entries
from exchange.feeds.atom import writable
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
    """The one format that there is, whatever a reader says that it accepts; another one by name is refused."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        only = next(iter(renderers))
        named_format(request, [only.format])
        return only, only.media_type


class FeedView(PublicView):
    """Records of one kind, or of all kinds, told as they became public."""

    of_the_record = True
    renderer_classes = [AtomRenderer]
    content_negotiation_class = OnlyOne
    kind: ClassVar[str] = ""
    title: ClassVar[Promise | str] = ""
    page: ClassVar[str] = "/"

    def form_class(self) -> type[AskedForm]:
        return asking.form_class(self.kind)

    def entries(self, request: Request) -> Iterable[Entry]:
        """The newest entries that are asked for. Raises Invalid."""
        return entries.newest(self.kind, asking.asked_for(self.kind, request.query_params))

    def get(self, request: Request) -> HttpResponse:
        found = self.entries(request)
        about = atom.About(titled(self.title, request), origin_of(request), self.page, address_of(request))
        return HttpResponse(atom.written(about, found), content_type="application/atom+xml; charset=utf-8")


def address_of(request: Request) -> str:
    """Where the feed is, with what it was asked for: by it readers tell one feed from another."""
    question = asking.question_of(request.query_params)
    return f"{request.path}?{question}" if question else request.path


def titled(title: Promise | str, request: Request) -> str:
    """Readers show the title alone, so it says what was asked: "Attacks (weapon=rocket)"."""
    names = sorted(set(request.query_params) - set(AskedForm.base_fields))
    asked = [f"{name}={','.join(request.query_params.getlist(name))}" for name in names]
    return writable(f"{title} ({'; '.join(asked)})") if asked else str(title)


class HandoversFeed(FeedView):
    meaning = _(
        "Handovers as an Atom feed: what the list can be asked for with, the hundred that changed last. What was asked "
        "for and is not any more, being retracted, merged or corrected, stays as what became of it and as a deleted "
        "entry."
    )
    kind = RecordKind.HANDOVER
    title = _("Handovers")
    page = "/handovers/"


class AttacksFeed(FeedView):
    meaning = _(
        "Attacks as an Atom feed: what the list can be asked for with, the hundred that changed last. What was asked "
        "for and is not any more, being retracted, merged or corrected, stays as what became of it and as a deleted "
        "entry."
    )
    kind = RecordKind.ATTACK
    title = _("Attacks")
    page = "/attacks/"


class CorrectionsFeed(FeedView):
    meaning = _("Changes of the public record as an Atom feed: the newest hundred, as of an instant if one is given.")
    title = _("Corrections")
    page = "/corrections/"

    def entries(self, request: Request) -> Iterable[Entry]:
        self.form_class()(request.query_params).validated()
        return entries.corrections()


class HandoversCalendar(FeedView):
    meaning = _(
        "Handovers as a calendar: those that were, are due or were called off, asked for as the list is. What was "
        "asked for and is not any more, being retracted, merged or corrected, is a cancelled event."
    )
    renderer_classes = [CalendarRenderer]
    kind = RecordKind.HANDOVER
    title = _("Handovers")

    def get(self, request: Request) -> HttpResponse:
        found = asking.asked_for(self.kind, request.query_params)
        title, address = titled(self.title, request), address_of(request)
        content = calendar.written(title, origin_of(request), address, found)
        headers = {"Content-Disposition": 'inline; filename="handovers.ics"'}
        return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
