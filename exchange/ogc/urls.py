"""Every address below `/ogc/`; a closing slash is welcome and not needed."""

from __future__ import annotations

from django.urls import path, re_path

from exchange.api.views import Nowhere
from exchange.ogc import views

COLLECTION = r"^collections/(?P<id>[a-z0-9-]+)"

urlpatterns = [
    path("", views.LandingView.as_view(), name="ogc"),
    re_path("^api/?$", views.ApiView.as_view(), name="ogc-api"),
    re_path("^conformance/?$", views.ConformanceView.as_view(), name="ogc-conformance"),
    re_path("^collections/?$", views.CollectionsView.as_view(), name="ogc-collections"),
    re_path(f"{COLLECTION}/?$", views.CollectionView.as_view(), name="ogc-collection"),
    re_path(f"{COLLECTION}/queryables/?$", views.QueryablesView.as_view(), name="ogc-queryables"),
    re_path(f"{COLLECTION}/schema/?$", views.SchemaView.as_view(), name="ogc-schema"),
    re_path(f"{COLLECTION}/items/?$", views.ItemsView.as_view(), name="ogc-items"),
    re_path(rf"{COLLECTION}/items/(?P<slug>[a-z0-9-]+)/?$", views.ItemView.as_view(), name="ogc-item"),
    re_path("", Nowhere.as_view()),
]
