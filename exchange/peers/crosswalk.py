"""What days, places and parties become in the peers' codes."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from analysis.asking.known import public_records, public_references
from analysis.dates import as_day
from analysis.holding import spells_of_bases
from analysis.serving import serve
from analysis.status import Spell, spell_on
from attacks.choices import ActorKind, Target
from editorial.choices import DatePrecision, LocationBasis, RecordKind
from handovers.choices import BaseStatus, ForceKind

Row = dict[str, Any]

STATE, REBELS, MILITIA, CIVILIANS, EXTERNAL = 1, 2, 3, 7, 8
INTER = {
    STATE: "State forces",
    REBELS: "Rebel group",
    MILITIA: "Political militia",
    CIVILIANS: "Civilians",
    EXTERNAL: "External/Other forces",
}
"""ACLED's kinds of actors, as far as the record has them."""

UNIDENTIFIED = "Unidentified Armed Group"
LOOKED_UP = Path(__file__).parent / "actors.csv"
"""Actors whose kind in the record does not tell ACLED's."""

ISO_NUMERIC = {"IQ": 368, "SY": 760, "JO": 400, "KW": 414}
GLEDITSCH_WARD = {"IQ": 645, "SY": 652, "JO": 663, "KW": 690}
REGION = "Middle East"

TIME_PRECISION = {
    DatePrecision.TIME: 1,
    DatePrecision.DAY: 1,
    DatePrecision.DAYS: 2,
    DatePrecision.WEEK: 2,
    DatePrecision.MONTH: 3,
}
"""ACLED's; wider windows have none."""

DATE_PREC = {
    DatePrecision.TIME: 1,
    DatePrecision.DAY: 1,
    DatePrecision.DAYS: 2,
    DatePrecision.WEEK: 3,
    DatePrecision.MONTH: 4,
    DatePrecision.YEAR: 5,
}
"""UCDP's; an open window has none."""

GEO_PRECISION = {
    LocationBasis.GEOLOCATED: 1,
    LocationBasis.SITE: 1,
    LocationBasis.SETTLEMENT: 1,
    LocationBasis.NEAR_PLACE: 2,
}
"""ACLED's; all other points are in a larger region, 3."""

WHERE_PREC = {**GEO_PRECISION, LocationBasis.AREA: 4}
"""UCDP's; a point that rests on nothing known is 5, a fuzzy one."""


@dataclass(frozen=True)
class Party:
    """One side of an event: its name and ACLED's kind of actor."""

    name: str
    kind: int


@dataclass(frozen=True)
class Frame:
    """What the rows are read against, once for all of them."""

    drawdowns: Mapping[str, Row]
    spells: Mapping[str, list[Spell]]
    actors: Mapping[str, str]
    forces: Mapping[str, str]

    def country(self, row: Row) -> tuple[str, str]:
        """Code and name of the drawdown's country."""
        area = self._drawdown(row).get("country") or {}
        return area.get("code", ""), area.get("name", "")

    def coalition(self, row: Row) -> Party:
        return Party((self._drawdown(row).get("coalition") or {}).get("name", ""), EXTERNAL)

    def host(self, row: Row) -> Party:
        return Party((self._drawdown(row).get("host") or {}).get("name", ""), STATE)

    def force(self, force: Row) -> Party:
        return Party(force["name"], STATE if self.forces.get(force["slug"]) == ForceKind.HOST else EXTERNAL)

    def attackers(self, row: Row) -> list[Party]:
        """Who is said to have done it, who claimed it first; one that is not identified where nobody is named."""
        order = {"claimed": 0, "accused": 1, "suspected": 2}
        named = [each for each in row["attributions"] if each["stance"] in order and each["actor"]]
        named.sort(key=lambda each: (order[each["stance"]], each["actor"]["slug"]))
        found = {each["actor"]["slug"]: each["actor"]["name"] for each in named}
        unknown = Party(f"{UNIDENTIFIED} ({self.country(row)[1]})", MILITIA)
        return [Party(name, self.kind_of(slug)) for slug, name in found.items()] or [unknown]

    def attacked(self, row: Row, on: date) -> Party | None:
        """Who was aimed at: at a base, who held it on the day; null where nothing says."""
        if row["target"] == Target.COMPANY:
            return Party(f"Civilians ({self.country(row)[1]})", CIVILIANS)
        if row["target"] == Target.DIPLOMATIC:
            return Party(f"Diplomatic mission ({self.country(row)[1]})", EXTERNAL)
        if row["target"] == Target.OTHER:
            return None
        if row["target"] == Target.BASE and row["base"] and self._is_the_hosts(row["base"]["slug"], on):
            return self.host(row)
        return self.coalition(row)

    def _is_the_hosts(self, base: str, on: date) -> bool:
        """Whether a base was handed over by the day, or never was the coalition's: then it counts in no drawdown."""
        spells = self.spells.get(base)
        return not spells or spell_on(spells, on).status == BaseStatus.TRANSFERRED

    def kind_of(self, actor: str) -> int:
        """ACLED's kind of an actor. A force of a state acts from abroad, unless it is the host's."""
        if actor in looked_up():
            return looked_up()[actor]
        if self.forces.get(actor) == ForceKind.HOST:
            return STATE
        return EXTERNAL if self.actors.get(actor) == ActorKind.STATE_FORCE else MILITIA

    def _drawdown(self, row: Row) -> Row:
        return self.drawdowns.get((row["drawdown"] or {}).get("slug", ""), {})


@cache
def looked_up() -> dict[str, int]:
    """ACLED's kind of actor, by slug, where a person decided."""
    with LOOKED_UP.open(encoding="utf-8", newline="") as file:
        return {row["slug"]: int(row["inter"]) for row in csv.DictReader(file)}


def frame() -> Frame:
    """As of the record's clock."""
    drawdowns = serve(RecordKind.DRAWDOWN, public_records(RecordKind.DRAWDOWN))
    return Frame({each["slug"]: each for each in drawdowns}, spells_of_bases(), kinds("actor"), kinds("force"))


def kinds(of: str) -> dict[str, str]:
    """The kind of each public reference row, by slug."""
    return {each.slug: (each.document or {}).get("kind", "") for each in public_references(of)}


def middle(row: Row, prefix: str = "date") -> date | None:
    """The day in the middle of a window, the earlier of two; null where a bound is open."""
    first, last = as_day(row[f"{prefix}_earliest"]), as_day(row[f"{prefix}_latest"])
    return first + (last - first) / 2 if first and last else None


def interaction(first: int, second: int | None) -> str:
    """ACLED's words for who met whom, the lower code first."""
    if second is None:
        return f"{INTER[first]} only"
    least, most = sorted((first, second))
    return f"{INTER[least]}-{INTER[most]}"


def publishers(row: Row) -> list[str]:
    """Who published the sources, each once."""
    return list(dict.fromkeys(each["source"]["publisher"]["name"] for each in row["citations"]))
