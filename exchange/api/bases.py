"""Bases."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from analysis.asking import bases
from editorial.choices import RecordKind
from exchange.api.filters import ListFilters
from exchange.api.records import ON, RecordViewSet


class BaseFilters(ListFilters, bases.BaseFilters):
    """A list of bases."""


class BaseViewSet(RecordViewSet):
    meaning = _("Named military places, with who holds each on a day, its handovers and the attacks on it.")
    kind = RecordKind.BASE
    filters = BaseFilters
    beside = ON
