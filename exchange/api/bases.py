"""Bases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking.orders import NAME, UPDATED
from analysis.holding import spells_of_bases
from analysis.status import spell_on
from editorial.choices import RecordKind
from editorial.clock import record_day
from exchange.api.filters import CodeFilter, DayFilter, PlacedFilters, Rows, SlugFilter, SortFilter
from exchange.api.records import ON, ON_TEXT, RecordViewSet
from handovers.choices import BaseStatus


class StatusFilter(CodeFilter):
    """Bases whose computed status on the asked day is one of these."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        if not value:
            return qs
        day = self.parent.asked["on"] or record_day()
        return qs.filter(
            slug__in=[slug for slug, found in spells_of_bases().items() if spell_on(found, day).status in value]
        )


class BaseFilters(PlacedFilters):
    on = DayFilter(help_text=ON_TEXT, example="2020-07-25")
    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slugs", "overlap", help_text=_("Bases of these drawdowns."))
    status = StatusFilter(BaseStatus, "status", help_text=_("The status on the day asked for, or today."))
    sort = SortFilter({"name": NAME, "updated": UPDATED}, "name")


class BaseViewSet(RecordViewSet):
    meaning = _("Named military places, with who holds each on a day, its handovers and the attacks on it.")
    kind = RecordKind.BASE
    filters = BaseFilters
    beside = ON
