"""How to take the data along, and how it is made."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from analysis.serving import serve
from attacks.models import PublishedSeriesAttribution
from dashboard.pages import public_page
from editorial.choices import RecordKind
from editorial.documents import API
from editorial.models import PublicLogEntry
from handovers.models import PublishedDrawdown

Row = dict[str, Any]


@public_page
def data(request: HttpRequest) -> HttpResponse:
    """Downloads, licence, how to cite, the API, and the newest digest of the public log."""
    context = {
        "downloads": downloads(),
        "newest": PublicLogEntry.objects.order_by("-seq").first(),
    }
    return render(request, "dashboard/data.html", context)


def downloads() -> list[tuple[str, str, bool]]:
    """What can be downloaded: its name, its address in the API, and whether it has places."""
    return [
        (_("Bases"), f"{API}/bases/", True),
        (_("Handovers"), f"{API}/handovers/", True),
        (_("Attacks"), f"{API}/attacks/", True),
        (_("Turning points"), f"{API}/context-events/", False),
        (_("The merged timeline"), f"{API}/timeline/", False),
        (_("Drawdowns"), f"{API}/drawdowns/", False),
        (_("Forces"), f"{API}/forces/", False),
        (_("Actors"), f"{API}/actors/", False),
        (_("Sources"), f"{API}/sources/", False),
        (_("Publishers"), f"{API}/publishers/", False),
    ]


@public_page
def about(request: HttpRequest) -> HttpResponse:
    """The method, what was searched, the standing accusations, imprint and privacy."""
    accusations = PublishedSeriesAttribution.objects.at().order_by("slug")
    context = {
        "drawdowns": serve(RecordKind.DRAWDOWN, PublishedDrawdown.objects.at().order_by("slug")),
        "accusations": serve(RecordKind.SERIES_ATTRIBUTION, accusations),
        "imprint": getattr(settings, "IMPRINT", ""),
        "contact": getattr(settings, "CONTACT_EMAIL", ""),
    }
    return render(request, "dashboard/about.html", context)
