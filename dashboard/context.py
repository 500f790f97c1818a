"""What every public page's frame needs: the navigation, the language link, the page's own address."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

SECTION = re.compile("-(detail|correct)$")
NAVIGATION = [
    ("map", _("Map")),
    ("base-list", _("Bases")),
    ("handover-list", _("Handovers")),
    ("attack-list", _("Attacks")),
    ("timeline", _("Timeline")),
    ("source-list", _("Sources")),
    ("corrections", _("Corrections")),
    ("data", _("Data")),
    ("about", _("About")),
]


def site(request: HttpRequest) -> dict[str, Any]:
    """The frame's context; touches no person, session or message, so that public pages stay public."""
    return {
        "site_navigation": NAVIGATION,
        "site_section": section_of(request),
        "site_page_url": absolute(request, request.path),
        "site_origin": absolute(request, ""),
        "site_other_language": other_language(request),
        "site_tiles_host": settings.MAP_TILES.host if settings.MAP_TILES else "",
    }


def section_of(request: HttpRequest) -> str:
    """The navigation entry that a page belongs to: a base's dossier belongs to the bases."""
    match = request.resolver_match
    if match is None or match.namespace != "dashboard" or match.url_name is None:
        return ""
    return SECTION.sub("-list", match.url_name)


def absolute(request: HttpRequest, path: str) -> str:
    """A path with the site's public origin before it, as it is told by the settings or else by the request."""
    origin = getattr(settings, "SITE_URL", "") or f"{request.scheme}://{request.get_host()}"
    return origin.rstrip("/") + path


def other_language(request: HttpRequest) -> dict[str, str] | None:
    """The same page in the other language, once its catalogue is declared complete."""
    if not getattr(settings, "ARABIC_CATALOGUE_COMPLETE", False):
        return None
    code, name = ("en", "English") if get_language() == "ar" else ("ar", "عربي")
    return {"code": code, "name": name, "url": translate_url(request.get_full_path(), code)}
