"""What stands around the rows of a list's answer: links, the count, and what a FeatureCollection adds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.request import Request

from exchange.api.addresses import absolute
from exchange.api.forms import ALL


def wants_features(request: Request) -> bool:
    return request.accepted_renderer.format == "geojson"


def rows_name(request: Request) -> str:
    """What the member that holds the rows is called."""
    return "features" if wants_features(request) else "results"


def surroundings(request: Request, links: Mapping[str, str | None], count: int | None) -> dict[str, Any]:
    """All members of a list's answer but its rows."""
    if not wants_features(request):
        return {**links, "count": count}
    relations = {"self": absolute(request, request.get_full_path()), "next": links["next"], "prev": links["previous"]}
    told = [{"rel": name, "href": href, "type": "application/geo+json"} for name, href in relations.items() if href]
    return {"type": "FeatureCollection", **links, "count": count, "links": told}


def is_whole(request: Request, asked: Mapping[str, Any]) -> bool:
    """Whether the whole list is asked for as one FeatureCollection."""
    return wants_features(request) and asked["limit"] == ALL and not asked["cursor"]


def around_all(request: Request, count: int | None) -> dict[str, Any]:
    """All members but its rows of a FeatureCollection that has no other page."""
    return surroundings(request, {"next": None, "previous": None}, count)
