"""Drawdowns."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking.bases import ON_TEXT
from analysis.asking.filters import DayFilter, RecordFilters, SortFilter
from analysis.asking.orders import NAME, UPDATED
from editorial.choices import RecordKind
from exchange.api.filters import ListFilters
from exchange.api.records import ON, RecordViewSet


class DrawdownFilters(ListFilters, RecordFilters):
    on = DayFilter(help_text=ON_TEXT, example="2020-07-25")
    sort = SortFilter({"name": NAME, "updated": UPDATED}, "name")


class DrawdownViewSet(RecordViewSet):
    meaning = _("Campaigns of handovers, each with its counter on a day.")
    kind = RecordKind.DRAWDOWN
    filters = DrawdownFilters
    beside = ON
