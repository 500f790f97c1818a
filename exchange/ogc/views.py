"""The resources of OGC API Features: each as JSON and as a page, linked to the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.utils import json
from rest_framework.utils.encoders import JSONEncoder

from analysis.asking.forms import form_of
from exchange.api.addresses import origin_of
from exchange.api.finding import find
from exchange.api.forms import AskedForm, at_an_instant
from exchange.api.index import LICENCE
from exchange.api.pages import Pager, counted, page_of
from exchange.api.problems import not_found
from exchange.api.views import PublicView
from exchange.ogc import describing, pages
from exchange.ogc.collections import COLLECTIONS, HTML, Collection, ResourceForm
from exchange.ogc.formats import GEOJSON, JSON, OPENAPI, PAGE, SCHEMA, JsonOrPage, PageRenderer
from exchange.ogc.linking import ROOT, Link, alternates, link

Body = dict[str, Any]


class ResourceView(PublicView):
    """One resource."""

    schema = None
    of_the_record = True
    renderer_classes = [JSONRenderer, PageRenderer]
    content_negotiation_class = JsonOrPage
    media_type: ClassVar[str] = JSON
    title: ClassVar[str | Promise] = ""

    def form_class(self) -> type[AskedForm]:
        return form_of(ResourceForm, tuple(at_an_instant().items()))

    def body(self, request: Request, **key: str) -> Body:
        """The resource as JSON, but for its links to itself."""
        raise NotImplementedError

    def get(self, request: Request, **key: str) -> HttpResponseBase:
        self.asked = self.form_class()(request.query_params).validated()
        body = self.body(request, **key)
        body["links"] = [*alternates(request, self.media_type), *body.get("links", [])]
        if request.accepted_renderer.format == HTML:
            return render(request._request, "exchange/ogc.html", self.page(body))  # noqa: SLF001  # templates take Django's
        return written(body, self.media_type)

    def page(self, body: Body) -> Body:
        """What a page shows: what it is, where it leads, and rows if it has any."""
        return {
            "title": body.get("title") or body.get("id") or str(self.title),
            "text": body.get("description", ""),
            "trail": pages.trail(self.request),
            "leads": pages.leads(self.request, body["links"]),
            "steps": pages.steps(body["links"]),
            **self.table(body),
        }

    def table(self, body: Body) -> Body:
        return {}

    def row(self, *values: object, href: str = "") -> list[pages.Cell]:
        return pages.row(self.request, values, href)


def written(body: Body, media_type: str) -> HttpResponse:
    content = json.dumps(body, cls=JSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(content, content_type=media_type)


class LandingView(ResourceView):
    def body(self, request: Request, **key: str) -> Body:
        return {
            "title": f"Handover Watch: {pages.TITLE}",
            "description": _("Military bases handed over and the attacks on them, as features. Licence: CC BY 4.0."),
            "links": [
                link(request, "service-desc", "api", OPENAPI, _("What can be asked, as OpenAPI 3.0")),
                link(request, "service-doc", "api?f=html", PAGE, _("The same to read")),
                link(request, "conformance", "conformance", JSON, _("What this conforms to")),
                link(request, "data", "collections", JSON, _("The collections")),
                Link(rel="license", href=LICENCE["url"], type=PAGE, title=LICENCE["name"]),
            ],
        }

    def page(self, body: Body) -> Body:
        how = _("In QGIS, add the address of this page as a connection of “WFS / OGC API - Features”.")
        return super().page({**body, "description": f"{body['description']} {how}"})


class ConformanceView(ResourceView):
    title = gettext_lazy("What this conforms to")

    def body(self, request: Request, **key: str) -> Body:
        return {"conformsTo": describing.CONFORMS_TO}

    def table(self, body: Body) -> Body:
        return {"columns": ["conformsTo"], "rows": [self.row(each) for each in body["conformsTo"]]}


class CollectionsView(ResourceView):
    title = gettext_lazy("Collections")

    def body(self, request: Request, **key: str) -> Body:
        return {"collections": [described(request, each) for each in COLLECTIONS.values()]}

    def page(self, body: Body) -> Body:
        within = [
            link(self.request, "item", f"collections/{each['id']}", JSON, each["title"]) for each in body["collections"]
        ]
        return super().page({**body, "links": [*body["links"], *within]})


class CollectionView(ResourceView):
    def body(self, request: Request, **key: str) -> Body:
        found = described(request, collection(key["id"]))
        # Its own address is among what every resource says of itself.
        return {**found, "links": found["links"][1:]}


class QueryablesView(ResourceView):
    media_type = SCHEMA

    def body(self, request: Request, **key: str) -> Body:
        of = collection(key["id"])
        return describing.queryables(of, f"{origin_of(request)}{ROOT}collections/{of.id}/queryables")

    def table(self, body: Body) -> Body:
        rows = [self.row(name, each.get("title")) for name, each in body["properties"].items()]
        return {"columns": [_("Property"), _("What it is")], "rows": rows}


class SchemaView(ResourceView):
    media_type = SCHEMA

    def body(self, request: Request, **key: str) -> Body:
        of = collection(key["id"])
        return describing.feature_schema(of, f"{origin_of(request)}{ROOT}collections/{of.id}/schema")

    def table(self, body: Body) -> Body:
        properties = body["properties"]["properties"]["properties"]
        rows = [self.row(name, each.get("title")) for name, each in properties.items()]
        return {"columns": [_("Property"), _("What it is")], "rows": rows}


class ApiView(ResourceView):
    media_type = OPENAPI

    def get(self, request: Request, **key: str) -> HttpResponseBase:
        if request.accepted_renderer.format == HTML:
            return super().get(request, **key)
        self.form_class()(request.query_params).validated()
        return written(describing.openapi(origin_of(request)), OPENAPI)

    def body(self, request: Request, **key: str) -> Body:
        told = describing.openapi(origin_of(request))
        return {"title": told["info"]["title"], "description": told["info"]["description"], "paths": told["paths"]}

    def table(self, body: Body) -> Body:
        rows = [self.row(path, item["get"]["summary"]) for path, item in body["paths"].items()]
        return {"columns": [_("Path"), _("What it is")], "rows": rows}


class ItemsView(ResourceView):
    media_type = GEOJSON

    def form_class(self) -> type[AskedForm]:
        return collection(self.kwargs["id"]).form_class()

    def body(self, request: Request, **key: str) -> Body:
        of = collection(key["id"])
        filters = of.filters(request.query_params, of.rows(), at_an_instant())
        pager = Pager(request, self.asked)
        page = page_of(filters, pager.limit, pager.cursor)
        told = pager.links(page, filters.order.position)
        features = of.features(page.rows, origin_of(request), arabic=get_language() == "ar")
        matched = counted(filters)
        steps = {"next": (told["next"], _("Next page")), "prev": (told["previous"], _("Previous page"))}
        as_this = PAGE if request.accepted_renderer.format == HTML else GEOJSON
        return {
            "type": "FeatureCollection",
            **({} if matched is None else {"numberMatched": matched}),
            "numberReturned": len(features),
            "features": features,
            "links": [
                *(Link(rel=rel, href=to, type=as_this, title=title) for rel, (to, title) in steps.items() if to),
                link(request, "collection", f"collections/{of.id}", JSON, str(of.title)),
            ],
        }

    def page(self, body: Body) -> Body:
        title = features_of(collection(self.kwargs["id"]))
        shown, of = body["numberReturned"], body.get("numberMatched")
        text = _("Shown: %(shown)s") if of is None else _("Shown: %(shown)s of %(of)s")
        return {**super().page(body), "title": title, "text": text % {"shown": shown, "of": of}}

    def table(self, body: Body) -> Body:
        here = f"{ROOT}collections/{self.kwargs['id']}/items/"
        rows = [self.row(*shown(each), href=here + each["id"]) for each in body["features"]]
        return {"columns": SHOWN, "rows": rows}


SHOWN = ["id", "name", "date_edtf", "governorate_name", "summary"]


def shown(feature: Body) -> Sequence[object]:
    """A feature's row on a page."""
    properties = feature["properties"]
    name = properties.get("name") or properties.get("base_name") or properties.get("place")
    return [feature["id"], name, *(properties.get(each) for each in SHOWN[2:])]


