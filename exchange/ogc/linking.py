"""Links between the resources, absolute and with their media types."""

from __future__ import annotations

from typing import TypedDict

from rest_framework.request import Request

from exchange.api.addresses import absolute
from exchange.ogc.formats import PAGE

ROOT = "/ogc/"


class _Typed(TypedDict):
    rel: str
    href: str
    type: str


class Link(_Typed, total=False):
    """One link, as OGC API Common has it."""

    title: str


def link(request: Request, rel: str, path: str, media_type: str, title: str = "") -> Link:
    """To a resource below the landing page."""
    found = Link(rel=rel, href=absolute(request, ROOT + path), type=media_type)
    return Link(**found, title=title) if title else found


def alternates(request: Request, media_type: str) -> list[Link]:
    """To the resource itself and to its other format, asked as this one was."""
    page = request.accepted_renderer.media_type == PAGE
    here, there = (PAGE, media_type) if page else (media_type, PAGE)
    parameters = request.query_params.copy()
    parameters["f"] = "json" if page else "html"
    other = f"{request.path}?{parameters.urlencode(safe=':,/')}"
    return [
        Link(rel="self", href=absolute(request, request.get_full_path()), type=here),
        Link(rel="alternate", href=absolute(request, other), type=there),
    ]
