"""Questions about places; every spatial predicate stands here."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Q, QuerySet

Rows = TypeVar("Rows", bound=QuerySet[Any])


def within_box(rows: Rows, west: float, south: float, east: float, north: float) -> Rows:
    """Versions whose point lies in the box, its edges included; a box whose west is east of its east crosses 180°."""
    rows = rows.filter(latitude__gte=south, latitude__lte=north)
    if west <= east:
        return rows.filter(longitude__gte=west, longitude__lte=east)
    return rows.filter(Q(longitude__gte=west) | Q(longitude__lte=east))