class ItemView(ResourceView):
    media_type = GEOJSON

    def body(self, request: Request, **key: str) -> Body:
        of = collection(key["id"])
        found = find(of.kind, key["slug"])
        (feature,) = of.features([found], origin_of(request), arabic=get_language() == "ar")
        return {**feature, "links": [link(request, "collection", f"collections/{of.id}", JSON, str(of.title))]}

    def table(self, body: Body) -> Body:
        return {
            "columns": [_("Property"), _("Value")],
            "rows": [self.row(*each) for each in body["properties"].items()],
        }


def collection(id: str) -> Collection:  # noqa: A002  # the standard's name
    """The collection of this name. Raises NotFound."""
    if id not in COLLECTIONS:
        raise not_found()
    return COLLECTIONS[id]


def features_of(of: Collection) -> str:
    return _("%(collection)s: features") % {"collection": of.title}


def described(request: Request, of: Collection) -> Body:
    """A collection with its extent and where its parts are."""
    here = f"collections/{of.id}"
    return {
        **describing.collection(of),
        "links": [
            link(request, "self", here, JSON, str(of.title)),
            link(request, "items", f"{here}/items", GEOJSON, features_of(of)),
            link(request, "items", f"{here}/items?f=html", PAGE, features_of(of)),
            link(request, "describedby", f"{here}/schema", SCHEMA, _("What its features are made of")),
            link(request, describing.QUERYABLES, f"{here}/queryables", SCHEMA, _("What its features are found by")),
            Link(rel="license", href=LICENCE["url"], type=PAGE, title=LICENCE["name"]),
        ],
    }
