"""Every source by its publisher, and what one supports."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dashboard.citing import by_kind, public_sources, relayed_by, supports, uses_of
from dashboard.finding import document_of
from dashboard.pages import public_page, refusal
from dashboard.search import asked_for, folded, titled
from editorial.choices import PublisherKind
from editorial.documents import API
from editorial.models import PublishedReference

Row = dict[str, Any]

PUBLISHERS_ON_A_PAGE = 60


@public_page
def source_list(request: HttpRequest) -> HttpResponse:
    """The sources under their publishers, by the publishers' names; filtered by words and by kind of publisher."""
    kind, query = request.GET.get("kind", ""), asked_for(request.GET, "q")
    if kind and kind not in PublisherKind.values:
        return refusal(request, _("“%s” is not a kind of publisher.") % kind[:40])
    found = public_sources()
    if query:
        found = titled(found, folded(query), "name", "document__publisher__name", "document__url")
    counts = dict(found.values_list("document__publisher__slug").annotate(Count("pk")).order_by())
    publishers = publishers_of(counts, kind)
    page = Paginator(publishers, PUBLISHERS_ON_A_PAGE).get_page(request.GET.get("page"))
    groups = under_publishers(found, list(page.object_list))
    context = {
        "page": page,
        "groups": groups,
        "source_count": sum(counts[each["slug"]] for each in publishers),
        "uses": uses_of(source for _publisher, sources in groups for source in sources),
        "kinds": PublisherKind.choices,
        "kind": kind,
        "query": query,
    }
    return render(request, "dashboard/source_list.html", context)


def publishers_of(slugs: Iterable[str], kind: str) -> list[Row]:
    """The publishers of these slugs that are of a kind (none: of any), by name."""
    found = PublishedReference.objects.at().filter(kind="publisher", slug__in=list(slugs))
    of_kind = found.filter(document__kind=kind) if kind else found
    return sorted(map(document_of, of_kind), key=lambda publisher: publisher["name"].casefold())


def under_publishers(sources: QuerySet[PublishedReference], publishers: list[Row]) -> list[tuple[Row, list[Row]]]:
    """These publishers, each with its sources in the order of their days."""
    of_publisher: dict[str, list[Row]] = defaultdict(list)
    shown = sources.filter(document__publisher__slug__in=[each["slug"] for each in publishers])
    for source in map(document_of, shown.order_by("document__published_on", "name")):
        of_publisher[source["publisher"]["slug"]].append(source)
    return [(each, of_publisher[each["slug"]]) for each in publishers]


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
