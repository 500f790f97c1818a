"""Handovers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking import handovers
from editorial.choices import RecordKind
from exchange.api.filters import ListFilters
from exchange.api.records import RecordViewSet


class HandoverFilters(ListFilters, handovers.HandoverFilters):
    """A list of handovers."""


class HandoverViewSet(RecordViewSet):
    meaning = _(
        "Sites passing from forces to forces, each with its place in the sequence, computed over all public ones."
    )
    kind = RecordKind.HANDOVER
    filters = HandoverFilters
