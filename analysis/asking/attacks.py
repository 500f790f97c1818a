"""What may be asked of attacks: by the API's lists, and by the pages that show the same rows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from analysis.asking.filters import (
    CodeFilter,
    DatedFilters,
    MemberFilter,
    NumberFilter,
    PlacedFilters,
    Rows,
    SlugFilter,
    SortFilter,
)
from analysis.asking.held import days_of_forces, days_of_status, during
from analysis.asking.known import Slugs
from analysis.asking.orders import DATE, UPDATED
from attacks.choices import Outcome, Stance, Weapon
from editorial.choices import RecordKind
from handovers.choices import BaseStatus


class WhileStatusFilter(CodeFilter):
    """Attacks on bases that, on its days, had one of these statuses."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        return during(qs, days_of_status(value)) if value else qs


class WhileForceFilter(SlugFilter):
    """Attacks on bases where, on its days, one of these forces may have been present."""

    def filter(self, qs: Rows, value: list[str] | None) -> Rows:
        return during(qs, days_of_forces(value)) if value else qs


class StanceFilter(MemberFilter):
    """Attacks of which somebody says this of one of these actors."""

    def __init__(self, stance: Stance, **settings: Any) -> None:
        super().__init__("attributions", Slugs, kind="actor", **settings)
        self.stance = stance.value

    def member(self, value: str) -> dict[str, Any]:
        return {"stance": self.stance, "actor": {"slug": value}}


class AttackFilters(DatedFilters, PlacedFilters):
    """The filters and the orders of attacks."""

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
    suspected = StanceFilter(Stance.SUSPECTED, help_text=_("Attacks of which these actors are suspected."))
    denied = StanceFilter(Stance.DENIED, help_text=_("Attacks that these actors, or others for them, denied."))
    killed_min = NumberFilter(
        "killed_min", "gte", help_text=_("Killed, at least; what is not reported does not match.")
    )
    wounded_min = NumberFilter(
        "wounded_min", "gte", help_text=_("Wounded, at least; what is not reported does not match.")
    )
    munitions_min = NumberFilter(
        "munitions_min", "gte", help_text=_("Munitions, at least; what is not reported does not match.")
    )
    sort = SortFilter({"date": DATE, "updated": UPDATED}, "-date", placed=True)
