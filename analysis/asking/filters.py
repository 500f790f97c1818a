"""Filters that several nouns share; each noun declares its own set of them once, which the schema reads too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, Unpack, cast

from django.db.models import Choices, DateTimeField, Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from analysis.asking import known
from analysis.asking.bounds import BoxFilter, NearFilter, RadiusFilter, WindowFilter, holds_many
from analysis.asking.forms import AskingForm, form_of
from analysis.asking.orders import Order, by_distance
from analysis.asking.parameters import Codes, Day, Moment, Number, Parameter, Settings, Sort, Span, Words
from analysis.asking.plans import Part
from analysis.asking.words import folded_words
from analysis.places import within_box, within_degrees
from editorial.choices import DatePrecision, LocationBasis, Verification
from handovers.models import PublishedMilitaryBase

Rows = QuerySet[Any]


class Steady(Filter):
    """A filter by whose value alone it is decided which words it adds to a statement; see `plans`."""

    def part(self, value: Any) -> Part | None:
        """What it adds to statements that are kept; None where they cannot be."""
        # A class that narrows otherwise has to say by itself whether it looks at anything but its value.
        if type(self).filter is not Filter.filter:
            return None
        return Part(tuple(value) if isinstance(value, list) else value, lambda rows, _slots: self.filter(rows, value))


def nothing_of(rows: Rows) -> Rows:
    """No row, by a condition that SQL can be made of, unlike `none()`."""
    return rows.filter(pk__lt=0)


class CodeFilter(Steady):
    """Any of the codes of a vocabulary; of a column that holds several, any of them (`overlap`)."""

    field_class = Codes

    def __init__(
        self, choices: type[Choices], field_name: str, lookup_expr: str = "in", **settings: Unpack[Settings]
    ) -> None:
        super().__init__(field_name, lookup_expr, choices=choices, **settings)


class SlugFilter(Steady):
    """Any of the records or reference rows of a kind; one that is not public is unknown."""

    field_class = known.Slugs

    def __init__(self, kind: str, field_name: str, lookup_expr: str = "in", **settings: Unpack[Settings]) -> None:
        super().__init__(field_name, lookup_expr, kind=kind, **settings)


class NumberFilter(Steady):
    """A bound: at least with `gte`, at most with `lte`. What is not reported matches neither."""

    field_class = Number


class SinceFilter(Filter):
    """Rows whose version became public at an instant or later."""

    field_class = Moment

    def part(self, value: datetime) -> Part | None:
        kinds = (DateTimeField(),)
        return Part(None, lambda rows, slots: rows.filter(**{f"{self.field_name}__gte": slots[0]}), (value,), kinds)


class SearchFilter(Filter):
    """Every word occurs in the record's searched text, or in its base's where it has one, spellings folded."""

    field_class = Words

    def filter(self, qs: Rows, value: str | None) -> Rows:
        if value is None:
            return qs
        words = folded_words(value)
        for word in words:
            qs = qs.filter(self._of(qs, word))
        return qs if words else nothing_of(qs)

    def _of(self, qs: Rows, word: str) -> Q:
        own = Q(search_text__contains=word)
        if not any(field.name == "base_slug" for field in qs.model._meta.fields):
            return own
        bases = PublishedMilitaryBase.objects.at().filter(search_text__contains=word)
        found = list(bases.values_list("slug", flat=True))  # asked first, so that indexes answer both halves
        return own | Q(base_slug__in=found) if found else own


class VerificationFilter(CodeFilter):
    """Rows whose document has a citation that was checked so far."""

    def filter(self, qs: Rows, value: Iterable[str] | None) -> Rows:
        if not value:
            return qs
        found = Q()
        for each in value:
            found |= Q(document__citations__contains=[{"verification": each}])
        return qs.filter(found)


class DayFilter(Filter):
    """The day on which to say what held; narrows nothing unless a noun says so."""

    field_class = Day

    def filter(self, qs: Rows, value: object) -> Rows:
        return qs


class SortFilter(Filter):
    """The order of a list: one of a noun's orders, ascending or, with a hyphen, descending.

    Where a noun has a place, `distance` orders by that from `near`.
    """

    field_class = Sort

    def __init__(self, orders: dict[str, Order], default: str, *, placed: bool = False) -> None:
        names = [sign + name for name in (*orders, *(["distance"] if placed else [])) for sign in ("", "-")]
        text = _("The order; descending with a hyphen before it.")
        super().__init__("sort", choices=names, help_text=text, example=default)
        self.orders, self.default = orders, default

    def filter(self, qs: Rows, value: object) -> Rows:
        return qs

    def part(self, value: str) -> Part | None:
        return None if value.lstrip("-") == "distance" else Part(value, lambda rows, _slots: rows)

    def chosen(self, asked: dict[str, Any]) -> Order:
        """The order that is asked for."""
        name = asked["sort"] or self.default
        bare = name.lstrip("-")
        order = by_distance(*asked["near"]) if bare == "distance" else self.orders[bare]
        return order.reversed() if name.startswith("-") else order


def _of_parent(each: Filter, parent: Filters, model: type[Model]) -> Filter:
    """A filter as one question uses it, all else shared with the others: `copy` takes four times as long."""
    own = object.__new__(type(each))
    own.__dict__.update(each.__dict__, model=model, parent=parent)
    return own


class Filters(FilterSet):
    """The parameters of one question about rows of a noun, and the rows that they choose.

    `asked` holds them by name, null where not given. Raises NotUnderstoodError, or what the form raises instead.
    """

    queryset: Rows

    class Meta:
        form = AskingForm

    def __init__(self, given: QueryDict, rows: Rows, further: dict[str, Parameter] | None = None) -> None:
        # The library copies every filter deeply for each request; here nothing changes them.
        self.is_bound, self.data, self.queryset, self.request, self.form_prefix = True, given, rows, None, None
        self.filters = {name: _of_parent(each, self, rows.model) for name, each in self.base_filters.items()}
        self.further = further or {}
        self.asked = cast(AskingForm, self.form).validated()

    @classmethod
    def form_class(cls, further: dict[str, Parameter]) -> type[AskingForm]:
        """The form that reads the parameters, those beside the filters too; the schema is written from its fields."""
        fields = {name: each.field for name, each in cls.base_filters.items()}
        return form_of(cls._meta.form, tuple((fields | further).items()))

    def get_form_class(self) -> type[AskingForm]:
        return self.form_class(self.further)

    def filter_queryset(self, queryset: Rows) -> Rows:
        return self.without(queryset=queryset)

    def without(self, *left_out: str, queryset: Rows | None = None) -> Rows:
        """The rows that all filters but these leave."""
        rows = self.queryset if queryset is None else queryset
        for name, each in self.filters.items():
            if name not in left_out:
                rows = each.filter(rows, self.asked[name])
        return rows

    def parts(self) -> dict[str, Part] | None:
        """What each given parameter adds to statements that are kept; None where one looks at more than its value."""
        found = {}
        for name, each in self.filters.items():
            if self.asked[name] is not None:
                part = each.part(self.asked[name]) if hasattr(each, "part") else None
                if part is None:
                    return None
                found[name] = part
        return found

    @property
    def order(self) -> Order:
        return self.filters["sort"].chosen(self.asked)

    def sorted_lots(self, backward: bool = False) -> Sequence[Rows]:
        """The rows that are chosen, in their order or the opposite one; in lots where that spares reading."""
        unsplit, window = self.to_be_split
        rows = self.order.sorted(unsplit, backward)
        return self.filters["datetime"].split(rows, window) if window else [rows]

    @cached_property
    def to_be_split(self) -> tuple[Rows, Span | None]:
        """The rows before a window splits them into lots, and that window: made once, for some filters ask first."""
        box, window = self.asked.get("bbox"), self.asked.get("datetime") if self.order.is_by_day else None
        if not self.holds_many or not (box or window):
            return self.qs, None
        rows = self.without("bbox", *(["datetime"] if window else []))
        return within_degrees(rows, *box) if box else rows, window

    @cached_property
    def holds_many(self) -> bool:
        """Whether a page is soonest found in its order: always, unless a box, which has an index, holds few rows."""
        box = self.asked.get("bbox")
        return not box or holds_many(self.queryset, box)


class VersionFilters(Filters):
    """What every list of versions has."""

    updated_since = SinceFilter(
        "published_from",
        "gte",
        help_text=_("Those whose version became public at this instant or later, as RFC 3339 has it."),
        example="2026-01-01T00:00:00Z",
    )


class RecordFilters(VersionFilters):
    """What every list of records has."""

    q = SearchFilter(
        help_text=_("Words that all occur in names, places or text; spellings and Arabic are folded."),
        example="besmaya",
    )
    verification = VerificationFilter(
        Verification,
        "citations",
        help_text=_("Records with a citation that the editors checked so far."),
        example="opened",
    )


class DatedFilters(RecordFilters):
    """What lists of dated records have."""

    datetime = WindowFilter(
        "date",
        help_text=_(
            "A day, or days as `a/b`, `a/..`, `../b`: records whose window meets it. Of an instant the day that is "
            "written in it counts, local to the place."
        ),
        example="2020-07-01/2020-07-31",
    )
    date_precision = CodeFilter(DatePrecision, "date_precision", help_text=_("How exactly the date is known."))


class PlacedFilters(RecordFilters):
    """What lists of records with a place have."""

    boxed = staticmethod(within_box)
    """How a box narrows the rows."""

    bbox = BoxFilter(help_text=_("A box: west, south, east, north, in degrees."), example="43,32,46,35")
    near = NearFilter(help_text=_("A point: longitude, latitude, in degrees; see `radius_km`."), example="44.4,33.3")
    radius_km = RadiusFilter(
        needs="near", help_text=_("Only points at most so many kilometres from `near`."), example="40"
    )
    governorate = SlugFilter("area", "governorate_code", help_text=_("Governorates, ISO 3166-2."), example="IQ-BG")
    location_basis = CodeFilter(LocationBasis, "location_basis", help_text=_("What the point rests on."))
    max_uncertainty_m = NumberFilter("uncertainty_m", "lte", help_text=_("Points at most so uncertain, in metres."))
