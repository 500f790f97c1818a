"""The addresses for machines: the API, and later feeds, OGC and releases."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

app_name = "exchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("exchange.api.urls")),
]
