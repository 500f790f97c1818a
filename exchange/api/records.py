"""What all records share in the API."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from analysis.asking.bases import ON_TEXT
from analysis.asking.known import public_records
from analysis.asking.parameters import Day
from analysis.serving import serve
from editorial.choices import RecordKind
from editorial.fields import REGISTRY, Field
from editorial.models import Published
from editorial.parts import CLAIM_FIELDS
from exchange.api.filters import ListFilters
from exchange.api.finding import find
from exchange.api.forms import INCLUDES
from exchange.api.lists import ListedViewSet
from exchange.api.presenting import CLAIMS, Row

CLAIMED = Field(
    CLAIMS, "objects", _("What each citation says of a field."), subfields=CLAIM_FIELDS, in_list=False, csv=False
)
ON = {"on": Day(help_text=ON_TEXT, example="2020-07-25")}


class RecordViewSet(ListedViewSet):
    """Records of one kind; each noun names its kind and its filters."""

    kind: ClassVar[RecordKind]
    filters: ClassVar[type[ListFilters]]
    includes = INCLUDES

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.noun = cls.kind
        cls.fields = (*REGISTRY[cls.kind].fields, CLAIMED)

    def rows(self) -> QuerySet[Published]:
        return public_records(self.kind)

    def find(self, key: str) -> Published:
        return find(self.kind, key)

    def served(self, rows: Sequence[Published], asked: Row) -> list[Row]:
        return serve(self.kind, rows, asked.get("on"))
