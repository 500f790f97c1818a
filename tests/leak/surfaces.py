"""Every address of the public plane: which surface of the leak matrix it is, and which addresses stand for it.

A pattern of the URLconf that has no entry here fails the sweep: say what it shows, and what to ask it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dashboard.manual import TASKS
from editorial import receipts
from tests.leak.world import World


@dataclass(frozen=True)
class Surface:
    """What an address is in the matrix, and how it is asked: with each key of a noun, and with each of the queries.

    In a query `{word}` is a word of a hidden text, and `{attack}`, `{base}` … are slugs of every state.
    """

    rows: str
    noun: str = ""
    argument: str = "slug"
    queries: tuple[str, ...] = ("",)


LIST = (
    "",
    "limit=2",
    "sort=-updated",
    "q={word}",
    "format=csv",
    "format=geojson",
    "format=ndjson",
    "format=geojson&limit=all",
    "include=claims",
)
PAGE = ("", "page=2", "q={word}", "base={base}", "drawdown={drawdown}")

COLLECTIONS = {"bases": "base", "handovers": "handover", "attacks": "attack"}
FOLLOWED = ("", "lang=ar", "q={word}", "base={base}", "drawdown={drawdown}", "as_of=2100-01-01")
COUNTED = ("", "q={word}", "base={base}", "drawdown={drawdown}", "format=csv")

SURFACES: dict[str, Surface] = {
    "dashboard:map": Surface("S02 S06 S14", queries=("", "on=2020-07-25", "base={base}", "q={word}")),
    "dashboard:map-embed": Surface("S01"),
    "dashboard:map-record": Surface("S04 S07"),
    "dashboard:map-attacks": Surface("S04 S05", queries=("", "q={word}", "base={base}", "view=hexagons")),
    "dashboard:map-choices": Surface("S09", queries=("", "q={word}", "base={base}")),
    "dashboard:map-attack": Surface("S06", queries=("", "slug={attack}", "attack={attack}")),
    "dashboard:base-list": Surface("S03", queries=("", "sort=attacks", "sort=name")),
    "dashboard:base-detail": Surface("S01 S14 S17", "base"),
    "dashboard:base-correct": Surface("S01", "base"),
    "dashboard:handover-list": Surface("S03"),
    "dashboard:handover-detail": Surface("S01 S14 S17", "handover"),
    "dashboard:handover-correct": Surface("S01", "handover"),
    "dashboard:attack-list": Surface("S03", queries=(*PAGE, "weapon=rocket")),
    "dashboard:attack-detail": Surface("S01 S14 S17", "attack"),
    "dashboard:attack-correct": Surface("S01", "attack"),
    "dashboard:timeline": Surface("S03 S07", queries=(*PAGE, "order=newest", "kind=context_event")),
    "dashboard:source-list": Surface("S03", queries=(*PAGE, "kind=news_agency")),
    "dashboard:source-detail": Surface("S01", "source", "public_id"),
    "dashboard:corrections": Surface("S18", queries=("", *(f"page={number}" for number in range(2, 8)))),
    "dashboard:request": Surface("S01 S20", queries=("", "reference={receipt}")),
    "dashboard:data": Surface("S02 S30"),
    "dashboard:about": Surface("S02"),
    "dashboard:manual": Surface("S02"),
    **{f"dashboard:manual-{task.slug}": Surface("S02") for task in TASKS},
    "dashboard:search": Surface("S08 S09", queries=("q={word}", "q=besmaya", "q={base}")),
    "dashboard:robots": Surface("S13"),
    "dashboard:sitemap": Surface("S12"),
    "dashboard:sitemap-file": Surface("S12"),
    "exchange:index": Surface("S21 S26"),
    "exchange:changes": Surface("S22 S32", queries=("", "limit=1000")),
    "exchange:timeline": Surface("S21 S24 S28", queries=("", "limit=1000", "base={base}", "format=csv")),
    "exchange:base-timeline": Surface("S21", "base"),
    "exchange:density": Surface("S05 S21 S24", queries=COUNTED),
    "exchange:attack-stats": Surface("S07 S21 S24", queries=(*COUNTED, "group_by=base", "group_by=month,weapon")),
    "exchange:feed-handovers": Surface("S10", queries=FOLLOWED),
    "exchange:feed-attacks": Surface("S10", queries=FOLLOWED),
    "exchange:feed-corrections": Surface("S10 S18", queries=("", "lang=ar", "as_of=2100-01-01")),
    "exchange:calendar-handovers": Surface("S11", queries=FOLLOWED),
    "exchange:acled": Surface("S29", queries=(*COUNTED, "format=zip", "format=txt")),
    "exchange:ucdp": Surface("S29", queries=(*COUNTED, "format=zip", "format=txt")),
    **{f"exchange:{name}": Surface("S26", queries=("", "f=html")) for name in ("ogc", "ogc-api", "ogc-conformance")},
    "exchange:ogc-collections": Surface("S24", queries=("", "f=html")),
    **{f"exchange:ogc-{name}": Surface("S24 S26") for name in ("collection", "queryables", "schema")},
    "exchange:ogc-items": Surface("S21 S24", queries=("", "f=html", "limit=2", "bbox=40,30,50,40", "q={word}")),
    "exchange:ogc-item": Surface("S22 S23", queries=("", "f=html")),
    "exchange:codebook": Surface("S26"),
    "exchange:schema": Surface("S26"),
    "exchange:manual": Surface("S26"),
    "exchange:releases-list": Surface("S30"),
    "exchange:releases-detail": Surface("S30", "release", "id"),
    "exchange:release-bundle": Surface("S30", "release", "id"),
    "exchange:taken-table": Surface("S29", queries=("", "q={word}", "base={base}")),
    "exchange:taken-bundle": Surface("S29", queries=("", "q={word}", "base={base}")),
    "api/": Surface("S20"),
    "ogc/": Surface("S20"),
}
NOUNS = {
    "drawdowns": ("drawdown", "slug"),
    "bases": ("base", "slug"),
    "handovers": ("handover", "slug"),
    "attacks": ("attack", "slug"),
    "context-events": ("context-event", "slug"),
    "presences": ("presence", "slug"),
    "series-attributions": ("series-attribution", "slug"),
    "forces": ("force", "slug"),
    "actors": ("actor", "slug"),
    "publishers": ("publisher", "slug"),
    "sources": ("source", "id"),
    "areas": ("area", "code"),
}
for noun, (kind, argument) in NOUNS.items():
    SURFACES[f"exchange:{noun}-list"] = Surface("S21 S24 S25 S29", queries=LIST)
    SURFACES[f"exchange:{noun}-detail"] = Surface("S22 S23 S25", kind, argument, queries=("", "format=csv"))

OF_A_COLLECTION = {f"exchange:ogc-{name}" for name in ("collection", "queryables", "schema", "items")}


def patterns() -> set[str]:
    """The names of all patterns of the public plane; of one without a name, its route."""
    found = _walk(get_resolver().url_patterns, "", "")
    return {name if not name.endswith(":") else route for route, name in found if not route.startswith("admin/")}


def _walk(patterns: list[Any], route: str, space: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        path = route + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path, f"{space}{each.namespace}:" if each.namespace else space)
        elif isinstance(each, URLPattern):
            yield path, space + (each.name or "")


def addresses(world: World, surfaces: Mapping[str, Surface] = SURFACES) -> list[str]:
    """What to ask of every surface, pages in both languages."""
    found = [each for name, surface in surfaces.items() for each in addresses_of(name, surface, world)]
    return [*dict.fromkeys(found), "/nowhere/", "/api/v1/nowhere/", "/sitemap-base-1.xml", "/sitemap-source-1.xml"]


def addresses_of(name: str, surface: Surface, world: World) -> Iterator[str]:
    for path in paths_of(name, surface, world):
        for query in surface.queries:
            yield from (f"{path}?{each}" if each else path for each in written(query, world))
        if name.startswith("dashboard:") and not path.endswith((".json", ".xml", ".txt")):
            yield f"/ar{path}"


def paths_of(name: str, surface: Surface, world: World) -> Iterator[str]:
    if name == "dashboard:sitemap-file":
        kinds = ("pages", "base", "handover", "attack", "source")
        yield from (reverse(name, args=[kind, part]) for kind in kinds for part in (1, 2))
    elif name == "exchange:ogc-item":
        of_each = ((each, key) for each, noun in COLLECTIONS.items() for key in [*world.keys[noun], absent(noun)])
        yield from (reverse(name, kwargs={"id": each, "slug": key}) for each, key in of_each)
    elif name in OF_A_COLLECTION:
        yield from (reverse(name, kwargs={"id": each}) for each in COLLECTIONS)
    elif surface.noun:
        keys = [*world.keys[surface.noun], absent(surface.noun)]
        yield from (reverse(name, kwargs={surface.argument: key}) for key in keys)
    else:
        yield f"/{name}" if name.endswith("/") else reverse(name)


def absent(noun: str) -> str:
    """A key that no row ever had."""
    return "IQ-000" if noun == "area" else "cnr999999z"


def written(query: str, world: World) -> Iterator[str]:
    """A query with what it has room for."""
    name, _equals, value = query.partition("=")
    noun = value.strip("{}")
    if value == "{word}":
        yield urlencode({name: "cnr000"})
    elif value == "{receipt}":
        yield from (urlencode({name: receipts.written(each)}) for each in world.receipts)
    elif value.startswith("{"):
        yield from (urlencode({name: key}) for key in [*world.keys[noun], absent(noun)])
    else:
        yield query
