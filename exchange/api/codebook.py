"""The codebook: every field's meaning, unit, type and vocabulary, in both languages, from the field's declaration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from editorial.documents import API
from editorial.fields import REFERENCES, REGISTRY, Field, Label
from exchange.api import density, entries, releases, stats
from exchange.api.index import LICENCE
from exchange.api.languages import CODES
from exchange.api.pageshapes import BASIC, Schema
from exchange.api.records import CLAIMED
from exchange.api.tables import columns
from exchange.api.views import PublicView

Told = dict[str, Any]
PLAIN = CODES[0]

WORDS: Schema = {
    "type": ["object", "null"],
    "properties": {code: {"type": ["string", "null"]} for code in CODES},
    "required": CODES,
    "description": _("By language; null in one into which it has not been translated."),
}
CODE: Schema = {
    "type": "object",
    "properties": {"code": {"type": "string"}, "label": WORDS},
    "required": ["code", "label"],
}
MEMBERS: dict[str, Schema] = {
    "name": {"type": "string"},
    "type": {
        "type": "string",
        "description": _(
            "text, integer, number, boolean, date, time, datetime, address; code and codes, of the vocabulary; "
            "reference and references, to another row; object and objects, with members; texts; any."
        ),
    },
    "nullable": {"type": "boolean", "description": _("Whether it may be null, which is: not reported.")},
    "unit": WORDS,
    "meaning": WORDS,
    "vocabulary": {"type": ["array", "null"], "items": CODE},
    "in_lists": {"type": "boolean", "description": _("Whether lists have it unasked.")},
    "csv_columns": {"type": "array", "items": {"type": "string"}},
    "members": {"type": "array", "items": {"type": "object"}, "description": _("The same of what it consists of.")},
}
FIELD: Schema = {"type": "object", "properties": MEMBERS, "required": list(MEMBERS)}
NOUN: Schema = {
    "type": "object",
    "properties": {
        "noun": {"type": "string"},
        "path": {"type": "string", "description": _("Where its rows are, relative to the site.")},
        "fields": {"type": "array", "items": FIELD},
    },
    "required": ["noun", "path", "fields"],
}


def nouns() -> Iterator[tuple[str, str, Sequence[Field]]]:
    """Every noun with where its rows are and their fields."""
    for kind, document in REGISTRY.items():
        yield kind, document.path, (*document.fields, CLAIMED)
    for kind, reference in REFERENCES.items():
        yield kind, reference.path, reference.fields
    yield "timeline-entry", f"{API}/timeline/", entries.FIELDS
    yield "release", releases.PATH, releases.FIELDS
    yield density.NOUN, f"{API}/density/", density.FIELDS
    yield stats.NOUN, f"{API}/stats/attacks/", stats.FIELDS


def told(field: Field, *, inside: bool = False) -> Told:
    """One field. What is inside another has no columns of its own."""
    return {
        "name": field.name,
        "type": field.kind,
        "nullable": not field.required,
        "unit": words(field.unit),
        "meaning": words(field.meaning),
        "vocabulary": vocabulary(field),
        "in_lists": field.in_list,
        "csv_columns": [] if inside else [each.name for each in columns([field], [field.name])],
        "members": [told(each, inside=True) for each in field.subfields],
    }


def words(label: Label) -> dict[str, str | None] | None:
    """A text in every language; null in one that has no words of its own for it."""
    with override(PLAIN):
        plain = str(label)
    return {code: plain if code == PLAIN else _in(code, label, plain) for code in CODES} if plain else None


def _in(code: str, label: Label, plain: str) -> str | None:
    with override(code):
        text = str(label)
    return text if text != plain else None


def vocabulary(field: Field) -> list[Told] | None:
    if field.vocabulary is None:
        return None
    return [{"code": str(code), "label": words(label)} for code, label in field.vocabulary.choices]


class CodebookView(PublicView):
    meaning = _("The codebook: every field of every row, in both languages.")
    renderer_classes = [JSONRenderer]
    answer = {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "version": {"type": "string"},
            "languages": {"type": "array", "items": {"type": "string"}},
            "licence": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "url": BASIC["address"]},
                "required": ["name", "url"],
            },
            "nouns": {"type": "array", "items": NOUN},
        },
        "required": ["name", "version", "languages", "licence", "nouns"],
    }

    def get(self, request: Request) -> Response:
        self.form_class()(request.query_params).validated()
        return Response(
            {
                "name": settings.SPECTACULAR_SETTINGS["TITLE"],
                "version": settings.SPECTACULAR_SETTINGS["VERSION"],
                "languages": CODES,
                "licence": LICENCE,
                "nouns": [
                    {"noun": noun, "path": path, "fields": [told(each) for each in fields]}
                    for noun, path, fields in nouns()
                ],
            }
        )
