"""Tests of the columns that sums over attacks read: written with each version, and filled for those from before."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import h3
import pytest
from django.apps import apps
from django.db import connection

from attacks.choices import Stance
from attacks.models import Attribution, PublishedAttack
from tests.factories import cite, make_actor, make_attack, make_base, make_source, publish

pytestmark = pytest.mark.django_db

COLUMNS = (
    "place",
    "place_ar",
    "launch_text",
    "suspected",
    "denied",
    "verifications",
    "source_count",
    "cell",
    "facets",
    "named",
)


def make_all_kinds() -> None:
    told = make_attack(
        "told", base=None, place="Qayyarah", place_ar="القيارة", launch_area_text="a village", weapons=["mortar", "ied"]
    )
    cite(told, make_source("Second"), verification="opened")
    for stance in (Stance.SUSPECTED, Stance.DENIED):
        Attribution.objects.create(attack=told, actor=make_actor(f"actor-{stance}"), stance=stance, speaker="a speaker")
    publish(told, make_attack("plain", base=make_base("taji", latitude=33.5, longitude=44.25)))


def columns() -> dict[str, dict[str, Any]]:
    rows = PublishedAttack.objects.values("slug", *COLUMNS)
    return {
        row["slug"]: {name: sorted(value) if isinstance(value, list) else value for name, value in row.items()}
        for row in rows
    }


def test_a_version_holds_what_its_document_says() -> None:
    make_all_kinds()

    found = columns()

    told, plain = found["told"], found["plain"]
    assert (told["place"], told["place_ar"], told["launch_text"]) == ("Qayyarah", "القيارة", "a village")
    assert (told["suspected"], told["denied"]) == (["actor-suspected"], ["actor-denied"])
    assert (told["verifications"], told["source_count"], told["cell"]) == (["none", "opened"], 2, None)
    assert told["named"] == "denied:actor-denied suspected:actor-suspected"
    assert told["facets"] == "iraq-2020|||ied mortar|unknown|day||none opened"
    assert plain["facets"] == "iraq-2020|taji|IQ-BG|rocket|unknown|day|near_place|none"
    assert h3.int_to_str(plain["cell"]) == h3.latlng_to_cell(33.5, 44.25, 9)
    assert (plain["place"], plain["denied"], plain["source_count"]) == (None, [], 1)


def test_versions_from_before_are_filled_alike() -> None:
    make_all_kinds()
    written = columns()
    empty = ", ".join(f"{name} = NULL" for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # the test's one transaction has triggers that wait for its end
        cursor.execute("ALTER TABLE attacks_publishedattack DISABLE TRIGGER keep_version")
        cursor.execute(f"UPDATE attacks_publishedattack SET {empty}")
        cursor.execute("ALTER TABLE attacks_publishedattack ENABLE TRIGGER keep_version")
    assert columns() != written

    with connection.schema_editor(atomic=False) as editor:
        import_module("attacks.migrations.0005_typed_for_sums").fill(apps, editor)
        import_module("attacks.migrations.0007_summed_by_day").fill(apps, editor)

    assert columns() == written
