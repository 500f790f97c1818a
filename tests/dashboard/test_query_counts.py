"""Tests that a page asks the database as often for one row as for three."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from editorial import services
from tests.factories import (
    cite,
    make_attack,
    make_base,
    make_handover,
    make_presence,
    make_source,
    make_user,
    on_day,
    publish,
)

pytestmark = pytest.mark.django_db

QUERIES = {
    "/bases/": 21,
    "/bases/besmaya/": 25,
    "/handovers/": 10,
    "/handovers/besmaya-2020/": 14,
    "/attacks/": 21,
    "/attacks/2020-07-24-besmaya/": 10,
    "/timeline/": 7,
    "/sources/": 8,
    "/corrections/": 7,
    "/data/": 6,
    "/about/": 9,
    "/search/?q=besmaya": 26,
    "/sitemap.xml": 8,
    "/sitemap-attack-1.xml": 5,
}


def one_more(number: int) -> None:
    """A base with a handover, an attack and a presence, and an attack at Besmaya whose source claims something."""
    elsewhere = make_base(f"camp-{number}")
    here = make_attack(f"2020-0{number}-01-besmaya", f"2020-0{number}-01")
    cite(here, make_source(f"Report {number}", f"paper-{number}"), {"munitions": {"min": 4, "max": 4}})
    records = [
        elsewhere,
        here,
        make_attack(f"2020-0{number}-01-camp", f"2020-0{number}-01", base=elsewhere),
        make_presence(f"camp-{number}-spain", base=elsewhere, **on_day("2015-02-22", "start")),
        make_presence(f"besmaya-{number}", **on_day("2015-02-22", "start")),
        make_handover(f"camp-{number}-2020", f"2020-0{number}-02", base=elsewhere),
    ]
    for record in records:
        services.publish(record, by=make_user(), why="reviewed")


def counted(client: Client) -> dict[str, int]:
    """How often each page asks."""
    found = {}
    for address in QUERIES:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        found[address] = len(asked)
    return found


def test_a_page_asks_as_often_for_one_row_as_for_three(client: Client) -> None:
    publish(make_handover(), make_attack())
    one_more(1)
    assert counted(client) == QUERIES

    one_more(2)
    one_more(3)
    assert counted(client) == QUERIES
