"""Every address of the site."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    # What machines ask for has one address in every language.
    path("", include("exchange.urls")),
    # English pages stand at the root, Arabic ones at the same addresses under /ar/.
    *i18n_patterns(path("", include("dashboard.urls")), prefix_default_language=False),
]
