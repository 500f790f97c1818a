"""Attacks in the columns of UCDP's Georeferenced Event Dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import floor
from typing import Any

from analysis.dates import as_day
from attacks.choices import Side
from editorial.choices import DatePrecision
from editorial.claims import claims_of
from exchange.peers.crosswalk import (
    CIVILIANS,
    DATE_PREC,
    EXTERNAL,
    GLEDITSCH_WARD,
    REGION,
    STATE,
    UNIDENTIFIED,
    WHERE_PREC,
    Frame,
    Party,
    middle,
    publishers,
)

Row = dict[str, Any]
Omitted = dict[str, int]

COLUMNS = [
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
]

UNNAMED = "XXX unknown"
CELLS_A_DEGREE = 2
DEATHS = {
    "deaths_a": (Side.COALITION, Side.HOST_FORCES),
    "deaths_b": (Side.ATTACKER,),
    "deaths_civilians": (Side.CIVILIAN, Side.CONTRACTOR),
    "deaths_unknown": (Side.UNKNOWN,),
}
"""By column, whose dead it counts."""


def of_attacks(rows: Iterable[Row], frame: Frame, omitted: Omitted) -> Iterator[Row]:
    """One row for each attack; what is not reported is blank."""
    for row in rows:
        if row["date_precision"] in DATE_PREC and middle(row):
            yield dict.fromkeys(COLUMNS, "") | _attack(row, frame)
        else:
            omitted["attacks whose day is not known to the year"] += 1


def _attack(row: Row, frame: Frame) -> Row:
    on = middle(row)
    target = frame.attacked(row, on) if on else None
    attackers = frame.attackers(row)
    name = f"XB-attack-{row['slug']}"
    return {
        "id": name,
        "relid": name,
        "year": on.year if on else "",
        "code_status": status(row),
        **sides(attackers, target, row, frame),
        **sources(row),
        **place(row, frame),
        "event_clarity": 1 if row["date_precision"] in {DatePrecision.TIME, DatePrecision.DAY} else 2,
        "date_prec": DATE_PREC[row["date_precision"]],
        "date_start": as_day(row["date_earliest"]),
        "date_end": as_day(row["date_latest"]),
        **{column: deaths(row, among) for column, among in DEATHS.items()},
        "best": row["killed_min"] if row["killed_min"] == row["killed_max"] else None,
        "high": row["killed_max"],
        "low": row["killed_min"],
    }


def status(row: Row) -> str:
    """`Clear`, or the first field on which a claim is in conflict."""
    fields = sorted(claim["field"] for _citation, claim in claims_of(row) if claim["status"] == "conflict")
    return f"Check {fields[0]}" if fields else "Clear"


def sides(attackers: Sequence[Party], target: Party | None, row: Row, frame: Frame) -> Row:
    """Side a is the government, side b the group; with a government on either side it is state-based violence."""
    group = UNNAMED if attackers[0].name.startswith(UNIDENTIFIED) else attackers[0].name
    government = target.name if target and target.kind != CIVILIANS else ""
    violence = (
        3 if target and target.kind == CIVILIANS else 1 if target or attackers[0].kind in {STATE, EXTERNAL} else 2
    )
    first, second = (government, group) if government else (group, target.name if target else "")
    return {
        "type_of_violence": violence,
        "side_a": first,
        "side_b": second,
        "dyad_name": f"{first} - {second}" if second else first,
        "gwnoa": GLEDITSCH_WARD.get(frame.country(row)[0], "") if target and target.kind == STATE else "",
    }


def sources(row: Row) -> Row:
    cited = [each["source"] for each in row["citations"]]
    return {
        "number_of_sources": row["source_count"],
        "source_article": ";".join(
            ", ".join(filter(None, (each["publisher"]["name"], each["published_on"], each["title"]))) for each in cited
        ),
        "source_office": ";".join(publishers(row)),
        "source_date": ";".join(each["published_on"] or "" for each in cited),
        "source_headline": ";".join(each["title"] for each in cited),
        "source_original": ";".join(dict.fromkeys(each["said_by"] for each in row["citations"] if each["said_by"])),
    }


def place(row: Row, frame: Frame) -> Row:
    """Where it was. An attack without a point has the governorate alone, or the country."""
    code, country = frame.country(row)
    latitude, longitude = row["latitude"], row["longitude"]
    known = latitude is not None and longitude is not None
    return {
        "where_prec": WHERE_PREC.get(row["location_basis"], 5) if known else 4 if row["governorate"] else 6,
        "where_coordinates": (row["base"] or {}).get("name") or row["place"] or "",
        "where_description": row["place"] or "",
        "adm_1": (row["governorate"] or {}).get("name", ""),
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT({longitude} {latitude})" if known else "",
        "priogrid_gid": grid_cell(latitude, longitude) if known else "",
        "country": country,
        "country_id": GLEDITSCH_WARD.get(code, ""),
        "region": REGION,
    }


def grid_cell(latitude: float, longitude: float) -> int:
    """The PRIO-GRID cell: half degrees, counted from 180° W, 90° S along the rows."""
    row, column = floor((latitude + 90) * CELLS_A_DEGREE), floor((longitude + 180) * CELLS_A_DEGREE)
    return row * 360 * CELLS_A_DEGREE + column + 1


def deaths(row: Row, among: Sequence[str]) -> int | None:
    """The dead of some sides where their number is known exactly; null where nothing is reported of them."""
    found = [each for each in row["casualties"] if each["side"] in among]
    exact = [each["killed_min"] for each in found if each["killed_min"] == each["killed_max"]]
    known = [each for each in exact if each is not None]
    return sum(known) if known and len(known) == len(found) else None
