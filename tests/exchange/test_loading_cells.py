"""Single cells: what is read, and what is refused with a reason."""

from __future__ import annotations

import pytest

from exchange.loading import cells
from exchange.loading.columns import Column
from exchange.loading.files import BY_NAME


def column(file: str, name: str) -> Column:
    return next(each for each in BY_NAME[file].columns if each.name == name)


@pytest.mark.parametrize(
    ("file", "name", "text", "read"),
    [
        ("attacks", "date_latest", "2020-07-25", "2020-07-25"),
        ("attacks", "time_local", "20:30", "20:30:00"),
        ("attacks", "weapons", "rocket; mortar", "{rocket,mortar}"),
        ("attacks", "latitude", "-33.5", "-33.5"),
        ("attacks", "killed_min", "0", "0"),
        ("attacks", "state", "public", "ready"),
        ("areas", "aliases", "Bagdad;بغداد", '["Bagdad", "بغداد"]'),
        ("handovers", "transferring_forces", "spain;united-states", "{spain,united-states}"),
        ("handovers", "counted", "yes", "yes"),
        ("claims", "value", "null", "null"),
        ("claims", "value", '{"text": "الضاينية"}', '{"text": "الضاينية"}'),
        ("names", "record", "base:besmaya", "base:besmaya"),
    ],
)
def test_a_cell_is_read(file: str, name: str, text: str, read: str) -> None:
    assert column(file, name).parse(text) == read


@pytest.mark.parametrize(
    ("file", "name", "text"),
    [
        ("attacks", "date_latest", "25.07.2020"),
        ("attacks", "date_latest", "2020-02-30"),
        ("attacks", "date_latest", "20200725"),
        ("attacks", "date_latest", "2020-W30-6"),
        ("attacks", "time_local", "25:00"),
        ("attacks", "weapons", "rocket;rocket"),
        ("attacks", "latitude", "33,5"),
        ("attacks", "latitude", "nan"),
        ("attacks", "latitude", "٣٣"),
        ("attacks", "killed_min", "-1"),
        ("attacks", "killed_min", "1.0"),
        ("attacks", "killed_min", "2147483648"),
        ("attacks", "killed_min", "9" * 5000),
        ("attacks", "slug", "Besmaya 2020"),
        ("attacks", "slug", "a" * 121),
        ("attacks", "state", "ready"),
        ("attacks", "summary", "a\0b"),
        ("drawdowns", "timezone", "Asia/Bagdad"),
        ("handovers", "counted", "true"),
        ("handovers", "transferring_forces", "Spain"),
        ("sources", "id", "ABC"),
        ("claims", "value", "{'min': 4}"),
        ("claims", "value", "NaN"),
        ("claims", "value", '"\\u0000"'),
        ("claims", "value", '"\\ud800"'),
        ("claims", "value", "[" * 100_000),
        ("names", "record", "besmaya"),
        ("names", "record", "site:besmaya"),
    ],
)
def test_a_cell_is_refused(file: str, name: str, text: str) -> None:
    with pytest.raises(cells.CellError):
        column(file, name).parse(text)


def test_an_empty_count_is_not_reported_and_an_empty_text_is_empty() -> None:
    assert (column("attacks", "killed_min").empty, column("attacks", "munition").empty) == (None, "")


def test_an_empty_code_is_the_default_of_the_model() -> None:
    assert column("attacks", "outcome").empty == "unknown"


def test_a_source_must_bring_its_random_id_along() -> None:
    assert column("sources", "id").required
