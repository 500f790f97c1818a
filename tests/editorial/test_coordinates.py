"""Coordinates as people write them."""

import math

import mgrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.coordinates import CoordinatesError, Point, parse

ASAD = (33.785556, 42.441111)


@pytest.mark.parametrize(
    "text",
    [
        "33.785556, 42.441111",
        "33.785556 42.441111",
        "33.785556,42.441111",
        "33.785556; 42.441111",
        "33,785556; 42,441111",
        "33,785556 42,441111",
        "(33.785556, 42.441111)",
        "33.785556N 42.441111E",
        "N33.785556, E42.441111",
        "42.441111 E, 33.785556 N",
        "Lat: 33.785556 Lon: 42.441111",
        "lon=42.441111, lat=33.785556",
        "33°47′8″N 42°26′28″E",
        "33° 47' 08\" N, 42° 26' 28\" E",
        "33 47 8 42 26 28",
        "33:47:08 42:26:28",
        "33-47-08N 042-26-28E",
        "33 47.13336 N 42 26.46666 E",
        "٣٣٫٧٨٥٥٥٦، ٤٢٫٤٤١١١١",
        "geo:33.785556,42.441111",
        "https://maps.example.org/maps/@33.785556,42.441111",
    ],
)
def test_a_point_is_read_as_people_write_it(text: str) -> None:
    point = parse(text)

    assert (point.latitude, point.longitude) == pytest.approx(ASAD, abs=1e-5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Besmaya",
        "33.7",
        "33.7, 42.4, 5",
        "91, 42",
        "33 61 0, 42 0 0",
        "33N 42N",
        "-33S 42E",
        "N 33 42",
        "POINT(42.4 33.7)",
        "nan, inf",
    ],
)
def test_what_is_not_one_point_is_refused(text: str) -> None:
    with pytest.raises(CoordinatesError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "swapped"),
    [
        ("42.441111, 33.785556", True),
        ("33.785556, 42.441111", False),
        ("42.441111N 33.785556E", False),
        ("34.5, 69.2", False),
        ("33.3, 36.3", False),
    ],
)
def test_a_pair_that_lies_in_iraq_the_other_way_round_is_noticed_unless_letters_say_that_it_is_meant(
    text: str, swapped: bool
) -> None:
    assert parse(text).looks_swapped is swapped


latitudes = st.floats(-90, 90, allow_nan=False)
longitudes = st.floats(-180, 180, allow_nan=False)


@given(latitudes, longitudes)
def test_what_is_written_is_read_back_to_a_tenth_of_a_metre(latitude: float, longitude: float) -> None:
    again = parse(str(Point(latitude, longitude)))

    assert (again.latitude, again.longitude) == pytest.approx((latitude, longitude), abs=1e-6)


@given(latitudes, longitudes)
def test_degrees_minutes_and_seconds_are_read_back(latitude: float, longitude: float) -> None:
    def written(value: float, letters: str) -> str:
        tenths = round(abs(value) * 36_000)
        degrees, minutes, seconds = tenths // 36_000, tenths // 600 % 60, tenths % 600 / 10
        return f"{degrees}°{minutes}′{seconds}″{letters[value < 0]}"

    again = parse(f"{written(latitude, 'NS')} {written(longitude, 'EW')}")

    assert (again.latitude, again.longitude) == pytest.approx((latitude, longitude), abs=0.1 / 3600)


@pytest.mark.parametrize(
    ("text", "latitude", "longitude"),
    [
        # The Eiffel tower, the Washington monument, the Sydney opera house.
        ("31U DQ 48251 11932", 48.8582, 2.2945),
        ("18SUJ2348306479", 38.8895, -77.0352),
        ("56H LH 34892 52288", -33.8568, 151.2153),
    ],
)
def test_the_military_grid_is_read(text: str, latitude: float, longitude: float) -> None:
    point = parse(text)

    assert (point.latitude, point.longitude) == pytest.approx((latitude, longitude), abs=6e-4)
    assert point.explicit
    assert not point.looks_swapped


@pytest.mark.parametrize("text", ["38SMB44508760", "38s mb 4450 8760", " 38 S MB 4450 8760 ", "٣٨S MB ٤٤٥٠ ٨٧٦٠"])
def test_a_square_is_read_however_it_is_spaced_and_in_either_scripts_digits(text: str) -> None:
    assert str(parse(text)) == str(parse("38SMB 4450 8760"))


@given(st.floats(29, 38), st.floats(38, 49), st.integers(1, 5))
def test_a_square_of_the_military_grid_holds_the_point_that_it_was_made_of(
    latitude: float, longitude: float, digits: int
) -> None:
    square = mgrs.MGRS().toMGRS(latitude, longitude, MGRSPrecision=digits)

    point = parse(square)

    half = (point.square_m or 0) / 2
    assert point.square_m == 10 ** (5 - digits)
    assert abs(point.latitude - latitude) * 111_000 <= half * 1.5 + 1
    assert abs(point.longitude - longitude) * 111_320 * math.cos(math.radians(latitude)) <= half * 1.5 + 1


@pytest.mark.parametrize("text", ["38S MB", "38S MB 448", "38S MB 123456 123456", "38S AB 44 88"])
def test_a_square_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(CoordinatesError, match="MGRS"):
        parse(text)
