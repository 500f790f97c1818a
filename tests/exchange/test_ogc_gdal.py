"""The collections as GDAL's own driver for OGC API Features reads them: whole, and filtered by the server."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.signals import request_started
from pytest_django.live_server_helper import LiveServer

from handovers.choices import HandoverStatus
from tests.factories import make_attack, make_base, make_handover, publish, within

OGR = shutil.which("ogr2ogr")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(OGR is None, reason="needs GDAL's programs"),
]


def read(server: LiveServer, layer: str, *asked: str) -> dict[str, dict[str, Any]]:
    """The features of a layer that GDAL reads, by slug, each with its properties and its point."""
    command = [OGR or "", "-f", "GeoJSON", "/vsistdout/", f"OAPIF:{server.url}/ogc/", layer, *asked]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert not done.stderr, done.stderr
    features = json.loads(done.stdout)["features"]
    return {each["properties"]["slug"]: each["properties"] | {"geometry": each["geometry"]} for each in features}


def publish_some() -> None:
    taji = make_base("taji", latitude=33.52, longitude=44.26)
    publish(
        make_handover(),
        make_handover("taji-2026", None, base=taji, status=HandoverStatus.ANNOUNCED, counted=False),
        *[make_attack(f"attack-{number}", "2020-07-24", killed_min=None, killed_max=None) for number in range(12)],
        make_attack(
            "of-a-month", None, base=taji, outcome="intercepted", **within("2020-03-01", "2020-03-31", "month")
        ),
        make_attack("nowhere", "2021-01-01", base=None, place="somewhere", killed_min=2, killed_max=2),
    )


def test_gdal_reads_every_collection_whole(live_server: LiveServer) -> None:
    publish_some()

    assert set(read(live_server, "bases")) == {"besmaya", "taji"}
    assert set(read(live_server, "handovers")) == {"besmaya-2020", "taji-2026"}
    attacks = read(live_server, "attacks")

    assert len(attacks) == 14
    assert attacks["of-a-month"]["geometry"] == {"type": "Point", "coordinates": [44.26, 33.52]}
    assert attacks["nowhere"]["geometry"] is None
    assert (attacks["nowhere"]["killed_min"], attacks["attack-1"]["killed_min"]) == (2, None)
    assert (attacks["attack-1"]["weapons"], attacks["attack-1"]["location_from_base"]) == ("rocket", True)


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The queries that the server was asked meanwhile."""
    found: list[str] = []

    def note(sender: object, environ: dict[str, Any], **given: object) -> None:
        found.append(unquote(environ["QUERY_STRING"]))

    request_started.connect(note)
    yield found
    request_started.disconnect(note)


def test_gdal_reads_boxes_and_properties_filtered_by_the_server(live_server: LiveServer, asked: list[str]) -> None:
    publish_some()

    assert set(read(live_server, "attacks", "-spat", "44", "33.4", "44.5", "34")) == {"of-a-month"}
    assert set(read(live_server, "attacks", "-where", "outcome = 'intercepted'")) == {"of-a-month"}
    assert set(read(live_server, "attacks", "-where", "killed_min = 2")) == {"nowhere"}
    assert set(read(live_server, "handovers", "-where", "status = 'announced'")) == {"taji-2026"}
    assert set(read(live_server, "bases", "-where", "slug = 'taji'")) == {"taji"}
    of_march = ("-where", "base_slug = 'taji'", "-spat", "44", "33", "45", "34")
    assert set(read(live_server, "attacks", *of_march)) == {"of-a-month"}

    for parameter in ("bbox=44,33.3", "outcome=intercepted", "status=announced", "base_slug=taji", "cursor="):
        assert any(parameter in each for each in asked), (parameter, asked)
    assert not any("killed_min" in each for each in asked)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("date = '2021-01-01'", {"nowhere"}),
        ("date_latest >= '2020-12-31'", {"nowhere"}),
        ("date_earliest >= '2020-03-01' AND date_latest <= '2020-03-31'", {"of-a-month"}),
        ("date BETWEEN '2020-12-31' AND '2021-01-02'", {"nowhere"}),
    ],
)
def test_gdal_asks_for_days_in_its_own_way_of_writing_them(
    live_server: LiveServer, where: str, found: set[str], asked: list[str]
) -> None:
    publish_some()

    assert set(read(live_server, "attacks", "-where", where)) == found
    assert any("datetime=" in each for each in asked)
