"""Tests of hexagons: the cell of each point, its parents, and coarser ones where there would be too many counts."""

from __future__ import annotations

import h3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.bars import bars
from analysis.density import BITS, bars_and_density, density, whole
from analysis.places import within_box, within_degrees
from attacks.cells import cell_of
from attacks.models import PublishedAttack
from tests.factories import make_attack, make_base, publish

pytestmark = pytest.mark.django_db

PLACES = {"besmaya": (33.18, 44.8), "taji": (33.53, 44.28), "harir": (36.53, 44.34)}


@pytest.fixture
def attacks() -> None:
    for number, (slug, (latitude, longitude)) in enumerate(PLACES.items()):
        base = make_base(slug, latitude=latitude, longitude=longitude)
        publish(*(make_attack(f"{slug}-{each}", f"2020-0{each + 1}-11", base=base) for each in range(number + 1)))
    publish(make_attack("nowhere", "2020-03-11", base=None, place="a village"))


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(0, 9))
def test_a_coarser_cell_is_the_parent_that_h3_gives(latitude: float, longitude: float, resolution: int) -> None:
    cell = cell_of(latitude, longitude)

    found = whole(cell >> BITS * (15 - resolution), resolution)

    assert found == h3.cell_to_parent(h3.int_to_str(cell), resolution)


def test_attacks_are_counted_by_cell_and_month(attacks: None) -> None:
    found = density(PublishedAttack.objects.at(), 4, 100)

    cells = {slug: h3.cell_to_parent(h3.latlng_to_cell(*place, 9), 4) for slug, place in PLACES.items()}
    january = 50 * 12
    months: dict[str, list[tuple[int, int]]] = {}
    for index, month, count in found.months:
        months.setdefault(found.ids[index], []).append(((month or 0) - january, count))
    assert months == {
        cells["besmaya"]: [(0, 1)],
        cells["taji"]: [(0, 1), (1, 1)],
        cells["harir"]: [(0, 1), (1, 1), (2, 1)],
    }


def test_cells_are_coarser_where_there_would_be_too_many_counts(attacks: None) -> None:
    rows = PublishedAttack.objects.at()

    few = density(rows, 5, 3)

    assert few.resolution < 5
    assert len(few.months) <= 3
    assert sum(count for _cell, _month, count in few.months) == 6
    assert bars_and_density(rows, "month", 5, 3)[1] == few


def test_both_in_one_pass_are_what_each_is_alone(attacks: None) -> None:
    rows = PublishedAttack.objects.at()

    together = bars_and_density(rows, "month", 4, 100)

    assert together == (bars(rows, "month"), density(rows, 4, 100))
    nothing = rows.filter(slug="none")
    assert bars_and_density(nothing, "month", 4, 100) == (bars(nothing, "month"), density(nothing, 4, 100))


@pytest.mark.parametrize(
    "box",
    [
        (44.28, 33.18, 44.34, 36.53),
        (44.28, 33.18, 44.8, 33.53),
        (44.281, 33.19, 44.799, 36.529),
        (44.8, 33.18, 44.8, 33.18),
        (44.3, 30.0, -170.0, 40.0),
        (170.0, -90.0, 44.28, 90.0),
        (-180.0, -90.0, 180.0, 90.0),
    ],
)
def test_a_box_by_degrees_holds_what_it_holds_by_points(attacks: None, box: tuple[float, float, float, float]) -> None:
    rows = PublishedAttack.objects.at()

    assert set(within_degrees(rows, *box)) == set(within_box(rows, *box))
