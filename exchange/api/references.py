"""Reference rows: forces, actors, publishers, sources and areas, as far as a public record speaks of them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from analysis.asking.filters import Rows, SearchFilter, SortFilter, VersionFilters
from analysis.asking.known import public_references
from analysis.asking.orders import NAME, UPDATED
from analysis.asking.words import Folded
from editorial.fields import REFERENCES
from editorial.models import PublishedReference
from exchange.api.filters import ListFilters
from exchange.api.lists import ListedViewSet
from exchange.api.presenting import Row
from exchange.api.problems import not_found


class NameSearchFilter(SearchFilter):
    """Every word occurs in a name, in either language or another spelling."""

    def filter(self, qs: Rows, value: str | None) -> Rows:
        aliases = KeyTextTransform("aliases", "document")
        names = Concat("name", Value(" "), "name_ar", Value(" "), aliases, output_field=TextField())
        return super().filter(qs.annotate(search_text=Folded(names)), value) if value else qs


class ReferenceFilters(ListFilters, VersionFilters):
    """What lists of reference rows have."""

    q = NameSearchFilter(help_text=_("Words that all occur in its names; spellings and Arabic are folded."))
    sort = SortFilter({"name": NAME, "updated": UPDATED}, "name")


class ReferenceViewSet(ListedViewSet):
    """Reference rows of one kind."""

    filters = ReferenceFilters

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.fields = REFERENCES[cls.noun].fields

    def rows(self) -> QuerySet[PublishedReference]:
        return public_references(self.noun)

    def find(self, key: str) -> PublishedReference:
        row = self.rows().filter(slug=key).first()
        if row is None:
            raise not_found()
        return row

    def served(self, rows: Sequence[PublishedReference], asked: Row) -> list[Row]:
        return [row.document or {} for row in rows]


class ForceViewSet(ReferenceViewSet):
    meaning = _("Who holds or receives bases: a country's forces, a coalition, the host's forces.")
    noun = "force"


class ActorViewSet(ReferenceViewSet):
    meaning = _("Armed groups that attacks are attributed to.")
    noun = "actor"


class PublisherViewSet(ReferenceViewSet):
    meaning = _("Who publishes: agencies, state channels, ministries, militaries.")
    noun = "publisher"


class SourceViewSet(ReferenceViewSet):
    meaning = _("Documents that publishers published; a source can relay another.")
    noun = "source"
    lookup_field = "id"
    lookup_value_regex = "[a-z0-9]+"


class AreaViewSet(ReferenceViewSet):
    meaning = _("Administrative areas, for what is known only so far.")
    noun = "area"
    lookup_field = "code"
    lookup_value_regex = "[A-Z0-9-]+"
