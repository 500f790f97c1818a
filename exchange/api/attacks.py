"""Attacks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking import attacks
from editorial.choices import RecordKind
from exchange.api.filters import ListFilters
from exchange.api.records import RecordViewSet


class AttackFilters(ListFilters, attacks.AttackFilters):
    """A list of attacks."""


class AttackViewSet(RecordViewSet):
    meaning = _("Attacks on bases and places: when, where, with what, who was hurt, and who is said to have done it.")
    kind = RecordKind.ATTACK
    filters = AttackFilters
