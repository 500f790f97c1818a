"""How many attacks each choice of a filter would leave, all other filters as they are."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import Choices
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from analysis.asking.question import FireFilters
from analysis.tally import BOUNDS, NAMED, Counts, Held, Rows, Tally, by_actor, by_holding, tally, tally_of
from analysis.titles import local
from attacks.choices import Outcome, Weapon
from dashboard.words import distance_in_words
from editorial.choices import DatePrecision, LocationBasis, Verification
from editorial.models import PublishedReference
from handovers.choices import BaseStatus
from handovers.models import PublishedDrawdown, PublishedMilitaryBase

Row = dict[str, Any]
Labels = dict[str, str]

GROUPS = (
    "drawdown",
    "base",
    "governorate",
    "force",
    "status",
    "weapon",
    "outcome",
    "killed_min",
    "wounded_min",
    "munitions_min",
    "claimed_by",
    "accused",
    "suspected",
    "denied",
    "date_precision",
    "location_basis",
    "max_uncertainty_m",
    "verification",
)
"""The filters that have choices, in the order in which they are offered."""

VOCABULARIES: dict[str, type[Choices]] = {
    "status": BaseStatus,
    "weapon": Weapon,
    "outcome": Outcome,
    "date_precision": DatePrecision,
    "location_basis": LocationBasis,
    "verification": Verification,
}
REFERENCES = {"governorate": "area", "force": "force", **dict.fromkeys(NAMED, "actor")}
"""The kind of reference rows that a filter names."""

NAME_AR = KeyTextTransform("name_ar", "document")
HELD = ("status", "force")


def choices(asked: FireFilters) -> dict[str, list[Row]]:
    """By filter, its choices that some attack has: of a vocabulary or numbers in their order, others the most first."""
    counting, names = Counting(asked), Names()
    return {group: told(group, counting.of(group), names.of(group)) for group in GROUPS}


def told(group: str, counts: Counts, labels: Labels) -> list[Row]:
    """The choices of one filter, with labels and counts."""
    order: Iterable[str] = labels
    if group not in VOCABULARIES and group not in BOUNDS:
        order = sorted(counts, key=lambda value: (-counts[value], labels.get(value, value)))
    return [{"value": each, "label": labels.get(each, each), "count": counts[each]} for each in order if counts[each]]


class Counting:
    """Counts of one question. A set of attacks that several groups share is counted once."""

    def __init__(self, asked: FireFilters) -> None:
        self.asked = asked
        self.tallies: dict[str, Tally] = {}
        self.named: dict[str, dict[str, Counts]] = {}
        self.held: dict[str, dict[str, Counts]] = {}

    def of(self, group: str) -> Counts:
        """By value, how many attacks match it and all filters but the group's own."""
        left_out = group if self.asked.asked[group] else ""
        if group in NAMED:
            if left_out not in self.named:
                self.named[left_out] = by_actor(self.rows(left_out))
            return self.named[left_out][group]
        if left_out not in self.tallies:
            rows = self.rows(left_out)
            self.tallies[left_out] = tally_of(rows, group) if left_out else tally(rows)
        if group not in HELD:
            return self.tallies[left_out].counts[group]
        if left_out not in self.held:
            only = {each: self.asked.asked[each] for each in HELD if each != left_out and self.asked.asked[each]}
            wide = self.tallies[left_out].wide
            self.held[left_out] = by_holding(
                self.rows(*HELD), wide, self.stretches, only, narrowed=self.asked.narrows_beside(*HELD)
            )
        return self.held[left_out][group]

    def rows(self, *left_out: str) -> Rows:
        return self.asked.without(*left_out).order_by()

    @cached_property
    def stretches(self) -> list[Held]:
        """When each status and each force held at each base."""
        told = {"status": self.asked.statuses, "force": self.asked.forces}
        return [(group, value, base, stretch) for group, each in told.items() for value, base, stretch in each]


class Names:
    """What records and reference rows are called, in the reader's language."""

    def of(self, group: str) -> Labels:
        """The labels of a filter's values."""
        if group in VOCABULARIES:
            return {str(code): str(label) for code, label in VOCABULARIES[group].choices}
        if group in REFERENCES:
            return self.references.get(REFERENCES[group], {})
        if group in BOUNDS:
            return {str(bound): bound_in_words(group, bound) for bound in BOUNDS[group][2]}
        return self.bases if group == "base" else self.drawdowns

    @cached_property
    def bases(self) -> Labels:
        return labels(
            PublishedMilitaryBase.objects.at().values_list("slug", "name", KeyTextTransform("name_ar", "document"))
        )

    @cached_property
    def drawdowns(self) -> Labels:
        return labels(
            PublishedDrawdown.objects.at().values_list("slug", "name", KeyTextTransform("name_ar", "document"))
        )

    @cached_property
    def references(self) -> dict[str, Labels]:
        rows = PublishedReference.objects.at().filter(kind__in=set(REFERENCES.values()))
        found: dict[str, list[tuple[str, str, str]]] = {}
        for kind, *names in rows.values_list("kind", "slug", "name", "name_ar"):
            found.setdefault(kind, []).append((names[0], names[1], names[2]))
        return {kind: labels(each) for kind, each in found.items()}


def bound_in_words(group: str, bound: int) -> str:
    """A number as the choice that it is: at least so many, or within such a distance."""
    if group == "max_uncertainty_m":
        return _("at most %(distance)s") % {"distance": distance_in_words(bound)}
    return _("at least %(count)s") % {"count": bound}


def labels(rows: Iterable[tuple[str, str | None, str | None]]) -> Labels:
    return {slug: local({"name": name, "name_ar": arabic}) or slug for slug, name, arabic in rows}
