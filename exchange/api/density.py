"""Attacks counted per hexagon of the H3 grid."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from analysis.asking.parameters import Number
from analysis.cells import Cell, cells_of
from editorial.fields import Field
from exchange.api.addresses import origin_of
from exchange.api.counting import TOTAL, CountingView, answer_of
from exchange.api.pageshapes import Schema
from exchange.api.presenting import Presentation, Row
from exchange.api.rendering import CsvRenderer, GeoJsonRenderer
from exchange.api.streaming import streamed
from exchange.api.surroundings import wants_features

USUAL, FINEST = 5, 7
NOUN = "density-cell"
FIELDS = (
    Field("cell", "text", _("The hexagon’s index in the H3 grid."), required=True),
    Field("attacks", "integer", _("Attacks whose point lies in it."), required=True),
    Field("latitude", "number", _("Degrees north of its middle, WGS 84."), unit=_("°"), required=True),
    Field("longitude", "number", _("Degrees east of its middle, WGS 84."), unit=_("°"), required=True),
)
RESOLUTION = Number(
    1,
    most=FINEST,
    example=USUAL,
    help_text=_("How fine the hexagons are: 1 has an edge of some 480 km, 5 of 10 km, 7 of 1.4 km; 5 if not given."),
)
BESIDE: dict[str, Schema] = {
    "resolution": {"type": "integer", "minimum": 1, "maximum": FINEST},
    "attacks": TOTAL,
    "without_point": {"type": "integer", "description": _("Those among them that have no point and are in no cell.")},
}
POLYGON: Schema = {
    "type": "object",
    "properties": {
        "type": {"const": "Polygon"},
        "coordinates": {"type": "array", "items": {"type": "array", "items": {"type": "array"}}},
    },
    "required": ["type", "coordinates"],
}


def collection(answer: Schema) -> Schema:
    """The shape of the same answer as a FeatureCollection."""
    row = answer["properties"]["results"]["items"]
    properties = {"type": {"const": "Feature"}, "id": {"type": "string"}, "geometry": POLYGON, "properties": row}
    feature = {"type": "object", "properties": properties, "required": list(properties)}
    members = {"type": {"const": "FeatureCollection"}, **BESIDE, "features": {"type": "array", "items": feature}}
    return {"type": "object", "properties": members, "required": list(members)}


ANSWER = answer_of("DensityCell", FIELDS, BESIDE)


class DensityView(CountingView):
    meaning = _("Attacks counted per hexagon of the H3 grid: those that the filters choose, the fullest cell first.")
    renderer_classes = [JSONRenderer, GeoJsonRenderer, CsvRenderer]
    further = {"resolution": RESOLUTION}
    answer = ANSWER
    answer_as = {"geojson": collection(ANSWER)}
    example = {
        "resolution": 5,
        "attacks": 2,
        "without_point": 0,
        "results": [{"cell": "852ca3cbfffffff", "attacks": 2, "latitude": 33.199903, "longitude": 44.893513}],
    }

    def get(self, request: Request) -> HttpResponseBase:
        filters = self.filters(request)
        resolution = filters.asked["resolution"] or USUAL
        counted = cells_of(filters.qs, resolution)
        if request.accepted_renderer.format == "csv":
            names = tuple(each.name for each in FIELDS)
            view = Presentation(names, origin_of(request), arabic=False)
            return streamed(request, "density", FIELDS, view, lambda: map(row_of, counted.cells))
        told = feature_of if wants_features(request) else row_of
        beside = {
            "resolution": resolution,
            "attacks": sum(cell.attacks for cell in counted.cells) + counted.without_point,
            "without_point": counted.without_point,
        }
        if wants_features(request):
            return Response({"type": "FeatureCollection", **beside, "features": [*map(told, counted.cells)]})
        return Response({**beside, "results": [*map(told, counted.cells)]})


def row_of(cell: Cell) -> Row:
    latitude, longitude = cell.centre
    return {"cell": cell.index, "attacks": cell.attacks, "latitude": latitude, "longitude": longitude}


def feature_of(cell: Cell) -> Row:
    geometry = {"type": "Polygon", "coordinates": [cell.outline]}
    return {"type": "Feature", "id": cell.index, "geometry": geometry, "properties": row_of(cell)}
