"""What the collections say of themselves: conformance, extents, schemas, and the OpenAPI 3.0 document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer

from exchange.api.forms import AskedForm
from exchange.api.problems import MEDIA_TYPE
from exchange.api.schema import query_parameters
from exchange.ogc.collections import COLLECTIONS, LARGEST, LIMIT, Collection
from exchange.ogc.formats import GEOJSON, OPENAPI, PAGE, SCHEMA

Described = dict[str, Any]

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
QUERYABLES = "http://www.opengis.net/def/rel/ogc/1.0/queryables"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
CORE = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf"
CONFORMS_TO = [f"{CORE}/{name}" for name in ("core", "geojson", "html", "oas30")]


def collection(of: Collection) -> Described:
    """Its name, its meaning, and where and when its features are."""
    bounds, (first, last) = of.bounds(), of.interval()
    extent: Described = {"spatial": {"bbox": [bounds], "crs": CRS84}} if bounds else {}
    if first or last:
        extent["temporal"] = {"interval": [[first, last]], "trs": GREGORIAN}
    return {
        "id": of.id,
        "title": str(of.title),
        "description": str(of.meaning),
        "itemType": "feature",
        "crs": [CRS84],
        **({"extent": extent} if extent else {}),
    }


def queryables(of: Collection, address: str) -> Described:
    """The properties that features are found by, and their place."""
    fields = {column.name: field for column, field in of.columns}
    named = {name: of.schema_of(fields[name]) for name in of.queryables()}
    return {
        "$schema": DIALECT,
        "$id": address,
        "type": "object",
        "title": str(of.title),
        "properties": {"geometry": {"format": "geometry-point", "x-ogc-role": "primary-geometry"}, **named},
        "additionalProperties": False,
    }


def feature_schema(of: Collection, address: str) -> Described:
    """A feature: a point or none, and flat properties."""
    properties = {column.name: of.schema_of(field) for column, field in of.columns}
    return {
        "$schema": DIALECT,
        "$id": address,
        "type": "object",
        "title": str(of.title),
        "description": _("Every property may be null: not reported."),
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string"},
            "geometry": {"$ref": "https://geojson.org/schema/Point.json"},
            "properties": {"type": "object", "properties": properties},
        },
    }


def openapi(origin: str) -> Described:
    """What can be asked, as OpenAPI 3.0."""
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Handover Watch: OGC API Features",
            "version": "1.0.0",
            "description": _("Military bases handed over and the attacks on them, as features. Licence: CC BY 4.0."),
            "license": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
        },
        "servers": [{"url": f"{origin}/ogc"}],
        "paths": dict(paths()),
    }


def paths() -> Iterator[tuple[str, Described]]:
    yield "/", operation("getLandingPage", _("The landing page"), "application/json")
    yield "/conformance", operation("getConformanceDeclaration", _("What this conforms to"), "application/json")
    yield "/api", operation("getApi", _("This document"), OPENAPI)
    yield "/collections", operation("getCollections", _("The collections"), "application/json")
    for of in COLLECTIONS.values():
        here, name = f"/collections/{of.id}", of.id.capitalize()
        yield here, operation(f"describe{name}", str(of.meaning), "application/json")
        yield f"{here}/queryables", operation(f"get{name}Queryables", _("What its features are found by"), SCHEMA)
        yield f"{here}/schema", operation(f"get{name}Schema", _("What its features are made of"), SCHEMA)
        told = list(parameters(of.form_class()))
        yield f"{here}/items", operation(f"get{name}", _("Its features"), GEOJSON, told)
        key = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
        yield f"{here}/items/{{featureId}}", operation(f"get{name}Item", _("One feature"), GEOJSON, [key])


def operation(name: str, summary: str, media_type: str, told: list[Described] | None = None) -> Described:
    """A GET, and what it can answer."""
    body = {"schema": {"type": "object"}}
    failed = {"description": _("An error, as RFC 9457 says."), "content": {MEDIA_TYPE: body}}
    done = {media_type: body, PAGE: {"schema": {"type": "string"}}}
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": told or [],
            "responses": {
                "200": {"description": _("As asked for."), "content": done},
                "400": failed,
                "404": failed,
                "500": failed,
            },
        }
    }


def parameters(form: type[AskedForm]) -> Iterator[Described]:
    """Every parameter of items, in words of OpenAPI 3.0."""
    for each in query_parameters(form, [JSONRenderer()]):
        schema = dict(each["schema"])
        if each["name"] == "limit":
            schema |= {"maximum": LARGEST, "default": LIMIT}
        if each["name"] == "datetime":
            schema = {"type": "string"}
        if "exclusiveMinimum" in schema:
            schema |= {"minimum": schema["exclusiveMinimum"], "exclusiveMinimum": True}
        if each["name"] == "bbox":
            schema |= {"maxItems": 6}
        yield {**each, "schema": schema}
