"""The OpenAPI document: each operation written from its view's declarations of fields, filters and formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import cast

from django import forms
from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent
from rest_framework.renderers import BaseRenderer

from analysis.asking.parameters import Parameter
from exchange.api.pageshapes import Schema, ref, row
from exchange.api.problems import MEDIA_TYPE
from exchange.api.shapes import Shapes, camel
from exchange.api.views import PublicView

HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "Changes when the answer does; send it as If-None-Match."},
    "X-Request-ID": {
        "schema": {"type": "string"},
        "description": "The request's own name, the one that was sent if any.",
    },
}
FILE = {"schema": {"type": "string"}}
WRITTEN = {"csv", "ndjson", "txt", "atom", "ics", "html"}


class ApiSchema(AutoSchema):
    """Describes a view that names its fields and its forms."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: ComponentRegistry
    ) -> Schema | None:
        view = cast(PublicView, self.view)
        what = getattr(view, "action", None) or view.describes
        register(registry, view)
        return {
            "operationId": operation_id(path),
            "summary": summary(view, what),
            "description": str(view.meaning),
            "tags": [tag(path)],
            "parameters": [*path_parameters(path, view), *query_parameters(view.form_class(), view.get_renderers())],
            "responses": dict(responses(path, view, what)),
        }


def tag(path: str) -> str:
    """What the manual puts the operation under."""
    return re.split(r"[/.]", path.removeprefix("/api/v1").strip("/"))[0] or "index"


def operation_id(path: str) -> str:
    words = [word for word in re.split(r"[/{}.-]+", path.removeprefix("/api/v1/")) if word]
    return "_".join(["get", *words]) if words else "get_index"


def summary(view: PublicView, what: str) -> str:
    if what == "retrieve":
        return _("One, by its address")
    return re.split(r"[:;,]|\.$", str(view.meaning))[0]


def register(registry: ComponentRegistry, view: PublicView) -> None:
    """Name the shapes that the view's answers refer to."""
    found = Shapes()
    if view.noun:
        found.add_noun(view.noun, view.fields)
    for name, schema in found.named.items():
        registry.register_on_missing(ResolvedComponent(name, ResolvedComponent.SCHEMA, schema, name))


def path_parameters(path: str, view: PublicView) -> Iterator[Schema]:
    for name in re.findall(r"\{(\w+)\}", path):
        schema = {"type": "string", "pattern": f"^{view.lookup_value_regex}$"}
        yield {"name": name, "in": "path", "required": True, "schema": schema}


def query_parameters(form: type[forms.Form], renderers: Sequence[BaseRenderer]) -> Iterator[Schema]:
    formats = [renderer.format for renderer in renderers]
    for name, each in form.base_fields.items():
        if isinstance(each, Parameter):
            told = {"schema": {"type": "string", "enum": formats}} if name == "format" else {"schema": each.described()}
            array = {"style": "form", "explode": each.many} if told["schema"].get("type") == "array" else {}
            yield {"name": name, "in": "query", "description": described(each), **told, **array}


def described(parameter: Parameter) -> str:
    """What it is for, with an example; not as the schema's own, for the manual would fill that in everywhere."""
    if parameter.example is None:
        return str(parameter.help_text)
    return _("%(text)s For example `%(example)s`.") % {"text": parameter.help_text, "example": parameter.example}


def responses(path: str, view: PublicView, what: str) -> Iterator[tuple[str, Schema]]:
    yield "200", {"description": _("As asked for."), "headers": HEADERS, "content": dict(content(view, what))}
    yield "304", {"description": _("Nothing has changed since the ETag that was sent.")}
    if "{" in path:
        yield "308", {"description": _("The record has another address; see Location.")}
    yield "400", failure(_("A parameter is not understood; `invalid_params` names it."))
    if "{" in path:
        yield "404", failure(_("Nothing public has this address."))
        yield "410", failure(_("The record was public and has been retracted."), view.gone)
    yield "406", failure(_("None of the formats that were asked for is there."))
    yield "414", {"description": _("The address is longer than 4,094 letters.")}
    yield "500", failure(_("The server failed; it was noted."))


def failure(description: str, name: str = "Problem") -> Schema:
    return {"description": description, "content": {MEDIA_TYPE: {"schema": ref(name)}}}


def content(view: PublicView, what: str) -> Iterator[tuple[str, Schema]]:
    """Each format's media type with the shape of the answer in it."""
    if what == "page":
        yield from ((renderer.media_type, page(view, renderer.format)) for renderer in view.get_renderers())
        return
    name = camel(view.noun)
    suffixes = {"json": "List", "geojson": "Collection"} if what == "list" else {"json": "", "geojson": "Feature"}
    for renderer in view.get_renderers():
        shape = suffixes.get(renderer.format)
        yield renderer.media_type, FILE if shape is None else {"schema": ref(name + shape) if shape else row(name)}


def page(view: PublicView, style: str) -> Schema:
    """What a page answers in one format, with an example if there is one."""
    if style in WRITTEN:
        return FILE
    told: Schema = {"schema": view.answer_as.get(style, view.answer)}
    return told | ({"example": view.example} if view.example is not None and style == "json" else {})
