"""The OpenAPI document and the manual that renders it, with no asset from elsewhere and no inline script."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.renderers import OpenApiYamlRenderer2
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer, TemplateHTMLRenderer
from rest_framework.request import Request

from exchange.api.views import PublicView


class SchemaView(PublicView, SpectacularAPIView):
    meaning = _("This document, OpenAPI 3.1.")
    renderer_classes = [JSONRenderer, OpenApiYamlRenderer2]

    def get(self, request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        self.form_class()(request.query_params).validated()
        return super().get(request, *args, **kwargs)


class ManualView(PublicView, SpectacularSwaggerSplitView):
    meaning = _("The manual.")
    renderer_classes = [TemplateHTMLRenderer]
    template_name = "exchange/manual.html"
    template_name_js = "exchange/manual.js"
    url_name = "exchange:schema"

    def get(self, request: Request, *args: object, **kwargs: object) -> HttpResponseBase:
        asked = request.query_params.copy()
        # With it the page asks for its own script.
        asked.pop("script", None)
        self.form_class()(asked).validated()
        return super().get(request, *args, **kwargs)
