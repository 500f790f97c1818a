"""Attacks as columns: what the map's script draws, filters by the clock and lists, as few bytes as possible."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.utils.translation import gettext as _

from analysis.asking.orders import Order
from analysis.setbased import over
from analysis.titles import local, munitions_in_words
from attacks.choices import Outcome, Weapon
from dashboard.finding import page_of
from editorial.choices import LocationBasis, RecordKind
from editorial.models import PublishedReference
from handovers.models import PublishedMilitaryBase

Row = dict[str, Any]

MOST = 10_000
"""Attacks that are sent one by one; more are summed up."""

PLAIN = (
    "slug",
    "date_earliest",
    "date_latest",
    "latitude",
    "longitude",
    "uncertainty_m",
    "location_basis",
    "weapons",
    "munitions_min",
    "munitions_max",
    "killed_min",
    "killed_max",
    "wounded_min",
    "wounded_max",
    "outcome",
    "base_slug",
    "launch_area_code",
    "launch_text",
    "place",
    "place_ar",
    "source_count",
)

NAMED = "named"
"""Stands for a slug in the address of an attack's page."""

EPOCH = "DATE '1970-01-01'"


def counted(name: str) -> str:
    """The two bounds of a count, or null where nothing is reported."""
    return f"'[' || {name}_min || ',' || coalesce({name}_max::text, 'null') || ']'"


def degrees(name: str) -> str:
    """Degrees to five places, which is a metre."""
    return f"round({name} * 100000) / 100000"


WRITTEN = {
    "slug": "'\"' || slug || '\"'",
    "first": f"date_earliest - {EPOCH}",
    "last": f"date_latest - {EPOCH}",
    "lat": degrees("latitude"),
    "lon": degrees("longitude"),
    "radius": "uncertainty_m",
    "munitions": counted("munitions"),
    "killed": counted("killed"),
    "wounded": counted("wounded"),
    "sources": "source_count",
}
"""Columns that the database writes out as JSON, each from the JSON of one attack; slugs hold nothing to escape."""

AS_VALUES = (
    "location_basis",
    "outcome",
    "base_slug",
    "place",
    "place_ar",
    "launch_area_code",
    "launch_text",
    "array_to_string(weapons, ' ')",
    "munitions_min",
    "munitions_max",
)
"""What becomes indexes into words."""

JOINED = ", ".join(f"string_agg(coalesce(({each})::text, 'null'), ',')" for each in WRITTEN.values())

COLUMNS = f"""
SELECT {JOINED}, {", ".join(f"array_agg({each})" for each in AS_VALUES)}
  FROM (SELECT * FROM {{rows}} q ORDER BY {{order}}) told
"""

BY_DAY = 'coalesce(date_latest, date_earliest), slug COLLATE "C"'


class Dictionary:
    """Values that repeat, each named by its place among those that occur."""

    def __init__(self) -> None:
        self.values: dict[Any, int] = {}

    def places(self, values: Iterable[Any]) -> list[int]:
        """The place of each value; -1 for none."""
        known = self.values
        return [-1 if each is None else known.setdefault(each, len(known)) for each in values]


def columns(rows: QuerySet[Any]) -> tuple[str, Row]:
    """The columns as JSON, in order of days, and the words that their indexes point to."""
    return told(rows.order_by().values_list(*PLAIN), BY_DAY)


def first_columns(rows: QuerySet[Any], order: Order, most: int) -> tuple[str, Row]:
    """The columns of so many rows, in that order."""
    downward = " DESC" if order.descending else ""
    first = order.sorted(rows).values_list(*PLAIN, *order.names)[:most]
    return told(first, ", ".join(f"{name}{downward}" for name in order.names))


def told(rows: QuerySet[Any, Any], order: str) -> tuple[str, Row]:
    found = over(rows, COLUMNS.replace("{order}", order))[0]
    plain = {name: f"[{each or ''}]" for name, each in zip(WRITTEN, found, strict=False)}
    basis, outcome, base, place, place_ar, area, text, weapons, least, most = (
        each or [] for each in found[len(WRITTEN) :]
    )
    bases, launches, places, titles = Dictionary(), Dictionary(), Dictionary(), Dictionary()
    indexes = {
        "basis": coded(basis, LocationBasis.values),
        "outcome": coded(outcome, Outcome.values),
        "weapons": bitmasks(weapons),
        "base": bases.places(base),
        "place": places.places((text, arabic) if text else None for text, arabic in zip(place, place_ar, strict=True)),
        "launch": launches.places(
            None if code is None and text is None else (code, text) for code, text in zip(area, text, strict=True)
        ),
        "title": titles.places(zip(weapons, least, most, strict=True)),
    }
    written = [f'"{name}":{json.dumps(each, separators=(",", ":"))}' for name, each in indexes.items()]
    return "{" + ",".join([f'"{name}":{each}' for name, each in plain.items()] + written) + "}", {
        "bases": base_words(list(bases.values)),
        "places": [local({"place": text, "place_ar": arabic}, "place") for text, arabic in places.values],
        "launches": launch_words(list(launches.values)),
        "titles": [what(*each) for each in titles.values],
        **vocabularies(),
    }


def coded(codes: Iterable[str | None], known: Sequence[str]) -> list[int]:
    """The place of each code in its vocabulary; -1 for none."""
    place = {code: index for index, code in enumerate(known)}
    return [-1 if code is None else place[code] for code in codes]


def bitmasks(weapons: Iterable[str]) -> list[int]:
    """The weapons of each attack as bits, the vocabulary's first the lowest."""
    bit = {code: 1 << index for index, code in enumerate(Weapon.values)}
    known = {text: sum(bit[code] for code in set(text.split())) for text in set(weapons)}
    return [known[text] for text in weapons]


def what(weapons: str, least: int | None, most: int | None) -> str:
    """What fell: the first part of an attack's title."""
    return munitions_in_words({"weapons": weapons.split(), "munitions_min": least, "munitions_max": most})


def base_words(slugs: list[str]) -> list[Row]:
    """The bases that attacks point to, in that order."""
    rows = PublishedMilitaryBase.objects.at().filter(slug__in=slugs)
    named = rows.values_list("slug", "name", KeyTextTransform("name_ar", "document"))
    names = {slug: local({"name": name, "name_ar": arabic}) for slug, name, arabic in named}
    return [{"slug": slug, "name": names.get(slug, slug), "url": page_of(RecordKind.BASE, slug)} for slug in slugs]


def launch_words(launches: list[tuple[str | None, str | None]]) -> list[Row]:
    """Where attacks were launched from, in words: the record's own, else the name of the area."""
    codes = {code for code, text in launches if code}
    rows = PublishedReference.objects.at().filter(kind="area", slug__in=codes).values_list("slug", "name", "name_ar")
    names = {code: local({"name": name, "name_ar": arabic}) for code, name, arabic in rows}
    return [{"code": code, "text": text or names.get(code or "", "")} for code, text in launches]


def vocabularies() -> Row:
    """The codes that indexes and bits stand for, with their labels."""
    return {
        "basis": labelled(LocationBasis),
        "outcomes": labelled(Outcome),
        "weapons": [*labelled(Weapon), {"code": "several", "label": _("several weapons")}],
        "title": _("%(what)s: %(where)s"),
        "nowhere": _("place not reported"),
        "url": page_of(RecordKind.ATTACK, NAMED).replace(NAMED, "%(slug)s"),
    }


def labelled(vocabulary: Any) -> list[Row]:
    return [{"code": str(code), "label": str(label)} for code, label in vocabulary.choices]
