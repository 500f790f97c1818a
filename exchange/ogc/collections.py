"""The collections: what each is, its features' flat properties, and what it can be asked for with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Min, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analysis.asking import attacks, bases, handovers
from analysis.asking.bounds import BoxFilter, WindowFilter
from analysis.asking.filters import Filters, Rows, SlugFilter
from analysis.asking.known import public_records
from analysis.asking.parameters import Box, Choice, Days, Number, Parameter, Span
from analysis.serving import serve
from editorial.choices import RecordKind
from editorial.fields import Field
from exchange.api.forms import AskedForm, at_an_instant
from exchange.api.presenting import Presentation, Row
from exchange.api.tables import Column
from exchange.api.texts import list_names
from exchange.releases.tables import records

LIMIT, LARGEST = 100, 1000
JSON, HTML = "json", "html"
FLAT = {"integer", "number", "boolean"}
"""Kinds of fields whose values stay what they are; all others are texts."""

Interval = tuple[str | None, str | None]


class SolidBox(Box):
    """A box that may have heights, which are left aside."""

    def read(self, text: str) -> tuple[float, float, float, float]:
        parts = text.split(",")
        return super().read(",".join([*parts[:2], *parts[3:5]]) if len(parts) == 6 else text)


class SolidBoxFilter(BoxFilter):
    """Records whose point lies in such a box."""

    field_class = SolidBox


class AnyDays(Days):
    """An interval, also one that is open at both ends; of several, as GDAL gives each end by itself, what all have."""

    def to_python(self, value: list[str] | None) -> object:
        if not value or len(value) == 1:
            return super().to_python(value)
        spans = [span for each in value if isinstance(span := super(AnyDays, self).to_python([each]), Span)]
        first = max((span.first for span in spans if span.first), default=None)
        last = min((span.last for span in spans if span.last), default=None)
        if first and last and first > last:
            raise ValidationError(_("The interval ends before it begins."))
        return Span(first, last)

    def read(self, text: str) -> Span:
        return Span(None, None) if text in {"../..", "/", "../", "/.."} else super().read(text)


class AnyWindowFilter(WindowFilter):
    """Records whose window meets the days."""

    field_class = AnyDays


class TimelessFilter(AnyWindowFilter):
    """For features without a time of their own: the days narrow nothing."""

    def filter(self, qs: Rows, value: Span | None) -> Rows:
        return qs


class ResourceForm(AskedForm):
    """What every resource can be asked for with."""

    format = None  # type: ignore[assignment]
    f = Choice([JSON, HTML], help_text=_("The format, instead of an Accept header."))


class FeaturesForm(ResourceForm):
    """What items can be asked for with beside the filters."""

    limit = Number(1, cap=LARGEST, example=LARGEST, help_text=_("Features on a page; more than 1000 is capped."))
    cursor = Parameter(help_text=_("Where the page begins; taken from a link to the next page, never made up."))


BOX = _("A box: west, south, east, north, in degrees; CRS84.")
DAYS = _(
    "A day, an instant, or an interval `a/b`, `a/..`, `../b`: features whose window meets it. Of an instant the day "
    "that is written in it counts, local to the place."
)


class PlacedFeatures(Filters):
    """What all collections have: the box, and the properties that name what records belong to."""

    bbox = SolidBoxFilter(help_text=BOX, example="43,32,46,35")
    governorate_code = SlugFilter("area", "governorate_code", help_text=_("The governorate, ISO 3166-2."))

    class Meta:
        form = FeaturesForm


class DatedFeatures(PlacedFeatures):
    """What collections of things that happened have."""

    datetime = AnyWindowFilter("date", help_text=DAYS, example="2020-07-01/2020-07-31")
    base_slug = SlugFilter(RecordKind.BASE, "base_slug", help_text=_("The base’s slug."), example="besmaya")
    drawdown_slug = SlugFilter(RecordKind.DRAWDOWN, "drawdown_slug", help_text=_("The drawdown’s slug."))


class BaseFeatures(PlacedFeatures, bases.BaseFilters):
    """A list of bases as features. Raises Invalid."""

    datetime = TimelessFilter("date", help_text=_("Bases have no time of their own: all of them match."))


class HandoverFeatures(DatedFeatures, handovers.HandoverFilters):
    """A list of handovers as features. Raises Invalid."""


class AttackFeatures(DatedFeatures, attacks.AttackFilters):
    """A list of attacks as features; bounds are left out, since a property's name asks for its value here."""

    killed_min = wounded_min = munitions_min = None  # type: ignore[assignment]


