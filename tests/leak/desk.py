"""Every address of the editors' desk: which there are, and for which rows each can be asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib import admin
from django.db.models import Model
from django.urls import URLPattern, reverse

from tests.leak.tokens import Garden
from tests.leak.world import World

FIXED: dict[str, tuple[str, ...]] = {
    "index": ("",),
    "login": ("",),
    "logout": ("",),
    "password_change": ("",),
    "password_change_done": ("",),
    "jsi18n": ("",),
    "app_list": (),
    "view_on_site": (),
    "autocomplete": (),
    "understand": ("",),
    "record_event": ("",),
    "similar_events": ("", "term=cnr000"),
}
"""Pages of the desk that are no row's, and what they are asked with; those that need more are asked further down."""

OF_A_MODEL: dict[str, tuple[str, ...]] = {
    "changelist": ("", "q=cnr000", "o=1", "p=0"),
    "add": ("",),
    "cut": ("",),
}
"""Pages of a model that are no row's."""


@dataclass(frozen=True)
class Page:
    """A page of one row: its address, that of a row that never was, and the states whose tokens the row has."""

    address: str
    absent: str
    states: frozenset[str]


def own_name(name: str) -> str:
    """The last part of a pattern's name: `change` of `attacks_attack_change`."""
    return name.split("_", 2)[-1]


def fixed_names() -> set[str]:
    """The names of the desk's patterns that belong to no model."""
    patterns = [each for each in admin.site.get_urls() if isinstance(each, URLPattern)]
    return {each.name for each in patterns if each.name}


def names_of(model: type[Model], *, of_a_row: bool) -> list[str]:
    """The names of a model's patterns, of a row's pages or of the others."""
    patterns = admin.site.get_model_admin(model).get_urls()
    return [each.name for each in patterns if each.name and ("<" in str(each.pattern)) == of_a_row]


def lists() -> Iterator[str]:
    """Every page that is no row's, with its queries."""
    for name in fixed_names():
        yield from (_asked(reverse(f"admin:{name}"), query) for query in FIXED.get(name, ()))
    yield from (reverse("admin:app_list", args=[app]) for app in ("editorial", "handovers", "attacks", "exchange"))
    for model in admin.site._registry:
        for name in names_of(model, of_a_row=False):
            yield from (_asked(reverse(f"admin:{name}"), query) for query in OF_A_MODEL.get(own_name(name), ("",)))
    yield from choices()


def choices() -> Iterator[str]:
    """What a search for related rows is asked: each field of each model that has one."""
    for model, desk in admin.site._registry.items():
        forms = [(model, desk), *((each.model, each) for each in [*desk.inlines, *getattr(desk, "own_inlines", [])])]
        for of, form in forms:
            for field in form.autocomplete_fields:
                given = f"app_label={of._meta.app_label}&model_name={of._meta.model_name}&field_name={field}"
                yield f"/admin/autocomplete/?{given}&term="
                yield f"/admin/autocomplete/?{given}&term=cnr000"


def _asked(path: str, query: str) -> str:
    return f"{path}?{query}" if query else path


def pages(world: World, most_of_a_state: int) -> Iterator[Page]:
    """The pages of rows, of each state so many rows of a model."""
    for model in admin.site._registry:
        taken: dict[frozenset[str], int] = {}
        for row in model._default_manager.order_by("pk"):
            states = frozenset(states_of(world.garden, row))
            taken[states] = taken.get(states, 0) + 1
            if taken[states] <= most_of_a_state:
                yield from pages_of(row, states)


def pages_of(row: Model, states: frozenset[str]) -> Iterator[Page]:
    for name in names_of(type(row), of_a_row=True):
        yield Page(reverse(f"admin:{name}", args=[row.pk]), reverse(f"admin:{name}", args=[999_999]), states)


def states_of(garden: Garden, row: Model) -> set[str]:
    """The states whose tokens a row's own columns hold."""
    return {planted.state for _token, planted in garden.found_in(repr(vars(row)).encode())}
