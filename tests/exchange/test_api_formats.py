"""The formats: GeoJSON, CSV, one JSON object a line, and how one is chosen."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise
from typing import Any

import pytest

from exchange.api.outlines import outline
from exchange.api.tables import cell
from tests.exchange.api import ROOT, ask, blamed, text_of, told
from tests.factories import make_area, make_attack, make_handover, publish

pytestmark = pytest.mark.django_db

ATTACK_COLUMNS = (
    "slug,url,api_url,base_slug,base_name,drawdown_slug,drawdown_name,place,place_ar,date,date_edtf,date_earliest,"
    "date_latest,date_precision,time_local,occurred_at,latitude,longitude,uncertainty_m,location_basis,"
    "governorate_code,governorate_name,location_from_base,weapons,munition,munitions_min,munitions_max,killed_min,"
    "killed_max,wounded_min,wounded_max,casualty_note,outcome,target,launch_area_text,launch_area_code,"
    "launch_area_name,summary,note,source_count,independent_source_count,unopened_source_count,disputed_fields,"
    "version,published_at,updated_at"
)


def table(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(ask(address)))))


def test_geojson_is_a_collection_with_the_lists_links_and_a_geometry_or_null() -> None:
    publish(make_attack(), make_attack("nowhere", "2020-07-01", base=None, place="somewhere"))

    answer = ask("attacks/?format=geojson&limit=1")
    body = answer.json()
    second = told(body["next"].removeprefix(f"{ROOT}/api/v1/"))
    (feature,) = body["features"]

    assert answer["Content-Type"] == "application/geo+json"
    assert (body["type"], body["count"], body["previous"]) == ("FeatureCollection", 2, None)
    assert {link["rel"]: link["href"] for link in body["links"]}["next"] == body["next"]
    assert (feature["type"], feature["id"]) == ("Feature", "2020-07-24-besmaya")
    assert feature["geometry"] == {"type": "Point", "coordinates": [44.8, 33.18]}
    assert feature["properties"] == told("attacks/?limit=1")["results"][0]
    assert second["features"][0]["geometry"] is None


def test_a_feature_keeps_its_geometry_when_its_coordinates_are_left_out() -> None:
    publish(make_attack())

    feature = told("attacks/2020-07-24-besmaya/?format=geojson&fields=slug")

    assert feature["geometry"]["coordinates"] == [44.8, 33.18]
    assert feature["properties"] == {"slug": "2020-07-24-besmaya"}


def geometries(asked: str) -> dict[str, Any]:
    answer = ask(f"attacks/?format=geojson{asked}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {each["id"]: each["geometry"] for each in json.loads(content)["features"]}


@pytest.mark.parametrize("asked", ["", "&limit=all", "&fields=slug", "&lang=ar"])
def test_what_is_known_only_to_an_area_has_its_outline_where_that_is_asked_for(asked: str) -> None:
    kirkuk = make_area("IQ-KI", "Kirkuk")
    publish(make_attack(), make_attack("in-kirkuk", base=None, place="a road", governorate=kirkuk))
    publish(make_attack("nowhere", base=None, place="a road"))

    plain, outlined = geometries(asked), geometries(f"&area=1{asked}")
    one = told("attacks/in-kirkuk/?format=geojson&area=1")["geometry"]

    assert (plain["in-kirkuk"], outlined["nowhere"]) == (None, None)
    assert outlined["2020-07-24-besmaya"] == plain["2020-07-24-besmaya"]
    assert plain["2020-07-24-besmaya"]["type"] == "Point"
    assert outlined["in-kirkuk"] == one
    ((ring, *_holes),) = one["coordinates"]
    assert ring[0] == ring[-1]
    longitudes, latitudes = zip(*ring, strict=True)
    assert 43 < min(longitudes) < 44.4 < max(longitudes) < 45
    assert 34.5 < min(latitudes) < 35.5 < max(latitudes) < 36.2


def test_every_outline_is_closed_goes_round_as_it_should_and_the_outlines_of_iraq_are_its_size() -> None:
    areas = {code: outline(code) for code in ("IQ-AN", "IQ-BG", "IQ-KI", "IQ-NI")}

    for found in areas.values():
        for outer, *holes in found["coordinates"]:
            assert outer[0] == outer[-1]
            assert signed(outer) > 0
            assert all(signed(hole) < 0 for hole in holes)
    (anbar,) = areas["IQ-AN"]["coordinates"]
    # Anbar has 138,500 km²; a square degree at 33° north some 10,380.
    assert signed(anbar[0]) * 10_380 == pytest.approx(138_500, rel=0.1)
    assert outline("IQ-XX") is None


def signed(ring: list[tuple[float, float]]) -> float:
    """Square degrees; negative where the ring goes round clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


@pytest.mark.parametrize("noun", ["attacks", "bases", "handovers"])
def test_outlines_are_for_features_alone(noun: str) -> None:
    assert [each["name"] for each in blamed(f"{noun}/?area=1")] == ["area"]
    assert [each["name"] for each in blamed(f"{noun}/?area=2&format=geojson")] == ["area"]


