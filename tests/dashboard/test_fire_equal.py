"""Properties: whatever is asked, the map, the API's list and the files have the same rows, and a choice its count."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.dashboard.varied import publish_varied
from tests.exchange.api import text_of, told

pytestmark = pytest.mark.django_db

Asked = dict[str, list[str]]

CHOICES = {
    "drawdown": ["drawdown-0", "drawdown-1"],
    "base": ["besmaya", "taji", "harir"],
    "governorate": ["IQ-BG", "IQ-AR"],
    "force": ["spain", "denmark", "iraqi-security-forces"],
    "status": ["coalition", "transferred", "unknown"],
    "weapon": ["rocket", "mortar", "one_way_drone"],
    "outcome": ["impact_inside", "impact_outside", "intercepted"],
    "claimed_by": ["actor-0"],
    "accused": ["actor-0", "actor-1"],
    "suspected": ["actor-0"],
    "denied": ["actor-1"],
    "date_precision": ["day", "month", "open"],
    "location_basis": ["near_place", "settlement"],
    "verification": ["opened", "excerpt", "archived", "none"],
}
ONES = {
    "killed_min": ["0", "1", "5"],
    "wounded_min": ["0", "5"],
    "munitions_min": ["1", "5"],
    "max_uncertainty_m": ["900", "15000"],
    "datetime": ["2020-07-24", "2020-07-01/..", "../2020-03-15"],
    "count": ["latest", "possible", "certain"],
    "bbox": ["44,33,45,34", "43,35,44,37"],
    "q": ["besmaya", "التاجي", "qayyarah", "taji rocket"],
    "updated_since": ["2020-01-01", "2999-01-01T00:00:00Z"],
}

questions = st.fixed_dictionaries(
    {},
    optional={
        **{
            name: st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True)
            for name, values in CHOICES.items()
        },
        **{name: st.sampled_from(values).map(lambda value: [value]) for name, values in ONES.items()},
    },
).filter(lambda asked: len(asked) <= 3)
quick = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def record() -> None:
    publish_varied()


def query(asked: Asked) -> str:
    return urlencode(asked, doseq=True)


def day_of(number: int | None) -> str | None:
    return None if number is None else (date(1970, 1, 1) + timedelta(days=number)).isoformat()


def row_of(columns: dict[str, list[Any]], words: dict[str, Any], index: int) -> dict[str, Any]:
    """One attack as its columns tell it, in the API's names."""
    each = {name: values[index] for name, values in columns.items()}
    counts = {name: each[name] or [None, None] for name in ("munitions", "killed", "wounded")}
    launch = words["launches"][each["launch"]] if each["launch"] >= 0 else None
    bounds = {f"{name}_{end}": pair[place] for name, pair in counts.items() for place, end in enumerate(("min", "max"))}
    return {
        "slug": each["slug"],
        "date_earliest": day_of(each["first"]),
        "date_latest": day_of(each["last"]),
        "latitude": each["lat"],
        "longitude": each["lon"],
        "uncertainty_m": each["radius"],
        "location_basis": words["basis"][each["basis"]]["code"] if each["basis"] >= 0 else None,
        "weapons": sorted(word["code"] for bit, word in enumerate(words["weapons"]) if each["weapons"] >> bit & 1),
        "outcome": words["outcomes"][each["outcome"]]["code"],
        "base": words["bases"][each["base"]]["slug"] if each["base"] >= 0 else None,
        "place": words["places"][each["place"]] if each["place"] >= 0 else None,
        "launch": launch["text"] if launch else None,
        "source_count": each["sources"],
        **bounds,
    }


def row_of_api(row: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    """The same attack as the API tells it."""
    nested = {
        "weapons": sorted(row["weapons"]),
        "base": row["base"] and row["base"]["slug"],
        "launch": row["launch_area"] and row["launch_area"]["text"],
    }
    return {name: nested[name] if name in nested else row[name] for name in like}


@quick
@given(asked=questions)
def test_the_map_the_list_and_the_files_have_the_same_rows(
    client: Client, record: None, asked: dict[str, list[str]]
) -> None:
    answer = client.get(f"/map/attacks.json?{query(asked)}").json()
    columns, words = answer["columns"], answer["words"]
    seen = {columns["slug"][index]: row_of(columns, words, index) for index in range(answer["count"])}
    listed = told(f"attacks/?{query(asked)}")["results"]
    table = text_of(client.get(f"/map/attacks.csv?{query(asked)}"))
    file = text_of(client.get(f"/api/v1/attacks/?{query(asked)}&format=csv"))

    assert {slug: row_of_api(row, seen[slug]) for row in listed if (slug := row["slug"]) in seen} == seen
    assert [row["slug"] for row in csv.DictReader(io.StringIO(file))] == [row["slug"] for row in listed]
    assert table == "\ufeff" + file
    assert len(listed) == answer["count"] == len(seen)


@quick
@given(asked=questions)
def test_a_count_beside_a_choice_is_what_the_choice_leaves(
    client: Client, record: None, asked: dict[str, list[str]]
) -> None:
    counted = client.get(f"/map/choices.json?{query(asked)}").json()

    for group, choices in counted.items():
        offered = {row["value"]: row["count"] for row in choices}
        for value in {*offered, *CHOICES.get(group, ())}:
            others = {name: values for name, values in asked.items() if name != group}
            left = told(f"attacks/?{query(others | {group: [value]})}&fields=slug")["count"]
            assert (group, value, offered.get(value, 0)) == (group, value, left)


def test_a_bundle_holds_the_rows_twice_and_says_where_they_are_from(client: Client, record: None) -> None:
    answer = client.get("/map/bundle.zip?weapon=mortar&on=2020-07-25&mode=cumulative")
    archive = ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    listed = [row["slug"] for row in told("attacks/?weapon=mortar")["results"]]
    features = json.loads(archive.read("attacks.geojson"))["features"]
    table = [*csv.DictReader(io.StringIO(archive.read("attacks.csv").decode("utf-8-sig")))]
    readme = archive.read("README.md").decode()
    described = {row["column"] for row in csv.DictReader(io.StringIO(archive.read("data_dictionary.csv").decode()))}

    assert sorted(archive.namelist()) == [
        "LICENSE.txt", "README.md", "attacks.csv", "attacks.geojson", "data_dictionary.csv",
    ]  # fmt: skip
    assert [row["slug"] for row in table] == [each["properties"]["slug"] for each in features] == listed
    assert set(table[0]) == described
    assert "http://testserver/?weapon=mortar&on=2020-07-25&mode=cumulative" in readme
    assert "http://testserver/api/v1/attacks/?weapon=mortar`" in readme
    assert f"the {len(listed)} attacks" in readme
    assert "CC BY 4.0" in readme
