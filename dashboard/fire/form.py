"""The form of filters over attacks as it is served: every choice with the number of attacks that it would leave."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from analysis.asking.question import FireFilters
from analysis.tally import BOUNDS
from dashboard.fire.choices import Names, bound_in_words, choices
from dashboard.fire.writing import compact
from dashboard.marked import made_once

Row = dict[str, Any]

LABELS: dict[str, str | Promise] = {
    "drawdown": gettext_lazy("Drawdown"),
    "base": gettext_lazy("Base"),
    "governorate": gettext_lazy("Governorate"),
    "force": gettext_lazy("Force at the base"),
    "status": gettext_lazy("Base, on the day"),
    "weapon": gettext_lazy("Weapon"),
    "outcome": gettext_lazy("Outcome"),
    "killed_min": gettext_lazy("Killed"),
    "wounded_min": gettext_lazy("Wounded"),
    "munitions_min": gettext_lazy("Munitions"),
    "claimed_by": gettext_lazy("Claimed by"),
    "accused": gettext_lazy("Accused or suspected"),
    "suspected": gettext_lazy("Suspected"),
    "denied": gettext_lazy("Denied by"),
    "date_precision": gettext_lazy("How exactly the day is known"),
    "location_basis": gettext_lazy("What the place rests on"),
    "max_uncertainty_m": gettext_lazy("Place known to"),
    "verification": gettext_lazy("How far a source was checked"),
}
"""What filters are called, in the order in which they are offered."""

IN_FIELDS = {"q", "datetime", "from", "to", "page", *LABELS}
"""Parameters that the form has fields for, and the page, which another question begins anew."""


@dataclass(frozen=True)
class Choice:
    """One value of a filter, and how many attacks it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Group:
    """The choices of one filter: any of several, or at most one where they are numbers."""

    name: str
    label: str
    many: bool
    choices: list[Choice]

    @property
    def chosen(self) -> list[str]:
        """The labels of what is chosen."""
        return [each.label for each in self.choices if each.chosen]

    @property
    def matters(self) -> bool:
        """Whether there is something to choose between, or to take back."""
        return len(self.choices) > 1 or bool(self.chosen)


@dataclass(frozen=True)
class Form:
    """All filters of a question, and what is to be said again with them."""

    q: str
    first: str
    last: str
    groups: list[Group]
    hidden: list[tuple[str, str]]
    is_set: bool


def form_of(asked: FireFilters) -> Form:
    """The form of a question, filled in."""
    span = asked.asked["datetime"]
    return Form(
        q=asked.asked["q"] or "",
        first=span.first.isoformat() if span and span.first else "",
        last=span.last.isoformat() if span and span.last else "",
        groups=[group_of(name, found, asked) for name, found in counted(asked).items()],
        hidden=[(name, value) for name, values in asked.data.lists() if name not in IN_FIELDS for value in values],
        is_set=asked.is_set,
    )


def counted(asked: FireFilters) -> dict[str, list[Row]]:
    """The counts beside all choices, made once for each state of the record."""
    return json.loads(made_once(lambda: compact(choices(asked)), "choices", asked.query("sort")))


def group_of(name: str, found: Iterable[Row], asked: FireFilters) -> Group:
    """A filter's choices; one that is chosen stays although it leaves nothing."""
    value = asked.asked[name]
    chosen = [] if value is None else [str(each) for each in (value if isinstance(value, list) else [value])]
    told = {row["value"]: row for row in found}
    told |= {each: {"value": each, "label": named(name, each), "count": 0} for each in chosen if each not in told}
    choices_of = [Choice(each, row["label"], row["count"], each in chosen) for each, row in told.items()]
    return Group(name, str(LABELS[name]), name not in BOUNDS, choices_of)


def named(name: str, value: str) -> str:
    """What a choice is called that nothing has."""
    return bound_in_words(name, int(value)) if name in BOUNDS else Names().of(name).get(value, value)


def form_html(asked: FireFilters, *address: str) -> SafeString:
    """The form for the map page, made once for each address and state of the record."""

    def write() -> str:
        return render_to_string("dashboard/_filters.html", {"form": form_of(asked), "action": reverse("dashboard:map")})

    return mark_safe(made_once(write, "filters", *address))  # noqa: S308  # what the template wrote
