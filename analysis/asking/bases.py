"""What may be asked of bases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking.filters import CodeFilter, DayFilter, PlacedFilters, Rows, SlugFilter, SortFilter
from analysis.asking.held import days_of_forces, stretches_of
from analysis.asking.orders import NAME, UPDATED
from analysis.holding import spells_of_bases
from analysis.status import spell_on
from editorial.choices import RecordKind
from editorial.clock import record_day
from handovers.choices import BaseStatus

ON_TEXT = _("The day for which to say what held, as 2020-07-25; today, if not given.")


class StatusFilter(CodeFilter):
    """Bases whose computed status on the asked day is one of these."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        if not value:
            return qs
        day = self.parent.asked["on"] or record_day()
        return qs.filter(
            slug__in=[slug for slug, found in spells_of_bases().items() if spell_on(found, day).status in value]
        )


class PresentForceFilter(SlugFilter):
    """Bases where one of these forces may have been present on the asked day."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        if not value:
            return qs
        day = self.parent.asked["on"] or record_day()
        there = stretches_of(value, days_of_forces()).items()
        return qs.filter(
            slug__in=[
                base
                for base, stretches in there
                if any((first is None or first <= day) and (end is None or day < end) for first, end in stretches)
            ]
        )


class BaseFilters(PlacedFilters):
    """The filters and the orders of bases."""

    on = DayFilter(help_text=ON_TEXT, example="2020-07-25")
    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slugs", "overlap", help_text=_("Bases of these drawdowns."))
    status = StatusFilter(BaseStatus, "status", help_text=_("The status on the day asked for, or today."))
    force = PresentForceFilter(
        "force", "slug", help_text=_("Where one of these forces may have been on the day asked for, or today.")
    )
    sort = SortFilter({"name": NAME, "updated": UPDATED}, "name", placed=True)
