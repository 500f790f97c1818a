"""Attacks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking.orders import DATE, UPDATED
from attacks.choices import Outcome, Weapon
from editorial.choices import RecordKind
from exchange.api.filters import CodeFilter, DatedFilters, NumberFilter, PlacedFilters, SlugFilter, SortFilter
from exchange.api.records import RecordViewSet


class AttackFilters(DatedFilters, PlacedFilters):
    drawdown = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slug", help_text=_("Attacks within these drawdowns."))
    base = SlugFilter(RecordKind.BASE, "base_slug", help_text=_("Attacks on these bases."), example="besmaya")
    weapon = CodeFilter(Weapon, "weapons", "overlap", help_text=_("Attacks with any of these."), example="rocket")
    outcome = CodeFilter(Outcome, "outcome", help_text=_("What became of the munitions."))
    claimed_by = SlugFilter("actor", "claimed_by", "overlap", help_text=_("Attacks that these actors claimed."))
    accused = SlugFilter(
        "actor", "accused", "overlap", help_text=_("Attacks of which these actors are accused or suspected.")
    )
    killed_min = NumberFilter(
        "killed_min", "gte", help_text=_("Killed, at least; what is not reported does not match.")
    )
    munitions_min = NumberFilter(
        "munitions_min", "gte", help_text=_("Munitions, at least; what is not reported does not match.")
    )
    sort = SortFilter({"date": DATE, "updated": UPDATED}, "-date")


class AttackViewSet(RecordViewSet):
    meaning = _("Attacks on bases and places: when, where, with what, who was hurt, and who is said to have done it.")
    kind = RecordKind.ATTACK
    filters = AttackFilters
