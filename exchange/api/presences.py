"""Presences."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from analysis.asking.filters import DayFilter, RecordFilters, Rows, SlugFilter, SortFilter
from analysis.asking.orders import BY_SLUG, UPDATED, by_day
from editorial.choices import RecordKind
from exchange.api.filters import ListFilters
from exchange.api.records import RecordViewSet


class PresentOnFilter(DayFilter):
    """Presences that may have held on the day: begun by then, and not known to have ended before."""

    def filter(self, qs: Rows, value: object) -> Rows:
        if value is None:
            return qs
        begun = Q(start_earliest__lte=value) | Q(start_earliest__isnull=True)
        return qs.filter(begun, Q(end_latest__gte=value) | Q(end_latest__isnull=True))


class PresenceFilters(ListFilters, RecordFilters):
    on = PresentOnFilter(help_text=_("Forces that may have been present on this day."), example="2020-07-25")
    base = SlugFilter(RecordKind.BASE, "base_slug", help_text=_("Presences at these bases."), example="besmaya")
    force = SlugFilter("force", "force_slug", help_text=_("Presences of these forces."), example="spain")
    sort = SortFilter(
        {"date": by_day("start_latest", "start_earliest"), "name": BY_SLUG, "updated": UPDATED},
        "name",
    )


class PresenceViewSet(RecordViewSet):
    meaning = _("Forces at bases: in what role, from when, until when, and how that is known.")
    kind = RecordKind.PRESENCE
    filters = PresenceFilters
