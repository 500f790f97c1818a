"""The addresses for machines: the API, and later feeds, OGC and releases."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from exchange.api.codebook import CodebookView
from exchange.taken import views as taken

app_name = "exchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("exchange.api.urls")),
    path("codebook.json", CodebookView.as_view(), name="codebook"),
    path("map/attacks.csv", taken.table, name="taken-table"),
    path("map/bundle.zip", taken.bundle, name="taken-bundle"),
]
