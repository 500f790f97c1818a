"""What crawlers ask for: robots.txt and the sitemap of public pages."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from dashboard.citing import public_sources
from dashboard.context import absolute
from dashboard.finding import DETAIL_PAGES, page_of, versions_of
from dashboard.pages import public_page

PAGES = (
    "map",
    "base-list",
    "handover-list",
    "attack-list",
    "timeline",
    "source-list",
    "corrections",
    "data",
    "about",
)
ADDRESSES_IN_A_FILE = 40_000
"""The protocol allows 50,000."""


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """Every public page may be read by anyone; the desk is not for crawlers."""
    context = {"sitemap": absolute(request, reverse("dashboard:sitemap"))}
    return render(request, "dashboard/robots.txt", context, content_type="text/plain; charset=utf-8")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """The index: one file of pages and sources, and as many of each kind of record as it takes."""
    files = [reverse("dashboard:sitemap-file", args=["pages", 1])]
    for kind in DETAIL_PAGES:
        parts = -(-versions_of(kind).at().count() // ADDRESSES_IN_A_FILE)
        files += [reverse("dashboard:sitemap-file", args=[kind, part]) for part in range(1, parts + 1)]
    context = {"files": [absolute(request, each) for each in files]}
    return render(request, "dashboard/sitemap.xml", context, content_type="application/xml")


@public_page
def sitemap_file(request: HttpRequest, kind: str, part: int) -> HttpResponse:
    """The addresses of one file, each with the instant at which what is there became public."""
    if kind != "pages" and kind not in DETAIL_PAGES:
        raise Http404
    found = _pages() if kind == "pages" else _records(kind, part)
    context = {"entries": [(absolute(request, path), changed) for path, changed in found]}
    if not context["entries"]:
        raise Http404
    return render(request, "dashboard/sitemap_file.xml", context, content_type="application/xml")


def _pages() -> Iterator[tuple[str, datetime | None]]:
    yield from ((reverse(f"dashboard:{name}"), None) for name in PAGES)
    for source_id, changed in public_sources().order_by("slug").values_list("slug", "published_from"):
        yield reverse("dashboard:source-detail", args=[source_id]), changed


def _records(kind: str, part: int) -> Iterator[tuple[str, datetime | None]]:
    begins = (part - 1) * ADDRESSES_IN_A_FILE
    rows = versions_of(kind).at().order_by("slug").values_list("slug", "published_from")
    for slug, changed in rows[begins : begins + ADDRESSES_IN_A_FILE]:
        yield page_of(kind, slug), changed
