"""Outlines of governorates for what is known only to an area: Natural Earth's, as simplified for the base map."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from django.conf import settings

BASEMAP = settings.BASE_DIR / "static/public/basemap.topojson"
OLDER_CODES = {"IQ-KI": "IQ-TS"}
"""Areas that Natural Earth has under an older code of ISO 3166-2."""
DECIMALS = 4
"""Of a degree: some ten metres, finer than the simplified lines are true."""

Position = tuple[float, float]
Ring = list[Position]
Geometry = dict[str, Any]


@cache
def outline(code: str) -> Geometry | None:
    """The area of this ISO 3166-2 code as a GeoJSON MultiPolygon, WGS 84; None where the base map has none."""
    topology = _topology()
    wanted = OLDER_CODES.get(code, code)
    for each in topology["objects"]["admin1"]["geometries"]:
        if each["properties"]["id"] == wanted:
            polygons = each["arcs"] if each["type"] == "MultiPolygon" else [each["arcs"]]
            return {"type": "MultiPolygon", "coordinates": [_polygon(rings, topology) for rings in polygons]}
    return None


@cache
def _topology() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(BASEMAP.read_text(encoding="utf-8"))
    return found


def _polygon(rings: Sequence[Sequence[int]], topology: dict[str, Any]) -> list[Ring]:
    """The outer ring counterclockwise and holes clockwise, as RFC 7946 wants them."""
    return [_turned(_ring(arcs, topology), outer=place == 0) for place, arcs in enumerate(rings)]


def _ring(arcs: Sequence[int], topology: dict[str, Any]) -> Ring:
    """A closed line out of arcs, each of which begins where the one before ends; `~n` is arc n backwards."""
    ring: Ring = []
    for number in arcs:
        line = _arc(number if number >= 0 else ~number, topology)
        ring += (line if number >= 0 else line[::-1])[1 if ring else 0 :]
    return ring


def _arc(number: int, topology: dict[str, Any]) -> Ring:
    """An arc's positions in degrees: whole steps from one to the next, until scaled and moved."""
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    steps = topology["arcs"][number]
    columns = (accumulate(step[axis] for step in steps) for axis in (0, 1))
    longitudes, latitudes = (
        [round(at * scale[axis] + move[axis], DECIMALS) for at in column] for axis, column in enumerate(columns)
    )
    return list(zip(longitudes, latitudes, strict=True))


def _turned(ring: Ring, *, outer: bool) -> Ring:
    around = sum((to[0] - at[0]) * (to[1] + at[1]) for at, to in pairwise(ring))
    return ring if (around < 0) == outer else ring[::-1]
