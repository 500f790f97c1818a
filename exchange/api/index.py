"""The API's front page."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from exchange.api.addresses import absolute
from exchange.api.pageshapes import BASIC
from exchange.api.views import PublicView

NOUNS = (
    "drawdowns",
    "bases",
    "handovers",
    "attacks",
    "context-events",
    "presences",
    "series-attributions",
    "forces",
    "actors",
    "publishers",
    "sources",
    "areas",
    "releases",
)
FEEDS = {
    "handovers": "feed-handovers",
    "attacks": "feed-attacks",
    "corrections": "feed-corrections",
    "calendar": "calendar-handovers",
}
ADDRESS = BASIC["address"]
LICENCE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


class IndexView(PublicView):
    meaning = _("Every resource, the feeds, the codebook, the schema, the manual and the licence.")
    answer = {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "version": {"type": "string"},
            "resources": {"type": "object", "additionalProperties": ADDRESS},
            "feeds": {"type": "object", "additionalProperties": ADDRESS},
            "peers": {"type": "object", "additionalProperties": ADDRESS},
            "ogc": ADDRESS,
            "codebook": ADDRESS,
            "schema": ADDRESS,
            "manual": ADDRESS,
            "licence": {
                "type": "object",
                "properties": {"name": {"type": "string"}, "url": ADDRESS},
                "required": ["name", "url"],
            },
        },
        "required": [
            "name",
            "version",
            "resources",
            "peers",
            "feeds",
            "ogc",
            "codebook",
            "schema",
            "manual",
            "licence",
        ],
    }

    def get(self, request: Request) -> Response:
        self.form_class()(request.query_params).validated()

        def address(name: str) -> str:
            return absolute(request, reverse(f"exchange:{name}"))

        return Response(
            {
                "name": settings.SPECTACULAR_SETTINGS["TITLE"],
                "version": settings.SPECTACULAR_SETTINGS["VERSION"],
                "resources": {noun: address(f"{noun}-list") for noun in NOUNS}
                | {"timeline": address("timeline"), "changes": address("changes")}
                | {name: address(name) for name in ("density", "attack-stats")},
                "peers": {name: address(name) for name in ("acled", "ucdp")},
                "feeds": {name: address(view) for name, view in FEEDS.items()},
                "ogc": address("ogc"),
                "codebook": address("codebook"),
                "schema": address("schema"),
                "manual": address("manual"),
                "licence": LICENCE,
            }
        )
