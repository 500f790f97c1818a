"""How many queries an answer costs: the same for one row and for many."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from exchange.api.streaming import STREAMED
from tests.exchange.api import ask, text_of
from tests.factories import (
    make_attack,
    make_base,
    make_context_event,
    make_drawdown,
    make_handover,
    make_presence,
    make_source,
    publish,
)

pytestmark = pytest.mark.django_db

PLANE = 5
"""Entering and leaving the public plane, the transaction around it, and what the record is at."""
COUNTS = {
    "drawdowns": 4,
    "bases": 9,
    "handovers": 5,
    "attacks": 1,
    "context-events": 1,
    "presences": 3,
    "series-attributions": 1,
    "forces": 2,
    "publishers": 2,
    "sources": 2,
    "areas": 2,
    "timeline": 1,
}


def publish_some(first: int, last: int) -> None:
    for number in range(first, last):
        base = make_base(f"base-{number}")
        day = f"2020-03-{number + 1:02}"
        attack = make_attack(f"attack-{number}", day, base=base, cited=False)
        attack.citations.create(source=make_source(f"Report {number}", f"agency-{number}"))
        handover = make_handover(f"handover-{number}", day, base=base)
        stay = make_presence(f"stay-{number}", base=base, start_earliest=day, start_latest=day, start_precision="day")
        publish(attack, handover, stay, make_context_event(f"event-{number}", day))
        publish(make_drawdown(f"drawdown-{number}"))


def cost(address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = ask(address)
        if answer.streaming:
            text_of(answer)
    assert answer.status_code == 200
    return len(queries)


def test_a_list_costs_as_many_queries_for_one_row_as_for_many() -> None:
    publish_some(0, 1)
    few = {noun: cost(f"{noun}/") - PLANE for noun in COUNTS}
    publish_some(1, 6)

    assert {noun: cost(f"{noun}/") - PLANE for noun in COUNTS} == few == COUNTS


@pytest.mark.parametrize("style", sorted(STREAMED))
def test_a_file_costs_as_many_queries_for_one_row_as_for_many(style: str) -> None:
    publish_some(0, 1)
    few = {noun: cost(f"{noun}/?format={style}") for noun in COUNTS}
    publish_some(1, 6)

    assert {noun: cost(f"{noun}/?format={style}") for noun in COUNTS} == few
