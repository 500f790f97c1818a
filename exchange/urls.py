"""The addresses for machines: the API, and later feeds, OGC and releases."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from exchange.api.codebook import CodebookView
from exchange.feeds.views import AttacksFeed, CorrectionsFeed, HandoversCalendar, HandoversFeed
from exchange.taken import views as taken

app_name = "exchange"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", include("exchange.api.urls")),
    path("ogc/", include("exchange.ogc.urls")),
    path("feeds/handovers.atom", HandoversFeed.as_view(), name="feed-handovers"),
    path("feeds/attacks.atom", AttacksFeed.as_view(), name="feed-attacks"),
    path("feeds/corrections.atom", CorrectionsFeed.as_view(), name="feed-corrections"),
    path("feeds/handovers.ics", HandoversCalendar.as_view(), name="calendar-handovers"),
    path("codebook.json", CodebookView.as_view(), name="codebook"),
    path("map/attacks.csv", taken.table, name="taken-table"),
    path("map/bundle.zip", taken.bundle, name="taken-bundle"),
]
