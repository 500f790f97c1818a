"""The addresses of the pages, under `/` and `/ar/`."""

from __future__ import annotations

from django.urls import path

from dashboard.views import bases, map

app_name = "dashboard"

urlpatterns = [
    path("", map.map_page_view, name="map"),
    path("map.json", map.map_record_view, name="map-record"),
    path("bases/", bases.base_list, name="base-list"),
    path("bases/<slug:slug>/", bases.base_detail, name="base-detail"),
]
