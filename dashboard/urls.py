"""The addresses of the pages, under `/` and `/ar/`."""

from __future__ import annotations

from django.urls import path

from dashboard.manual import TASKS
from dashboard.views import (
    attacks,
    bases,
    corrections,
    data,
    fire,
    handovers,
    machines,
    manual,
    requests,
    search,
    sources,
    timeline,
)
from dashboard.views.map import map_embed_view, map_page_view, map_record_view
from editorial.choices import RecordKind

app_name = "dashboard"

urlpatterns = [
    path("", map_page_view, name="map"),
    path("embed/map/", map_embed_view, name="map-embed"),
    path("map.json", map_record_view, name="map-record"),
    path("map/attacks.json", fire.attack_set, name="map-attacks"),
    path("map/choices.json", fire.choice_counts, name="map-choices"),
    path("map/attack.json", fire.attack, name="map-attack"),
    path("bases/", bases.base_list, name="base-list"),
    path("bases/<slug:slug>/", bases.base_detail, name="base-detail"),
    path("bases/<slug:slug>/correct/", requests.correct(RecordKind.BASE), name="base-correct"),
    path("handovers/", handovers.handover_list, name="handover-list"),
    path("handovers/<slug:slug>/", handovers.handover_detail, name="handover-detail"),
    path("handovers/<slug:slug>/correct/", requests.correct(RecordKind.HANDOVER), name="handover-correct"),
    path("attacks/", attacks.attack_list, name="attack-list"),
    path("attacks/<slug:slug>/", attacks.attack_detail, name="attack-detail"),
    path("attacks/<slug:slug>/correct/", requests.correct(RecordKind.ATTACK), name="attack-correct"),
    path("timeline/", timeline.timeline, name="timeline"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/<slug:public_id>/", sources.source_detail, name="source-detail"),
    path("corrections/", corrections.correction_list, name="corrections"),
    path("corrections/request/", requests.request_page, name="request"),
    path("data/", data.data, name="data"),
    path("manual/", manual.manual, name="manual"),
    *(
        path(f"manual/{task.slug}/", manual.manual_task, {"task": task.slug}, name=f"manual-{task.slug}")
        for task in TASKS
    ),
    path("about/", data.about, name="about"),
    path("search/", search.search, name="search"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<slug:kind>-<int:part>.xml", machines.sitemap_file, name="sitemap-file"),
]
