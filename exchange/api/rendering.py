"""The formats that answers come in, and how a request chooses one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

from analysis.asking.forms import refusal
from analysis.asking.parameters import unknown
from exchange.api.problems import Invalid


class GeoJsonRenderer(JSONRenderer):
    """Features (RFC 7946)."""

    media_type = "application/geo+json"
    format = "geojson"


class _StreamedRenderer(BaseRenderer):
    """A format that is written row by row, past the renderer."""

    charset = "utf-8"

    def render(
        self, data: Iterable[str], media_type: str | None = None, context: Mapping[str, object] | None = None
    ) -> bytes:
        return "".join(data).encode()


class CsvRenderer(_StreamedRenderer):
    """Comma-separated values (RFC 4180), whole lists."""

    media_type = "text/csv"
    format = "csv"


class NdjsonRenderer(_StreamedRenderer):
    """One JSON object a line, whole lists."""

    media_type = "application/x-ndjson"
    format = "ndjson"


class ZipRenderer(BaseRenderer):
    """An archive, sent as a file past the renderer."""

    media_type = "application/zip"
    format = "zip"
    charset = None


ONE: Sequence[type[BaseRenderer]] = (JSONRenderer, GeoJsonRenderer, CsvRenderer)
LIST: Sequence[type[BaseRenderer]] = (*ONE, NdjsonRenderer)


class Negotiation(DefaultContentNegotiation):
    """`format=` decides, else `Accept`; a format that is not there is refused as the parameter that it is."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        by_format = {renderer.format: renderer for renderer in renderers}
        asked = named_format(request, by_format)
        if asked:
            return by_format[asked], by_format[asked].media_type
        by_type = {renderer.media_type: renderer for renderer in by_format.values()}
        preferred = request.get_preferred_type(list(by_type))
        if preferred is None:
            raise NotAcceptable(_("This address answers as %(offered)s.") % {"offered": ", ".join(by_type)})
        return by_type[preferred], preferred


def named_format(request: Request, known: Collection[str]) -> str | None:
    """The format that the address names, if any. Raises Invalid for one that is not known here."""
    asked = request.query_params.getlist("format")
    for name in asked:
        if name not in known:
            raise Invalid([refusal("format", unknown(name, known))])
    return asked[0] if asked else None
