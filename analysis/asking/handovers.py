"""What may be asked of handovers."""

from __future__ import annotations

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.utils.translation import gettext_lazy as _

from analysis.asking.filters import (
    CodeFilter,
    DatedFilters,
    DayFilter,
    PlacedFilters,
    Rows,
    SlugFilter,
    SortFilter,
)
from analysis.asking.orders import BY_SLUG, EARLY, LATE, SLUG, UPDATED, Key, Order, by_day
from editorial.choices import RecordKind
from handovers.choices import HandoverStatus

HAS_ORDINAL = Case(When(status=HandoverStatus.COMPLETED, counted=True, then=0), output_field=IntegerField())
FIRST_OR_LAST = (Value(1), Value(-1))
ORDINAL = Order(
    (
        Key(HAS_ORDINAL, FIRST_OR_LAST),
        Key(F("drawdown_slug")),
        Key(F("date_latest"), (LATE, LATE)),
        Key(F("date_earliest"), (EARLY, EARLY)),
        SLUG,
    )
)
"""Each drawdown's sequence, as ordinals are numbered; by dates, so that a handover that comes in moves no cursor."""


class ForceFilter(SlugFilter):
    """Handovers in which one of these forces gives or receives."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        return qs.filter(Q(force_slugs__overlap=value) | Q(receiving_force_slug__in=value)) if value else qs


class HandedOverByFilter(DayFilter):
    """Handovers that were complete by the end of the day."""

    def filter(self, qs: Rows, value: object) -> Rows:
        return qs.filter(status=HandoverStatus.COMPLETED, date_latest__lte=value) if value else qs


class HandoverFilters(DatedFilters, PlacedFilters):
    """The filters and the orders of handovers."""

    on = HandedOverByFilter(help_text=_("Sites handed over by this day, as 2020-07-25."), example="2020-07-25")
    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slug", help_text=_("Handovers of these drawdowns."))
    base = SlugFilter(RecordKind.BASE, "base_slug", help_text=_("Handovers at these bases."), example="besmaya")
    status = CodeFilter(HandoverStatus, "status", help_text=_("How far they have come."))
    force = ForceFilter("force", "force_slugs", help_text=_("Forces that give or receive."), example="spain")
    sort = SortFilter(
        {
            "date": by_day("date_latest", "date_earliest", "scheduled_latest", "scheduled_earliest"),
            "ordinal": ORDINAL,
            "name": BY_SLUG,
            "updated": UPDATED,
        },
        "date",
        placed=True,
    )
