"""Statements that are written once for a shape of questions answer each of them as one of its own would."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.asking import plans
from exchange.api import writtenlist
from exchange.api.kept import answers
from tests.exchange.api import ROOT, ask, blamed, told
from tests.factories import make_attack, make_base, make_context_event, make_drawdown, publish

pytestmark = pytest.mark.django_db

SHAPES = {
    "box": ("attacks/?bbox=43,32,46,35", "attacks/?bbox=44.3,33,45,34", "attacks/?bbox=170,30,-170,35"),
    "window": (
        "attacks/?datetime=2020-07-02", "attacks/?datetime=2020-07-01/2020-07-03", "attacks/?datetime=../2020-07-02",
        "attacks/?datetime=2020-07-02/..",
    ),
    "both, sorted": (
        "attacks/?bbox=43,32,46,35&datetime=2020-07-01/2020-07-04&sort=date",
        "attacks/?bbox=44.3,33,45,34&datetime=2020-07-03/2020-07-08&sort=-killed",
    ),
    "codes": (
        "attacks/?weapon=rocket", "attacks/?weapon=mortar", "attacks/?weapon=rocket,mortar", "attacks/?base=taji",
    ),
    "numbers": ("attacks/?munitions_min=0", "attacks/?munitions_min=3", "attacks/?max_uncertainty_m=1000"),
    "instants": ("attacks/?updated_since=2020-01-01T00:00:00Z", "attacks/?updated_since=2126-01-01T00:00:00Z"),
    "what looks at the record": ("attacks/?status=unknown", "attacks/?q=taji", "attacks/?near=44.8,33.2&radius_km=30"),
    "distance": ("attacks/?near=44.8,33.2&sort=distance", "attacks/?near=44.2,33.5&sort=-distance"),
    "counted": ("attacks/?datetime=2020-07-02/2020-07-03&count=latest", "attacks/?datetime=2020-07-02&count=certain"),
    "other kinds": ("context-events/?datetime=2020-07-05", "context-events/?datetime=2020-07-06", "context-events/"),
}  # fmt: skip


@pytest.fixture
def record() -> None:
    """Attacks on two bases over a week, of two kinds, and two turning points."""
    taji = make_base("taji", latitude=33.52, longitude=44.25)
    rows: list[Any] = []
    for day in range(1, 8):
        base: dict[str, Any] = {"base": taji} if day % 2 else {}
        base |= {"munitions_min": day, "munitions_max": day, "weapons": ["mortar"] if day % 3 == 0 else ["rocket"]}
        rows.append(make_attack(f"attack-{day}", f"2020-07-0{day}", **base))
    publish(*rows, make_context_event("a", "2020-07-05"), make_context_event("b", "2020-07-06"), make_drawdown("other"))


def walked(address: str) -> list[dict[str, Any]]:
    """Every page of a list by two, there and back again."""
    pages, following = [], f"{ROOT}/api/v1/{address}{'&' if '?' in address else '?'}limit=2"
    while following:
        pages.append(told(following.removeprefix(f"{ROOT}/api/v1/")))
        following = pages[-1]["next"]
    following = pages[-1]["previous"]
    while following:
        pages.append(told(following.removeprefix(f"{ROOT}/api/v1/")))
        following = pages[-1]["previous"]
    return pages


def everything(addresses: tuple[str, ...]) -> list[Any]:
    answers.clear()
    styles = [ask(f"{each}{'&' if '?' in each else '?'}format=geojson&limit=3").content for each in addresses]
    return [*map(walked, addresses), *styles]


@pytest.mark.parametrize("shape", SHAPES)
def test_questions_of_one_shape_are_answered_as_each_by_itself(
    record: None, shape: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans.statement_of.cache_clear()
    planned = everything(SHAPES[shape])
    again = everything(SHAPES[shape][::-1])
    monkeypatch.setattr(writtenlist, "planned_page", lambda *_given: None)

    assert everything(SHAPES[shape]) == planned
    assert everything(SHAPES[shape][::-1]) == again
    assert [page["results"] for pages in planned[: len(SHAPES[shape])] for page in pages if page["results"]]


def test_another_box_and_window_are_asked_by_the_same_statement(record: None) -> None:
    plans.statement_of.cache_clear()
    for day in (1, 2, 3):
        told(f"attacks/?bbox=4{day},32,46,35&datetime=2020-07-0{day}&limit={day}")

    assert plans.statement_of.cache_info().misses == 1


def test_a_page_and_its_count_are_one_question_to_the_database(record: None) -> None:
    with CaptureQueriesContext(connection) as queries:
        page = told("attacks/?bbox=43,32,46,35&limit=2")

    assert page["count"] == 7
    assert len([query for query in queries if "attacks_publishedattack" in query["sql"]]) == 1


def test_a_list_without_rows_is_counted_too(record: None) -> None:
    assert told("attacks/?bbox=1,1,2,2") == {"next": None, "previous": None, "count": 0, "results": []}


def test_what_is_wrong_is_still_said_of_every_parameter_in_order() -> None:
    problems = blamed("attacks/?datetime=x&bbox=1&weapon=rockt&radius_km=5&sort=distance")

    assert [each["name"] for each in problems] == ["datetime", "bbox", "weapon", "radius_km", "sort"]
