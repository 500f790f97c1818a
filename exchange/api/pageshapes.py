"""JSON Schemas of what surrounds rows, and of what every answer may hold."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

Schema = dict[str, Any]

BASIC: dict[str, Schema] = {
    "text": {"type": "string"},
    "address": {"type": "string", "format": "iri"},
    "code": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date", "examples": ["2020-07-25"]},
    "time": {"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$", "examples": ["19:30"]},
    "datetime": {"type": "string", "format": "date-time", "examples": ["2020-07-24T16:30:00Z"]},
    "texts": {"type": "array", "items": {"type": "string"}},
    "codes": {"type": "array", "items": {"type": "string"}},
}

EMBEDDED = {"slug": "Reference", "code": "AreaReference"}


def embedded(key: str) -> Schema:
    """An embedded record or reference row."""
    text = {"type": "string"}
    return {
        "type": "object",
        "properties": {
            key: text,
            "name": text,
            "name_ar": {"type": ["string", "null"]},
            "api_url": {"type": "string", "format": "uri"},
        },
        "required": [key, "name", "name_ar", "api_url"],
    }


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def in_part(name: str) -> str:
    """The name of a row's shape where only some of its members are told."""
    return f"{name}InPart"


def row(name: str) -> Schema:
    """A row as `fields` and `omit` left it: whole, or in part."""
    return {"anyOf": [ref(name), ref(in_part(name))]}


LINK: Schema = {"type": ["string", "null"], "format": "uri"}
PAGE: Schema = {
    "next": {**LINK, "description": _("The page after this one.")},
    "previous": {**LINK, "description": _("The page before this one.")},
    "count": {
        "type": ["integer", "null"],
        "description": _("How many rows there are in all; null beyond 10,000."),
    },
}


def listing(name: str) -> Schema:
    """One page of a list."""
    results = {"type": "array", "items": row(name)}
    return {
        "type": "object",
        "properties": {**PAGE, "results": results},
        "required": ["next", "previous", "count", "results"],
    }


def feature(name: str) -> Schema:
    """A row as a GeoJSON feature."""
    return {
        "type": "object",
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": {"oneOf": [ref("Point"), ref("MultiPolygon"), {"type": "null"}]},
            "properties": row(name),
        },
        "required": ["type", "geometry", "properties"],
    }


def collection(name: str) -> Schema:
    """One page of a list as a GeoJSON collection."""
    return {
        "type": "object",
        "properties": {
            "type": {"const": "FeatureCollection"},
            **PAGE,
            "links": {"type": "array", "items": ref("Link")},
            "features": {"type": "array", "items": ref(f"{name}Feature")},
        },
        "required": ["type", "next", "previous", "count", "links", "features"],
    }


SHARED: dict[str, Schema] = {
    "Reference": embedded("slug"),
    "AreaReference": embedded("code"),
    "Point": {
        "type": "object",
        "properties": {
            "type": {"const": "Point"},
            "coordinates": {
                "type": "array",
                "items": {"type": "number"},
                "minItems": 2,
                "maxItems": 2,
                "description": _("Longitude and latitude, WGS 84."),
            },
        },
        "required": ["type", "coordinates"],
    },
    "MultiPolygon": {
        "type": "object",
        "properties": {
            "type": {"const": "MultiPolygon"},
            "coordinates": {
                "type": "array",
                "items": {"type": "array", "items": {"type": "array", "items": {"type": "array"}}},
                "description": _("Where `area=1` was asked: the outline of the governorate."),
            },
        },
        "required": ["type", "coordinates"],
    },
    "Link": {
        "type": "object",
        "properties": {"rel": {"type": "string"}, "href": BASIC["address"], "type": {"type": "string"}},
        "required": ["rel", "href", "type"],
    },
    "InvalidParam": {
        "type": "object",
        "properties": {
            "name": {"type": "string", "description": _("The parameter.")},
            "reason": {"type": "string", "description": _("Why it is not understood.")},
            "suggestion": {"type": "string", "description": _("What may be meant.")},
            "allowed": {"type": "array", "items": {"type": "string"}, "description": _("What would be understood.")},
        },
        "required": ["name", "reason"],
    },
    "Problem": {
        "type": "object",
        "description": _("An error, as RFC 9457 says."),
        "properties": {
            "type": {"type": "string", "format": "uri-reference"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "invalid_params": {"type": "array", "items": ref("InvalidParam")},
        },
        "required": ["type", "title", "status", "detail"],
    },
    "Tombstone": {
        "allOf": [ref("Problem")],
        "type": "object",
        "description": _("What remains of a record that was public."),
        "properties": {
            "slug": {"type": "string"},
            "retraction": {"type": "string", "enum": ["error", "safety"]},
            "reason": {"type": "string"},
            "published_at": {"type": "string", "format": "date-time"},
            "retracted_at": {"type": "string", "format": "date-time"},
        },
        "required": ["slug", "retraction", "reason", "published_at", "retracted_at"],
    },
}
