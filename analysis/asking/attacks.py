"""What may be asked of attacks: by the API's lists, and by the pages that show the same rows."""

from __future__ import annotations

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from analysis.asking.bounds import CountFilter
from analysis.asking.filters import (
    CodeFilter,
    DatedFilters,
    NumberFilter,
    PlacedFilters,
    Rows,
    SlugFilter,
    SortFilter,
)
from analysis.asking.held import Told, days_of_forces, days_of_statuses, during, stretches_of
from analysis.asking.orders import DATE, UPDATED, by_count
from attacks.choices import Outcome, Weapon
from editorial.choices import RecordKind, Verification
from handovers.choices import BaseStatus


class WhileStatusFilter(CodeFilter):
    """Attacks on bases that, on its days, had one of these statuses."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        return during(qs, stretches_of(value, self.parent.statuses)) if value else qs


class WhileForceFilter(SlugFilter):
    """Attacks on bases where, on its days, one of these forces may have been present."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        return during(qs, stretches_of(value, self.parent.forces)) if value else qs


class AttackFilters(DatedFilters, PlacedFilters):
    """The filters and the orders of attacks."""

    @cached_property
    def statuses(self) -> list[Told]:
        """Each status of each base, and when."""
        return list(days_of_statuses())

    @cached_property
    def forces(self) -> list[Told]:
        """Each force at each base, and when it may have been there."""
        return list(days_of_forces())

    count = CountFilter(
        help_text=_(
            "How `datetime` counts attacks of uncertain day: wherever `possible` (so without it), "
            "on the `latest` day, or only where `certain`."
        ),
        example="latest",
    )
    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slug", help_text=_("Attacks within these drawdowns."))
    base = SlugFilter(RecordKind.BASE, "base_slug", help_text=_("Attacks on these bases."), example="besmaya")
    force = WhileForceFilter(
        "force", "base_slug", help_text=_("Attacks on bases where one of these forces may have been on that day.")
    )
    status = WhileStatusFilter(
        BaseStatus, "base_slug", help_text=_("Attacks on bases that had one of these statuses on that day.")
    )
    weapon = CodeFilter(Weapon, "weapons", "overlap", help_text=_("Attacks with any of these."), example="rocket")
    outcome = CodeFilter(Outcome, "outcome", help_text=_("What became of the munitions."))
    claimed_by = SlugFilter("actor", "claimed_by", "overlap", help_text=_("Attacks that these actors claimed."))
    accused = SlugFilter(
        "actor", "accused", "overlap", help_text=_("Attacks of which these actors are accused or suspected.")
    )
    suspected = SlugFilter("actor", "suspected", "overlap", help_text=_("Attacks of which these actors are suspected."))
    denied = SlugFilter(
        "actor", "denied", "overlap", help_text=_("Attacks that these actors, or others for them, denied.")
    )
    verification = CodeFilter(
        Verification,
        "verifications",
        "overlap",
        help_text=_("Attacks with a citation that the editors checked so far."),
        example="opened",
    )
    killed_min = NumberFilter(
        "killed_min", "gte", help_text=_("Killed, at least; what is not reported does not match.")
    )
    wounded_min = NumberFilter(
        "wounded_min", "gte", help_text=_("Wounded, at least; what is not reported does not match.")
    )
    munitions_min = NumberFilter(
        "munitions_min", "gte", help_text=_("Munitions, at least; what is not reported does not match.")
    )
    sort = SortFilter(
        {"date": DATE, "updated": UPDATED} | {name: by_count(name) for name in ("killed", "wounded", "munitions")},
        "-date",
        placed=True,
    )
