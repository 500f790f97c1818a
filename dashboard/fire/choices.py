"""How many attacks each choice of a filter would leave, all other filters as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Choices, Count, F, Func, QuerySet, TextField
from django.db.models.fields.json import KeyTextTransform

from analysis.asking.held import days_of_forces, days_of_status, during
from analysis.titles import local
from attacks.choices import Outcome, Weapon
from dashboard.fire.question import FireFilters
from editorial.choices import DatePrecision, LocationBasis, RecordKind, Verification
from editorial.models import PublishedReference
from editorial.publishing import published_model
from handovers.choices import BaseStatus

Row = dict[str, Any]
Counts = dict[str, int]
Rows = QuerySet[Any]

AT_LEAST = {"killed_min": (1, 5, 20), "wounded_min": (1, 5, 20), "munitions_min": (1, 5, 10, 20)}
AT_MOST = {"max_uncertainty_m": (100, 1000, 5000, 20000)}


def choices(asked: FireFilters) -> dict[str, list[Row]]:
    """By filter, its choices that some attack has, most first; numbers in their order."""
    return {name: told(name, count(rows_without(asked, name))) for name, count in GROUPS.items()}


def rows_without(asked: FireFilters, name: str) -> Rows:
    """The attacks that all filters but one leave."""
    rows = asked.queryset
    for other, each in asked.filters.items():
        if other != name:
            rows = each.filter(rows, asked.asked[other])
    return rows.order_by()


def of_column(column: str) -> Callable[[Rows], Counts]:
    def count(rows: Rows) -> Counts:
        found = rows.values_list(column).annotate(count=Count("pk")).order_by()
        return {value: number for value, number in found if value is not None}

    return count


def of_array(column: str) -> Callable[[Rows], Counts]:
    def count(rows: Rows) -> Counts:
        parts = rows.annotate(part=Func(F(column), function="unnest", output_field=TextField()))
        return dict(parts.values_list("part").annotate(count=Count("pk", distinct=True)).order_by())

    return count


def of_members(path: str) -> Callable[[Rows], Counts]:
    def count(rows: Rows) -> Counts:
        part = Func(
            F("document"), template=f"jsonb_path_query(%(expressions)s, '{path}') #>> '{{}}'", output_field=TextField()
        )
        parts = rows.annotate(part=part)
        return dict(parts.values_list("part").annotate(count=Count("pk", distinct=True)).order_by())

    return count


def at_least(name: str) -> Callable[[Rows], Counts]:
    return lambda rows: {str(bound): rows.filter(**{f"{name}__gte": bound}).count() for bound in AT_LEAST[name]}


def at_most(name: str, column: str) -> Callable[[Rows], Counts]:
    return lambda rows: {str(bound): rows.filter(**{f"{column}__lte": bound}).count() for bound in AT_MOST[name]}


def of_statuses(rows: Rows) -> Counts:
    return {status: during(rows, days_of_status([status])).count() for status in BaseStatus.values}


def of_forces(rows: Rows) -> Counts:
    forces = PublishedReference.objects.at().filter(kind="force").values_list("slug", flat=True)
    return {force: during(rows, days_of_forces([force])).count() for force in forces}


def stance(code: str) -> str:
    return f'$.attributions[*] ? (@.stance == "{code}").actor.slug'


GROUPS: dict[str, Callable[[Rows], Counts]] = {
    "drawdown": of_column("drawdown_slug"),
    "base": of_column("base_slug"),
    "governorate": of_column("governorate_code"),
    "force": of_forces,
    "status": of_statuses,
    "weapon": of_array("weapons"),
    "outcome": of_column("outcome"),
    "killed_min": at_least("killed_min"),
    "wounded_min": at_least("wounded_min"),
    "munitions_min": at_least("munitions_min"),
    "claimed_by": of_array("claimed_by"),
    "accused": of_array("accused"),
    "suspected": of_members(stance("suspected")),
    "denied": of_members(stance("denied")),
    "date_precision": of_column("date_precision"),
    "location_basis": of_column("location_basis"),
    "max_uncertainty_m": at_most("max_uncertainty_m", "uncertainty_m"),
    "verification": of_members("$.citations[*].verification"),
}
"""How the attacks of each choice are counted."""

LABELS: dict[str, type[Choices]] = {
    "status": BaseStatus,
    "weapon": Weapon,
    "outcome": Outcome,
    "date_precision": DatePrecision,
    "location_basis": LocationBasis,
    "verification": Verification,
}
RECORDS = {"drawdown": RecordKind.DRAWDOWN, "base": RecordKind.BASE}
REFERENCES = {
    "governorate": "area",
    "force": "force",
    "claimed_by": "actor",
    "accused": "actor",
    "suspected": "actor",
    "denied": "actor",
}


def told(name: str, counts: Counts) -> list[Row]:
    """Choices with their labels and counts; those of a vocabulary in its order, others the most first."""
    found = {value: count for value, count in counts.items() if count}
    labels = labels_of(name, list(found))
    order: Iterable[str] = (value for value in labels if value in found)
    if name not in LABELS and name not in AT_LEAST and name not in AT_MOST:
        order = sorted(found, key=lambda value: (-found[value], labels[value]))
    return [{"value": value, "label": labels[value], "count": found[value]} for value in order]


def labels_of(name: str, values: list[str]) -> dict[str, str]:
    """What the values of a filter are called."""
    if name in LABELS:
        return {str(code): str(label) for code, label in LABELS[name].choices}
    if name in RECORDS:
        rows = published_model(RECORDS[name])._default_manager.at().filter(slug__in=values)  # type: ignore[attr-defined]
        named = rows.values_list("slug", "name", KeyTextTransform("name_ar", "document"))
    elif name in REFERENCES:
        rows = PublishedReference.objects.at().filter(kind=REFERENCES[name], slug__in=values)
        named = rows.values_list("slug", "name", "name_ar")
    else:
        return {value: value for value in values}
    return {slug: local({"name": text, "name_ar": arabic}) or slug for slug, text, arabic in named}
