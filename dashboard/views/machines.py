"""What crawlers ask for: robots.txt and the sitemap of public pages."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
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
    "manual",
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
    """The index: one file of pages, and as many of each kind of record as it takes."""
    files = [reverse("dashboard:sitemap-file", args=["pages", 1])]
    for kind in (*DETAIL_PAGES, "source"):
        parts = -(-_public(kind).count() // ADDRESSES_IN_A_FILE)
        files += [reverse("dashboard:sitemap-file", args=[kind, part]) for part in range(1, parts + 1)]
    context = {"files": [absolute(request, each) for each in files]}
    return render(request, "dashboard/sitemap.xml", context, content_type="application/xml")


@public_page
def sitemap_file(request: HttpRequest, kind: str, part: int) -> HttpResponse:
    """The addresses of one file, each with the instant at which what is there became public."""
    if kind not in (*DETAIL_PAGES, "source", "pages") or part < 1:
        raise Http404
    found = ((reverse(f"dashboard:{name}"), None) for name in PAGES) if kind == "pages" else _records(kind, part)
    context = {"entries": [(absolute(request, path), changed) for path, changed in found]}
    if not context["entries"]:
        raise Http404
    return render(request, "dashboard/sitemap_file.xml", context, content_type="application/xml")


def _public(kind: str) -> QuerySet[Any]:
    return public_sources() if kind == "source" else versions_of(kind).at()


def _records(kind: str, part: int) -> Iterator[tuple[str, datetime]]:
    begins = (part - 1) * ADDRESSES_IN_A_FILE
    rows = _public(kind).order_by("slug").values_list("slug", "published_from")
    for slug, changed in rows[begins : begins + ADDRESSES_IN_A_FILE]:
        yield reverse("dashboard:source-detail", args=[slug]) if kind == "source" else page_of(kind, slug), changed
