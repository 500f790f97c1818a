"""Context events."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking.filters import DatedFilters, SlugFilter, SortFilter
from analysis.asking.orders import BY_SLUG, DATE, UPDATED
from editorial.choices import RecordKind
from exchange.api.filters import ListFilters
from exchange.api.records import RecordViewSet


class ContextEventFilters(ListFilters, DatedFilters):
    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slug", help_text=_("Events within these drawdowns."))
    sort = SortFilter({"date": DATE, "name": BY_SLUG, "updated": UPDATED}, "date")


class ContextEventViewSet(RecordViewSet):
    meaning = _("Turning points to read the timeline against.")
    kind = RecordKind.CONTEXT_EVENT
    filters = ContextEventFilters
