"""Series attributions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking.filters import DatedFilters, SlugFilter, SortFilter
from analysis.asking.orders import BY_SLUG, DATE, UPDATED
from editorial.choices import RecordKind
from exchange.api.filters import ListFilters
from exchange.api.records import RecordViewSet


class SeriesAttributionFilters(ListFilters, DatedFilters):
    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slug", help_text=_("Statements within these drawdowns."))
    sort = SortFilter({"date": DATE, "name": BY_SLUG, "updated": UPDATED}, "date")


class SeriesAttributionViewSet(RecordViewSet):
    meaning = _(
        "Statements that an actor did, or did not do, a whole series of attacks; never copied onto each attack."
    )
    kind = RecordKind.SERIES_ATTRIBUTION
    filters = SeriesAttributionFilters
