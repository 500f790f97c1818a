"""The API on one screen: what stands where."""

from __future__ import annotations

from django.urls import include, path, re_path
from django.views.generic import RedirectView
from rest_framework.routers import SimpleRouter

from exchange.api.attacks import AttackViewSet
from exchange.api.bases import BaseViewSet
from exchange.api.changes import ChangesView
from exchange.api.context_events import ContextEventViewSet
from exchange.api.density import DensityView
from exchange.api.drawdowns import DrawdownViewSet
from exchange.api.handovers import HandoverViewSet
from exchange.api.index import IndexView
from exchange.api.manual import ManualView, SchemaView
from exchange.api.presences import PresenceViewSet
from exchange.api.references import ActorViewSet, AreaViewSet, ForceViewSet, PublisherViewSet, SourceViewSet
from exchange.api.releases import BundleView, ReleaseViewSet
from exchange.api.series_attributions import SeriesAttributionViewSet
from exchange.api.stats import AttackStatsView
from exchange.api.timeline import BaseTimelineView, TimelineView
from exchange.api.views import Nowhere
from exchange.peers.views import AcledView, UcdpView

router = SimpleRouter()
router.register("drawdowns", DrawdownViewSet, "drawdowns")
router.register("bases", BaseViewSet, "bases")
router.register("handovers", HandoverViewSet, "handovers")
router.register("attacks", AttackViewSet, "attacks")
router.register("context-events", ContextEventViewSet, "context-events")
router.register("presences", PresenceViewSet, "presences")
router.register("series-attributions", SeriesAttributionViewSet, "series-attributions")
router.register("forces", ForceViewSet, "forces")
router.register("actors", ActorViewSet, "actors")
router.register("publishers", PublisherViewSet, "publishers")
router.register("sources", SourceViewSet, "sources")
router.register("areas", AreaViewSet, "areas")
router.register("releases", ReleaseViewSet, "releases")

about = [
    path("", IndexView.as_view(), name="index"),
    path("changes/", ChangesView.as_view(), name="changes"),
    path("timeline/", TimelineView.as_view(), name="timeline"),
    re_path(r"^bases/(?P<slug>[a-z0-9-]+)/timeline/$", BaseTimelineView.as_view(), name="base-timeline"),
    re_path(r"^releases/(?P<id>[a-z0-9-]+)/bundle\.zip$", BundleView.as_view(), name="release-bundle"),
    path("density/", DensityView.as_view(), name="density"),
    path("stats/attacks/", AttackStatsView.as_view(), name="attack-stats"),
    path("acled/", AcledView.as_view(), name="acled"),
    path("ucdp/", UcdpView.as_view(), name="ucdp"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", ManualView.as_view(), name="manual"),
]

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="exchange:index", permanent=True)),
    path("v1/", include(about)),
    path("v1/", include(router.urls)),
    re_path("", Nowhere.as_view()),
]
