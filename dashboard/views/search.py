"""Search over bases, handovers, attacks, turning points and sources."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from analysis.serving import serve
from attacks.models import PublishedAttack
from dashboard.citing import public_sources
from dashboard.finding import document_of
from dashboard.pages import public_page
from dashboard.search import asked_for, bases_like, containing, folded, newest, titled, with_base
from editorial.choices import RecordKind
from handovers.models import PublishedContextEvent, PublishedHandover

Row = dict[str, Any]

MOST_OF_A_KIND = 20


@dataclass(frozen=True)
class Found:
    """What was found of one kind: the first few, and how many there are."""

    kind: str
    label: str
    rows: list[Row]
    count: int


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """What matches `?q=`, kind by kind; the spelling of a base's name does not matter, nor its script."""
    query = asked_for(request.GET, "q")
    words = folded(query) if query else []
    found = [each(words) for each in SEARCHES] if words else []
    context = {"site_query": query, "query": query, "found": [each for each in found if each.count]}
    return render(request, "dashboard/search.html", context)


def _bases(words: list[str]) -> Found:
    return _found(RecordKind.BASE, _("Bases"), bases_like(words).order_by("slug"))


def _handovers(words: list[str]) -> Found:
    rows = PublishedHandover.objects.at().filter(with_base(words)).order_by("date_latest", "slug")
    return _found(RecordKind.HANDOVER, _("Handovers"), rows)


def _attacks(words: list[str]) -> Found:
    rows = PublishedAttack.objects.at().filter(with_base(words))
    return Found(RecordKind.ATTACK, _("Attacks"), serve(RecordKind.ATTACK, newest(rows, MOST_OF_A_KIND)), rows.count())


def _events(words: list[str]) -> Found:
    rows = PublishedContextEvent.objects.at().filter(containing(words)).order_by("date_latest", "slug")
    return _found(RecordKind.CONTEXT_EVENT, _("Turning points"), rows)


def _sources(words: list[str]) -> Found:
    rows = titled(public_sources(), words, "name", "document__publisher__name", "document__publisher__name_ar")
    return Found(
        "source", _("Sources"), [document_of(each) for each in rows.order_by("name")[:MOST_OF_A_KIND]], rows.count()
    )


def _found(kind: RecordKind, label: str, rows: QuerySet[Any]) -> Found:
    return Found(kind, label, serve(kind, list(rows[:MOST_OF_A_KIND])), rows.count())


SEARCHES: tuple[Callable[[list[str]], Found], ...] = (_bases, _handovers, _attacks, _events, _sources)