def test_csv_has_the_declared_columns_and_tells_null_from_zero() -> None:
    publish(make_attack(wounded_min=None, wounded_max=None, weapons=["rocket", "mortar"]))

    answer = ask("attacks/?format=csv")
    text = text_of(answer)
    (row,) = csv.DictReader(io.StringIO(text))

    assert text.split("\r\n")[0] == ATTACK_COLUMNS
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="handover-watch-attacks.csv"'
    assert (row["killed_min"], row["wounded_min"], row["weapons"]) == ("0", "", "rocket;mortar")
    assert (row["base_slug"], row["base_name"], row["governorate_code"]) == ("besmaya", "Besmaya", "IQ-BG")
    assert (row["date"], row["location_from_base"], row["latitude"]) == ("2020-07-24", "true", "33.18")
    assert row["updated_at"] == told("attacks/")["results"][0]["updated_at"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("handovers/?fields=slug,milestones", "fields"),
        ("attacks/2020-07-24-besmaya/?fields=citations", "fields"),
        ("attacks/?include=sources", "include"),
        ("timeline/?include=claims", "include"),
    ],
)
def test_csv_refuses_what_it_has_no_column_for(asked: str, name: str) -> None:
    publish(make_attack())

    assert [each["name"] for each in blamed(f"{asked}&format=csv")] == [name]


def test_csv_is_the_whole_filtered_list_in_its_order_and_its_chosen_columns() -> None:
    publish(*(make_attack(f"2020-07-{day:02}-besmaya", f"2020-07-{day:02}") for day in range(1, 8)))

    rows = table("attacks/?format=csv&limit=2&sort=date&datetime=2020-07-03/..&fields=slug,base")

    assert rows[0] == {"slug": "2020-07-03-besmaya", "base_slug": "besmaya", "base_name": "Besmaya"}
    assert len(rows) == 5


def test_a_handover_lists_its_forces_and_the_timeline_its_records() -> None:
    publish(make_handover())

    assert table("handovers/?format=csv")[0]["transferring_forces"] == "spain"
    (entry,) = table("timeline/?format=csv")
    assert (entry["record_type"], entry["record_slug"]) == ("handover", "besmaya-2020")
    assert (entry["base_slug"], entry["title"]) == ("besmaya", "Besmaya handed over")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+cmd", "'+cmd"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        (["=1", "b"], "'=1;b"),
        ("-5", "-5"),
        ("+3.5", "+3.5"),
        (-3.25, -3.25),
        (0, 0),
        (None, ""),
        (False, "false"),
        ("a=b", "a=b"),
    ],
)
def test_no_cell_is_one_that_a_spreadsheet_executes(value: object, written: object) -> None:
    assert cell(value) == written


def test_formulas_in_the_record_arrive_as_text() -> None:
    publish(
        make_attack(
            munition='=HYPERLINK("http://x.example")',
            longitude=-3.5,
            latitude=1.0,
            uncertainty_m=1000,
            location_basis="site",
        )
    )

    (row,) = table("attacks/?format=csv")

    assert (row["munition"], row["longitude"]) == ('\'=HYPERLINK("http://x.example")', "-3.5")


def test_json_lines_are_the_rows_of_the_list() -> None:
    publish(make_attack(), make_attack("2020-07-01-besmaya", "2020-07-01"))

    answer = ask("attacks/?format=ndjson")

    assert answer["Content-Type"].startswith("application/x-ndjson")
    assert [json.loads(line) for line in text_of(answer).splitlines()] == told("attacks/")["results"]


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("application/geo+json", "application/geo+json"),
        ("text/csv, application/json;q=0.5", "text/csv; charset=utf-8"),
    ],
)
def test_the_accept_header_chooses_too(accept: str, media_type: str) -> None:
    assert ask("attacks/", accept=accept)["Content-Type"] == media_type


def test_an_unknown_format_is_a_bad_request_and_an_unknown_type_is_not_acceptable() -> None:
    (error,) = blamed("attacks/?format=jsn")
    refused = ask("attacks/", accept="text/html")

    assert (error["name"], error["suggestion"]) == ("format", "json")
    assert (refused.status_code, refused["Content-Type"]) == (406, "application/problem+json")
    assert "text/csv" in refused.json()["detail"]
    assert [each["name"] for each in blamed("bases/?format=json&format=csv")] == ["format"]


@pytest.mark.parametrize("noun", ["attacks", "handovers", "timeline"])
@pytest.mark.parametrize("beside", ["", "&lang=ar&fields=summary"])
def test_the_whole_list_is_one_geojson_that_is_written_as_it_is_read(noun: str, beside: str) -> None:
    publish(make_handover(), *[make_attack(f"attack-{number}", "2020-07-24") for number in range(3)])

    answer = ask(f"{noun}/?format=geojson&limit=all{beside}")
    whole = json.loads(text_of(answer))
    page = told(f"{noun}/?format=geojson{beside}")

    assert answer["Content-Type"] == "application/geo+json"
    assert (whole["features"], whole["count"], whole["next"]) == (page["features"], page["count"], None)
    assert set(whole) == set(page)
    assert len(told(f"{noun}/?limit=all{beside}")["results"]) == len(page["features"])


def test_an_empty_whole_list_is_a_collection_too() -> None:
    assert json.loads(text_of(ask("attacks/?format=geojson&limit=all")))["features"] == []


def test_one_record_is_a_table_of_one_row_with_the_columns_of_the_list() -> None:
    publish(make_attack(), make_handover())

    for address in ("attacks/", "handovers/"):
        (row,) = table(f"{address}?format=csv")
        assert table(f"{address}{row['slug']}/?format=csv") == [row]
    assert (
        'filename="handover-watch-2020-07-24-besmaya.csv"'
        in ask("attacks/2020-07-24-besmaya/?format=csv")["Content-Disposition"]
    )
    assert table("attacks/2020-07-24-besmaya/?format=csv&fields=killed_min") == [{"killed_min": "0"}]
