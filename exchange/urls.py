"""The addresses for machines: the API, and later feeds, OGC and releases."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

app_name = "exchange"

urlpatterns: list[URLPattern | URLResolver] = []