@dataclass(frozen=True)
class Collection:
    """One collection of features."""

    id: str
    kind: str
    title: str | Promise
    meaning: str | Promise
    filters: type[Filters]
    dated: bool = True

    def rows(self) -> QuerySet[Any]:
        return public_records(self.kind)

    @property
    def columns(self) -> Sequence[tuple[Column, Field]]:
        """The properties, each with the field that it holds: the columns of the CSV."""
        return records(self.kind).columns

    def form_class(self) -> type[AskedForm]:
        form: Any = self.filters.form_class(at_an_instant())
        return form

    def queryables(self) -> dict[str, Parameter]:
        """The parameters that ask for the value of a property of the same name."""
        names = {column.name for column, _field in self.columns}
        return {
            name: each
            for name, each in self.form_class().base_fields.items()
            if name in names and isinstance(each, Parameter)
        }

    def features(self, found: Sequence[Any], origin: str, *, arabic: bool) -> list[Row]:
        """GeoJSON features, their properties flat."""
        view, columns = Presentation(list_names(self.kind), origin, arabic), [column for column, _field in self.columns]
        features = map(view.feature, serve(self.kind, found))
        return [each | {"properties": flat(each["properties"], columns)} for each in features]

    def bounds(self) -> list[float] | None:
        """The box around all points: west, south, east, north; null where there is none."""
        told = self.rows().aggregate(Min("longitude"), Min("latitude"), Max("longitude"), Max("latitude"))
        corners = list(told.values())
        return None if None in corners else corners

    def interval(self) -> Interval:
        """The first and the last day; null where there is none."""
        if not self.dated:
            return None, None
        told = self.rows().aggregate(first=Min("date_earliest"), last=Max("date_latest"))
        first, last = (each.isoformat() if each else None for each in (told["first"], told["last"]))
        return first and f"{first}T00:00:00Z", last and f"{last}T23:59:59Z"

    def schema_of(self, field: Field) -> dict[str, Any]:
        """The JSON Schema of a property."""
        unit = {"x-unit": str(field.unit)} if field.unit else {}
        return {"type": field.kind if field.kind in FLAT else "string", "title": str(field.meaning), **unit}


def flat(row: Row, columns: Sequence[Column]) -> Row:
    """A row's properties, each one value."""
    return {column.name: plain(column.read(row)) for column in columns}


def plain(value: object) -> object:
    """A property's value: lists as texts, as in the CSV."""
    if isinstance(value, list):
        return ";".join(
            str(each.get("slug") or each.get("code")) if isinstance(each, dict) else str(each) for each in value
        )
    return value


COLLECTIONS: dict[str, Collection] = {
    each.id: each
    for each in (
        Collection(
            "bases",
            RecordKind.BASE,
            _("Bases"),
            _("Named military places, with who holds each today or on the day that `on` asks for."),
            BaseFeatures,
            dated=False,
        ),
        Collection(
            "handovers",
            RecordKind.HANDOVER,
            _("Handovers"),
            _("Sites passing from forces to forces, at the place of their base."),
            HandoverFeatures,
        ),
        Collection(
            "attacks",
            RecordKind.ATTACK,
            _("Attacks"),
            _("Attacks on bases and places; without a point of its own an attack stands at its base."),
            AttackFeatures,
        ),
    )
}
