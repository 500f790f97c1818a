"""The peers' addresses."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from benchmarks.peers import bare
from benchmarks.peers.viewset import AttackViewSet, ChangeViewSet, TimelineView

router = SimpleRouter()
router.register("attacks", AttackViewSet, "attacks")
router.register("changes", ChangeViewSet, "changes")

urlpatterns = [
    path("viewset/", include(router.urls)),
    path("viewset/bases/<slug:slug>/timeline/", TimelineView.as_view()),
    path("bare/attacks/", bare.attacks),
    path("bare/attacks/<slug:slug>/", bare.attack),
    path("bare/changes/", bare.changes),
    path("bare/bases/<slug:slug>/timeline/", bare.timeline),
    path("bare/whole.<str:style>", bare.whole),
]
