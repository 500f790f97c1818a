"""Counts of attacks: per hexagon, per month, weapon and the like."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import h3
import pytest

from editorial.choices import DatePrecision
from tests.exchange.api import ask, blamed, told
from tests.factories import make_attack, make_base, publish, within

pytestmark = pytest.mark.django_db


def publish_five() -> None:
    """Two with one rocket each, one with two weapons and open counts, one of a wide window, one in no place."""
    taji = make_base("taji", latitude=33.52, longitude=44.26)
    months = within("2020-07-20", "2020-08-10", DatePrecision.MONTH)
    no_point = dict.fromkeys(("latitude", "longitude", "uncertainty_m"))
    publish(
        make_attack("one", "2020-07-24", killed_min=0, killed_max=0),
        make_attack("two", "2020-07-25", killed_min=2, killed_max=3),
        make_attack("three", "2020-08-01", base=taji, weapons=["rocket", "mortar"], killed_min=1, killed_max=None),
        make_attack("four", None, base=taji, killed_min=None, killed_max=None, **months),
        make_attack("five", "2021-01-01", base=make_base("nowhere", location_basis="", **no_point)),
    )


def counts(address: str, *keys: str) -> dict[Any, int]:
    return {tuple(row[key] for key in keys): row["attacks"] for row in told(address)["results"]}


def test_the_density_counts_each_attack_with_a_point_once_at_every_resolution() -> None:
    publish_five()

    for resolution in range(1, 8):
        found = told(f"density/?resolution={resolution}")
        assert (found["resolution"], found["attacks"], found["without_point"]) == (resolution, 5, 1)
        assert sum(cell["attacks"] for cell in found["results"]) == 4
        assert {h3.get_resolution(cell["cell"]) for cell in found["results"]} == {resolution}
    assert len(told("density/?resolution=7")["results"]) == 2


def test_the_density_is_of_what_the_filters_choose_and_says_where_cells_are() -> None:
    publish_five()

    found = told("density/?base=taji&format=geojson")
    (cell,) = found["features"]
    (ring,) = cell["geometry"]["coordinates"]

    assert (cell["properties"]["attacks"], cell["id"]) == (2, h3.latlng_to_cell(33.52, 44.26, 5))
    assert ring[0] == ring[-1]
    assert min(x for x, _y in ring) < 44.26 < max(x for x, _y in ring)
    assert min(y for _x, y in ring) < 33.52 < max(y for _x, y in ring)
    assert ask("density/?base=taji&format=csv").getvalue().decode().splitlines()[0] == "cell,attacks,latitude,longitude"


@pytest.mark.parametrize("address", ["density/?resolution=8", "density/?resolution=0", "density/?resolutoin=5"])
def test_a_resolution_that_is_not_there_is_refused(address: str) -> None:
    assert blamed(address)[0]["name"].startswith("resolut")


def test_sums_tell_null_from_none_and_an_upper_bound_only_where_every_attack_has_one() -> None:
    publish_five()

    rows = {row["month"]: row for row in told("stats/attacks/?group_by=month")["results"]}
    july, august, unknown = rows["2020-07"], rows["2020-08"], rows[None]

    assert (july["killed_reported"], july["killed_min"], july["killed_max"]) == (2, 2, 3)
    assert (august["killed_reported"], august["killed_min"], august["killed_max"]) == (1, 1, None)
    assert (unknown["killed_reported"], unknown["killed_min"], unknown["killed_max"]) == (0, None, None)


def test_sums_are_grouped_by_each_key_and_by_two() -> None:
    publish_five()

    assert counts("stats/attacks/", *()) == {(): 5}
    assert counts("stats/attacks/?group_by=year", "year") == {("2020",): 4, ("2021",): 1}
    assert counts("stats/attacks/?group_by=month", "month") == {
        ("2020-07",): 2,
        ("2020-08",): 1,
        ("2021-01",): 1,
        (None,): 1,
    }
    assert counts("stats/attacks/?group_by=weapon", "weapon") == {("mortar",): 1, ("rocket",): 5}
    assert counts("stats/attacks/?group_by=governorate,outcome", "governorate", "outcome") == {("IQ-BG", "unknown"): 5}
    assert counts("stats/attacks/?group_by=base&group_by=year&killed_min=1", "base", "year") == {
        ("besmaya", "2020"): 1,
        ("taji", "2020"): 1,
    }


def test_a_group_counts_as_many_as_the_list_that_is_filtered_by_it() -> None:
    publish_five()

    for weapon in ("rocket", "mortar"):
        (row,) = [each for each in told("stats/attacks/?group_by=weapon")["results"] if each["weapon"] == weapon]
        assert row["attacks"] == told(f"attacks/?weapon={weapon}")["count"]


def test_sums_are_a_table_too_and_as_of_an_instant() -> None:
    publish_five()

    text = ask("stats/attacks/?group_by=base&format=csv").getvalue().decode()
    rows = {row["base"]: row for row in csv.DictReader(io.StringIO(text))}

    assert list(rows["taji"])[:3] == ["base", "attacks", "munitions_reported"]
    assert (rows["taji"]["killed_min"], rows["taji"]["wounded_min"]) == ("1", "")
    assert told("stats/attacks/?as_of=2020-01-01T00:00:00Z")["attacks"] == 0
    assert told("density/?as_of=2020-01-01T00:00:00Z")["results"] == []


def test_three_groups_or_an_unknown_one_are_refused() -> None:
    assert blamed("stats/attacks/?group_by=month,year,base") == [{"name": "group_by", "reason": "Give two at most."}]
    assert blamed("stats/attacks/?group_by=weapons")[0]["suggestion"] == "weapon"


def test_the_codebook_tells_every_member_of_every_row_and_column() -> None:
    publish(make_attack())
    nouns = {each["noun"]: each for each in told("/codebook.json")["nouns"]}
    fields = {each["name"]: each for each in nouns["attack"]["fields"]}
    header = ask("attacks/?format=csv").getvalue().decode().splitlines()[0]

    assert set(told("attacks/2020-07-24-besmaya/")) <= set(fields)
    assert header.split(",") == [name for each in fields.values() for name in each["csv_columns"] if each["in_lists"]]
    assert fields["uncertainty_m"]["unit"]["en"] == "m"
    assert fields["weapons"]["vocabulary"][0] == {"code": "rocket", "label": {"en": "rocket", "ar": "صاروخ"}}
    assert [each["name"] for each in fields["casualties"]["members"]][:2] == ["side", "killed_min"]
    assert all(each["meaning"]["en"] for noun in nouns.values() for each in noun["fields"])
    assert set(told("density/")["results"][0]) == {each["name"] for each in nouns["density-cell"]["fields"]}


def test_counts_are_known_again_by_their_etag() -> None:
    publish(make_attack())

    for address in ("density/", "stats/attacks/", "/codebook.json"):
        assert ask(address, if_none_match=ask(address)["ETag"]).status_code == 304


def test_the_codebook_says_in_arabic_whatever_it_says_in_english() -> None:
    texts = list(in_both_languages(told("/codebook.json")["nouns"]))

    assert len(texts) > 1000
    assert [each["en"] for each in texts if each["ar"] is None] == []
    assert {"en": "rocket", "ar": "صاروخ"} in texts
    assert {"en": "m", "ar": "متر"} in texts


def in_both_languages(part: Any) -> Iterator[dict[str, str | None]]:
    """Every text of a part of the codebook."""
    if isinstance(part, list):
        for each in part:
            yield from in_both_languages(each)
    elif isinstance(part, dict) and set(part) == {"en", "ar"}:
        yield part
    elif isinstance(part, dict):
        yield from in_both_languages(list(part.values()))
