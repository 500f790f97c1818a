"""Every source by its publisher, and what one supports."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dashboard.citing import by_kind, public_sources, relayed_by, supports, uses_of_sources
from dashboard.finding import document_of
from dashboard.pages import public_page, refusal
from dashboard.search import folded, titled
from editorial.choices import PublisherKind
from editorial.documents import API
from editorial.models import PublishedReference

Row = dict[str, Any]

PUBLISHERS_ON_A_PAGE = 60


@public_page
def source_list(request: HttpRequest) -> HttpResponse:
    """The sources under their publishers, by the publishers' names; filtered by words and by kind of publisher."""
    kind, query = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:200]
    if kind and kind not in PublisherKind.values:
        return refusal(request, _("“%s” is not a kind of publisher.") % kind[:40])
    publishers = {each.slug: each for each in PublishedReference.objects.at().filter(kind="publisher")}
    found = public_sources()
    if query:
        found = titled(found, folded(query), "name", "document__publisher__name", "document__url")
    groups = under_publishers(found.order_by("document__published_on", "name"), publishers, kind)
    page = Paginator(groups, PUBLISHERS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "publisher_count": len(groups),
        "source_count": sum(len(sources) for _publisher, sources in groups),
        "uses": uses_of_sources(),
        "kinds": PublisherKind.choices,
        "kind": kind,
        "query": query,
    }
    return render(request, "dashboard/source_list.html", context)


def under_publishers(
    sources: Iterable[PublishedReference], publishers: dict[str, PublishedReference], kind: str
) -> list[tuple[Row, list[Row]]]:
    """Publishers of a kind (none: of every kind) by name, each with its sources."""
    found: dict[str, list[Row]] = defaultdict(list)
    for source in sources:
        document = document_of(source)
        found[document["publisher"]["slug"]].append(document)
    groups = [(document_of(publishers[slug]), rows) for slug, rows in found.items() if slug in publishers]
    of_kind = [group for group in groups if not kind or group[0]["kind"] == kind]
    return sorted(of_kind, key=lambda group: group[0]["name"].casefold())


@public_page
def source_detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """One source: who published it, whose report it is, and every record that it supports."""
    source = public_sources().filter(slug=public_id).first()
    if source is None:
        raise Http404
    publisher = PublishedReference.objects.at().filter(
        api_url=f"{API}/publishers/{document_of(source)['publisher']['slug']}/"
    )
    found = supports(source)
    context = {
        "source": source.document,
        "origin": source.origin,
        "publisher": publisher.first(),
        "supports": by_kind(found),
        "support_count": len(found),
        "relayed_by": [each.document for each in relayed_by(source)],
    }
    return render(request, "dashboard/source_detail.html", context)
