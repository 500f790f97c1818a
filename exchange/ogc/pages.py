"""How a resource reads as a page: where it stands, what it holds, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.utils import json
from rest_framework.utils.encoders import JSONEncoder

from exchange.api.addresses import origin_of
from exchange.ogc.collections import COLLECTIONS
from exchange.ogc.formats import GEOJSON, JSON, OPENAPI, PAGE, SCHEMA
from exchange.ogc.linking import ROOT, Link

TITLE = "OGC API Features"
FORMATS = {JSON: "JSON", GEOJSON: "GeoJSON", SCHEMA: "JSON Schema", OPENAPI: "OpenAPI"}
STEPS = ("prev", "next")
KEPT = ("lang", "as_of")
"""What every resource understands: seen in a language or as of an instant, it stays so from page to page."""


class Cell(TypedDict):
    """What a cell says (None: not reported), and where it leads."""

    text: str | None
    href: str


class Lead(TypedDict):
    """A resource: its page, and where it is data, in which format."""

    title: str
    href: str
    data: str
    format: str


def trail(request: Request) -> list[Lead]:
    """The pages above this one, from the landing page down."""
    of_each = {f"collections/{each.id}": str(each.title) for each in COLLECTIONS.values()}
    items = {f"{path}/items": _("Features") for path in of_each}
    titles = {"": TITLE, "collections": _("Collections"), **of_each, **items}
    parts = request.path.removeprefix(ROOT).split("/")
    above = ["", *("/".join(parts[:end]) for end in range(1, len(parts)))] if parts != [""] else []
    return [_lead(request, ROOT + path, titles[path]) for path in above if path in titles]


def steps(links: Iterable[Link]) -> list[Link]:
    """To the pages before and after, asked as this one was."""
    return sorted((each for each in links if each["rel"] in STEPS), key=lambda each: STEPS.index(each["rel"]))


def leads(request: Request, links: Iterable[Link]) -> list[Lead]:
    """The resources that are linked to, each once: its page, and its data where there is one."""
    found: dict[str, Lead] = {}
    for each in links:
        page, _question, query = each["href"].partition("?")
        if each["rel"] == "alternate":
            found[each["rel"]] = Lead(title=_("The same as data"), href="", data=each["href"], format=_format(each))
        elif not page.startswith(origin_of(request) + ROOT):
            found[page] = Lead(title=each.get("title", each["rel"]), href=each["href"], data="", format="")
        elif each["rel"] not in {"self", *STEPS} and page not in found:
            found[page] = _lead(
                request, page, each.get("title", each["rel"]), "" if "f=html" in query else _format(each)
            )
    return list(found.values())


def row(request: Request, values: Sequence[object], href: str = "") -> list[Cell]:
    """A row of a table, written as its JSON is; the first cell leads to `href`, an address of ours to itself."""
    texts = [_told(value) for value in values]
    ours = f"{origin_of(request)}/"
    places = [text if text and text.startswith(ours) else "" for text in texts]
    first = href + kept(request) if href else places[0]
    return [Cell(text=text, href=place) for text, place in zip(texts, [first, *places[1:]], strict=True)]


def kept(request: Request) -> str:
    """The part of the question that goes on to the next page, with its question mark."""
    going_on = {name: request.query_params[name] for name in KEPT if name in request.query_params}
    return f"?{urlencode(going_on)}" if going_on else ""


def _lead(request: Request, path: str, title: str, data: str = "") -> Lead:
    going_on = kept(request)
    as_data = f"{path}{going_on}{'&' if going_on else '?'}f=json" if data else ""
    return Lead(title=title, href=path + going_on, data=as_data, format=data)


def _format(link: Link) -> str:
    return FORMATS.get(link["type"], "") if link["type"] != PAGE else ""


def _told(value: object) -> str | None:
    plain: Any = json.loads(json.dumps(value, cls=JSONEncoder))
    return plain if isinstance(plain, str) or plain is None else json.dumps(plain, ensure_ascii=False)
