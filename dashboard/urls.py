"""The addresses of the pages, under `/` and `/ar/`."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "dashboard"

urlpatterns: list[URLPattern] = []
