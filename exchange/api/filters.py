"""Filters that several nouns share; each noun declares its own set of them once, which the schema reads too."""

from __future__ import annotations

from typing import Any, Unpack, cast

from django.db.models import Choices, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet
from rest_framework.request import Request

from analysis.asking import known
from analysis.asking.orders import Order
from analysis.asking.parameters import Box, Choice, Codes, Day, Days, Number, Parameter, Settings, Span, Words
from analysis.asking.words import folded_words
from analysis.places import within_box
from editorial.choices import DatePrecision, LocationBasis
from exchange.api.forms import AskedForm, PagedForm
from handovers.models import PublishedMilitaryBase

Rows = QuerySet[Any]


class CodeFilter(Filter):
    """Any of the codes of a vocabulary; of a column that holds several, any of them (`overlap`)."""

    field_class = Codes

    def __init__(
        self, choices: type[Choices], field_name: str, lookup_expr: str = "in", **settings: Unpack[Settings]
    ) -> None:
        super().__init__(field_name, lookup_expr, choices=choices, **settings)


class SlugFilter(Filter):
    """Any of the records or reference rows of a kind; one that is not public is unknown."""

    field_class = known.Slugs

    def __init__(self, kind: str, field_name: str, lookup_expr: str = "in", **settings: Unpack[Settings]) -> None:
        super().__init__(field_name, lookup_expr, kind=kind, **settings)


class NumberFilter(Filter):
    """A bound: at least with `gte`, at most with `lte`. What is not reported matches neither."""

    field_class = Number


class BoxFilter(Filter):
    """Records whose point lies in a box."""

    field_class = Box

    def filter(self, qs: Rows, value: tuple[float, float, float, float] | None) -> Rows:
        return within_box(qs, *value) if value else qs


class WindowFilter(Filter):
    """Records whose window of days and the asked one intersect; an open bound reaches on for ever."""

    field_class = Days

    def filter(self, qs: Rows, value: Span | None) -> Rows:
        if value is None:
            return qs
        latest, earliest = f"{self.field_name}_latest", f"{self.field_name}_earliest"
        qs = qs.exclude(**{f"{latest}__isnull": True, f"{earliest}__isnull": True})
        if value.first:
            qs = qs.filter(Q(**{f"{latest}__gte": value.first}) | Q(**{f"{latest}__isnull": True}))
        if value.last:
            qs = qs.filter(Q(**{f"{earliest}__lte": value.last}) | Q(**{f"{earliest}__isnull": True}))
        return qs


class SearchFilter(Filter):
    """Every word occurs in the record's searched text, or in its base's where it has one, spellings folded."""

    field_class = Words

    def filter(self, qs: Rows, value: str | None) -> Rows:
        if value is None:
            return qs
        words = folded_words(value)
        for word in words:
            qs = qs.filter(self._of(qs, word))
        return qs if words else qs.none()

    def _of(self, qs: Rows, word: str) -> Q:
        own = Q(search_text__contains=word)
        if not any(field.name == "base_slug" for field in qs.model._meta.fields):
            return own
        bases = PublishedMilitaryBase.objects.at().filter(slug=OuterRef("base_slug"), search_text__contains=word)
        return own | Q(Exists(bases))


class DayFilter(Filter):
    """The day on which to say what held; narrows nothing unless a noun says so."""

    field_class = Day

    def filter(self, qs: Rows, value: object) -> Rows:
        return qs


class SortFilter(Filter):
    """The order of a list: one of a noun's orders, ascending or, with a hyphen, descending."""

    field_class = Choice

    def __init__(self, orders: dict[str, Order], default: str) -> None:
        names = [sign + name for name in orders for sign in ("", "-")]
        text = _("The order; descending with a hyphen before it.")
        super().__init__("sort", choices=names, help_text=text, example=default)
        self.orders, self.default = orders, default

    def filter(self, qs: Rows, value: object) -> Rows:
        return qs

    def chosen(self, value: str | None) -> Order:
        name = value or self.default
        order = self.orders[name.lstrip("-")]
        return order.reversed() if name.startswith("-") else order


class ListFilters(FilterSet):
    """The parameters of one list, and the rows that they choose."""

    class Meta:
        form = PagedForm

    def __init__(self, request: Request, rows: Rows, further: dict[str, Parameter]) -> None:
        super().__init__(request.query_params, queryset=rows, request=request)
        self.further = further
        self.asked = cast(AskedForm, self.form).validated()

    @classmethod
    def form_class(cls, further: dict[str, Parameter]) -> type[PagedForm]:
        """The form that reads the parameters, those beside the filters too; the schema is written from its fields."""
        fields = {name: each.field for name, each in cls.base_filters.items()}
        return type(f"{cls.__name__}Form", (PagedForm,), fields | further)

    def get_form_class(self) -> type[PagedForm]:
        return self.form_class(self.further)

    def filter_queryset(self, queryset: Rows) -> Rows:
        for name, each in self.filters.items():
            queryset = each.filter(queryset, self.asked[name])
        return queryset

    @property
    def order(self) -> Order:
        return self.filters["sort"].chosen(self.asked["sort"])


class RecordFilters(ListFilters):
    """What every list of records has."""

    q = SearchFilter(
        help_text=_("Words that all occur in names, places or text; spellings and Arabic are folded."),
        example="besmaya",
    )


class DatedFilters(RecordFilters):
    """What lists of dated records have."""

    datetime = WindowFilter(
        "date",
        help_text=_("A day, or days as `a/b`, `a/..`, `../b`: records whose window meets it."),
        example="2020-07-01/2020-07-31",
    )
    date_precision = CodeFilter(DatePrecision, "date_precision", help_text=_("How exactly the date is known."))


class PlacedFilters(RecordFilters):
    """What lists of records with a place have."""

    bbox = BoxFilter(help_text=_("A box: west, south, east, north, in degrees."), example="43,32,46,35")
    governorate = SlugFilter("area", "governorate_code", help_text=_("Governorates, ISO 3166-2."), example="IQ-BG")
    location_basis = CodeFilter(LocationBasis, "location_basis", help_text=_("What the point rests on."))
    max_uncertainty_m = NumberFilter("uncertainty_m", "lte", help_text=_("Points at most so uncertain, in metres."))
