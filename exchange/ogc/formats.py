"""The two formats of every resource: JSON, under whichever name it is asked for, and a page."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request

JSON = "application/json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
GEOJSON = "application/geo+json"
SCHEMA = "application/schema+json"
NAMES = [JSON, GEOJSON, "application/vnd.oai.openapi+json", "application/openapi+json", SCHEMA]
PAGE = "text/html"


class PageRenderer(BaseRenderer):
    """A page, written past the renderer."""

    media_type = PAGE
    format = "html"
    charset = "utf-8"


class JsonOrPage(BaseContentNegotiation):
    """`f` decides, else `Accept`; a value of `f` that is not there is refused as the parameter that it is."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        asked = request.query_params.get("f")
        if asked:
            return (PageRenderer(), PAGE) if asked == PageRenderer.format else (JSONRenderer(), NAMES[0])
        preferred = request.get_preferred_type([*NAMES, PAGE])
        if preferred is None:
            raise NotAcceptable(_("This address answers as %(offered)s.") % {"offered": f"{NAMES[0]}, {PAGE}"})
        return (PageRenderer(), PAGE) if preferred == PAGE else (JSONRenderer(), NAMES[0])
