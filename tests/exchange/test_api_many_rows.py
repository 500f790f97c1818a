"""Lists and timelines of many days or wide boxes: read in lots, they are what reading all of it would give."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from analysis.asking import bounds, plans
from attacks.models import PublishedAttack
from editorial.choices import DatePrecision
from exchange.api import listplans, writtenlist
from exchange.api.kept import answers
from tests.exchange.api import ROOT, told
from tests.factories import make_attack, make_base, make_drawdown, publish

pytestmark = pytest.mark.django_db

DAYS = ["2020-07-01", "2020-07-02", "2020-07-04", "2020-07-07", "2020-07-09"]
WINDOWS = [
    f"{first}/{last}"
    for first, last in product([*DAYS[1:4], ".."], [*DAYS[1:4], ".."])
    if (first <= last or "." in last) and (first, last) != ("..", "..")
]
"""Every window that begins and ends at one of the days in the middle, or is open at a side."""


def window(earliest: str | None, latest: str | None) -> dict[str, Any]:
    first, last = (date.fromisoformat(day) if day else None for day in (earliest, latest))
    precision = DatePrecision.OPEN
    if first and last:
        wide = (last - first).days
        precision = DatePrecision.DAY if not wide else DatePrecision.DAYS if wide < 6 else DatePrecision.WEEK
        precision = DatePrecision.MONTH if wide > 6 else precision
    return {"date_earliest": first, "date_latest": last, "date_precision": precision}


@pytest.fixture
def record() -> None:
    """An attack for every window between two of the days, known or open at a side, here and there."""
    given = {"drawdown": make_drawdown()}
    places = [make_base(f"base-{place}", latitude=30.0 + place, longitude=40.0 + place) for place in range(4)]
    attacks = [
        make_attack(f"attack-{number}", None, base=places[number % 4], **given, **window(earliest, latest))
        for number, (earliest, latest) in enumerate(product([*DAYS, None], [*DAYS, None]))
        if (earliest or latest) and (not earliest or not latest or earliest <= latest)
    ]
    publish(*attacks)


def meeting(asked: str) -> list[str]:
    """The slugs of attacks that a window meets, in order of their days: by comparing, without the database."""
    first, last = ("" if day == ".." else day for day in asked.split("/"))
    met = [
        (str(each.date_latest or each.date_earliest), each.slug)
        for each in PublishedAttack.objects.at()
        if (not last or not each.date_earliest or str(each.date_earliest) <= last)
        and (not first or not each.date_latest or str(each.date_latest) >= first)
    ]
    return [slug for _day, slug in sorted(met)]


def walked(
    address: str, slug: Callable[[dict[str, Any]], str] = lambda row: row["slug"], *, counted: bool = True
) -> list[str]:
    """The slugs of a list by pages of nine; each page is counted alike, and found again from the one after it."""
    found: list[str] = []
    pages: list[dict[str, Any]] = []
    following = f"{ROOT}/api/v1/{address}&limit=9"
    while following:
        page = told(following.removeprefix(f"{ROOT}/api/v1/"))
        before = told(page["previous"].removeprefix(f"{ROOT}/api/v1/")) if page["previous"] else None
        assert not before or before["results"] == pages[-1]["results"]
        pages.append(page)
        found += [slug(row) for row in page["results"]]
        following = page["next"]
    assert not counted or {page["count"] for page in pages} == {len(found)}
    return found


def of_entry(row: dict[str, Any]) -> str:
    return str(row["record"]["slug"])


def test_a_list_of_a_window_holds_what_the_window_meets_in_order(record: None) -> None:
    for asked, further in product(WINDOWS, ["", "&lang=ar", "&q=base", "&fields=slug", "&bbox=39,29,50,40"]):
        met, address = meeting(asked), f"attacks/?datetime={asked}{further}"
        assert walked(f"{address}&sort=date") == met, address
        assert walked(f"{address}&sort=-date") == met[::-1], address


def test_a_timeline_of_a_window_holds_what_the_window_meets_in_order(record: None) -> None:
    for asked, further in product(WINDOWS, ["", "&fields=record", "&drawdown=iraq-2020"]):
        met, address = meeting(asked), f"timeline/?kind=attack&datetime={asked}{further}"
        assert walked(address, of_entry) == met, address
        assert walked(f"{address}&sort=-date", of_entry) == met[::-1], address


BOXES = ["39,29,50,40", "39,29,42,33", "42,29,-170,40", "0,0,1,1"]
ASKED = [f"attacks/?bbox={box}{further}" for box in BOXES for further in ("", "&lang=ar")]
ASKED += [f"{address}&datetime=2020-07-02/2020-07-07&sort=date" for address in ASKED]


def test_a_box_holds_the_same_whichever_way_it_is_read(record: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writtenlist, "planned_page", lambda *_given: None)
    expected = [walked(each) for each in ASKED]
    monkeypatch.undo()

    with read_as(monkeypatch, wide=0, few=10**9):
        assert [walked(each) for each in ASKED] == expected
    with read_as(monkeypatch, wide=0, few=0):
        assert [walked(each) for each in ASKED] == expected
    with read_as(monkeypatch, wide=10**9, few=0, counted=1):
        assert [walked(each, counted=False) for each in ASKED] == expected


@contextlib.contextmanager
def read_as(monkeypatch: pytest.MonkeyPatch, *, wide: int, few: int, counted: int = 10_000) -> Iterator[None]:
    """Where lists change from one way to the other is moved, so that few rows are read in all ways."""
    with monkeypatch.context() as moved:
        moved.setattr(bounds, "WIDE", wide)
        moved.setattr(bounds, "FEW", few)
        moved.setattr(listplans, "COUNTED", counted)
        answers.clear()
        plans.statement_of.cache_clear()
        yield
    plans.statement_of.cache_clear()


def test_a_small_box_is_not_estimated_and_a_wide_one_is(record: None) -> None:
    for box, times in (("42,32,44,34", 0), ("20,20,60,50", 1)):
        with CaptureQueriesContext(connection) as queries:
            told(f"attacks/?bbox={box}")

        assert len([each for each in queries if each["sql"].startswith("EXPLAIN")]) == times


def test_a_page_of_a_window_begins_where_the_window_ends(record: None) -> None:
    """As the plan of an index has it, which few rows would not be worth: newer attacks are not walked past."""
    with CaptureQueriesContext(connection) as queries:
        told("attacks/?datetime=2020-07-01/2020-07-04&limit=2")
    (asked,) = [each["sql"] for each in queries if "attacks_publishedattack" in each["sql"]]

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(f"EXPLAIN {asked.replace('%', '%%')}", [])
        plan = "\n".join(row for (row,) in cursor.fetchall())
    read = plan[plan.index("published_attack_newest_first") :].splitlines()[1]
    assert "Index Cond" in read
    assert "2020-07-04" in read
    assert "published_attack_reaching" in plan
