"""OGC API Features as its programs read it: links, pages, boxes, days, properties."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from django.utils import timezone
from drf_spectacular.validation import validate_schema

from attacks.models import Attack
from editorial import services
from tests.exchange.api import ROOT, ask, told
from tests.factories import make_attack, make_base, make_handover, make_user, publish, within

pytestmark = pytest.mark.django_db

KINDS = ["bases", "handovers", "attacks"]


def publish_some() -> None:
    taji = make_base("taji", latitude=33.52, longitude=44.26)
    publish(
        make_handover(),
        make_attack(),
        make_attack(
            "of-a-month", None, base=taji, outcome="intercepted", **within("2020-03-01", "2020-03-31", "month")
        ),
        make_attack("nowhere", "2021-01-01", base=None, place="somewhere"),
    )


def ids(address: str) -> set[str]:
    return {each["id"] for each in told(address)["features"]}


def hrefs(body: Any) -> dict[str, str]:
    return {each["rel"]: each["href"] for each in body["links"] if each["type"] != "text/html"}


def test_the_landing_page_leads_to_everything_and_each_says_where_it_is_itself() -> None:
    publish_some()
    landing = hrefs(told("/ogc/"))

    assert {"self", "service-desc", "conformance", "data"} <= set(landing)
    data = told(landing["data"].removeprefix(ROOT))
    assert [each["id"] for each in data["collections"]] == KINDS
    for each in data["collections"]:
        links = hrefs(each)
        assert told(links["self"].removeprefix(ROOT))["extent"] == each["extent"]
        for rel in ("self", "items", "describedby", "http://www.opengis.net/def/rel/ogc/1.0/queryables"):
            assert hrefs(told(links[rel].removeprefix(ROOT)))["self"] == links[rel]
    assert f"{ROOT}/ogc/conformance" == landing["conformance"]
    assert len(told("/ogc/conformance")["conformsTo"]) == 4


def test_extents_are_those_of_what_is_public() -> None:
    publish_some()
    make_attack("draft", "2015-01-01", base=make_base("far-away", latitude=1, longitude=1, cited=False), cited=False)

    extent = told("/ogc/collections/attacks")["extent"]

    assert extent["spatial"]["bbox"] == [[44.26, 33.18, 44.8, 33.52]]
    assert extent["temporal"]["interval"] == [["2020-03-01T00:00:00Z", "2021-01-01T23:59:59Z"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"2020-07-24-besmaya", "of-a-month", "nowhere"}),
        ("bbox=44,33,44.5,34", {"of-a-month"}),
        ("bbox=44,33,0,44.5,34,100", {"of-a-month"}),
        ("datetime=2020-03-15", {"of-a-month"}),
        ("datetime=2020-03-31T12:00:00Z/2020-07-24T00:00:00Z", {"of-a-month", "2020-07-24-besmaya"}),
        ("datetime=2020-12-31/..", {"nowhere"}),
        ("datetime=../..", {"2020-07-24-besmaya", "of-a-month", "nowhere"}),
        ("outcome=intercepted", {"of-a-month"}),
        ("base_slug=besmaya", {"2020-07-24-besmaya"}),
        ("governorate_code=IQ-BG&weapon=rocket&date_precision=month", {"of-a-month"}),
        ("as_of=2020-01-01T00:00:00Z", set()),
    ],
)
def test_items_are_found_by_box_by_days_and_by_properties(query: str, expected: set[str]) -> None:
    publish_some()

    found = told(f"/ogc/collections/attacks/items?{query}")

    assert {each["id"] for each in found["features"]} == expected
    assert found["numberMatched"] == found["numberReturned"] == len(expected)


def test_days_narrow_no_bases_and_handovers_are_found_by_what_they_are() -> None:
    publish_some()

    assert ids("/ogc/collections/bases/items?datetime=1990-01-01") == {"besmaya", "taji"}
    assert ids("/ogc/collections/handovers/items?status=completed&datetime=2020-07-25") == {"besmaya-2020"}
    assert ids("/ogc/collections/handovers/items?status=cancelled") == set()


def test_pages_follow_each_other_until_all_is_told_once() -> None:
    publish(*[make_attack(f"attack-{number}", "2020-07-24") for number in range(5)])

    found, address, pages = [], "/ogc/collections/attacks/items?limit=2", 0
    while address:
        page = told(address)
        found += [each["id"] for each in page["features"]]
        address, pages = hrefs(page).get("next", "").removeprefix(ROOT), pages + 1

    assert sorted(found) == [f"attack-{number}" for number in range(5)]
    assert pages == 3


def test_a_feature_is_flat_and_is_what_the_schema_says() -> None:
    publish(make_attack(weapons=["rocket", "mortar"]))

    item = told("/ogc/collections/attacks/items/2020-07-24-besmaya")
    schema = told("/ogc/collections/attacks/schema")["properties"]["properties"]["properties"]

    assert item["geometry"] == {"type": "Point", "coordinates": [44.8, 33.18]}
    assert list(item["properties"]) == list(schema)
    assert item["properties"]["weapons"] == "rocket;mortar"
    assert (item["properties"]["base_slug"], item["properties"]["wounded_min"]) == ("besmaya", None)
    assert (schema["munitions_min"]["type"], schema["uncertainty_m"]["x-unit"]) == ("integer", "m")
    assert hrefs(item)["collection"] == f"{ROOT}/ogc/collections/attacks"
    assert not any(isinstance(each, dict | list) for each in item["properties"].values())


def test_every_queryable_is_a_property_and_a_parameter_that_is_understood() -> None:
    publish_some()
    values = {"base_slug": "besmaya", "drawdown_slug": "iraq-2020", "governorate_code": "IQ-BG", "outcome": "unknown"}
    values |= {"date_precision": "day", "location_basis": "near_place", "status": "completed"}

    for kind in KINDS:
        named = set(told(f"/ogc/collections/{kind}/queryables")["properties"]) - {"geometry"}
        assert named >= {"governorate_code", "location_basis"}
        for name in named:
            value = "unknown" if (kind, name) == ("bases", "status") else values[name]
            page = told(f"/ogc/collections/{kind}/items?{name}={value}")
            assert {each["properties"][name] for each in page["features"]} <= {value}
    assert "killed_min" not in told("/ogc/collections/attacks/queryables")["properties"]


def test_what_is_not_understood_or_not_there_is_a_problem() -> None:
    publish_some()
    asked = {
        "/ogc/collections/attacks/items?bbox=1,2,3": 400,
        "/ogc/collections/attacks/items?datetime=yesterday": 400,
        "/ogc/collections/attacks/items?killed_min=1": 400,
        "/ogc/collections/attacks/items?limit=0": 400,
        "/ogc/collections?f=xml": 400,
        "/ogc/collections/forces": 404,
        "/ogc/collections/attacks/items/never-was": 404,
        "/ogc/tiles": 404,
    }

    for address, status in asked.items():
        answer = ask(address)
        assert (address, answer.status_code) == (address, status)
        assert answer["Content-Type"] == "application/problem+json"
    assert ask("/ogc/", accept="image/png").status_code == 406
    assert len(told("/ogc/collections/attacks/items?limit=99999")["features"]) == 3


def test_a_retracted_feature_is_gone_and_a_merged_one_leads_on() -> None:
    publish(make_attack(), make_attack("2020-07-25-x", "2020-07-25"), make_attack("2020-07-26-y", "2020-07-26"))
    gone, twice, stays = Attack.objects.order_by("slug")
    services.retract(gone, by=make_user(), why="x", reason="It never took place.")
    services.merge(twice, into=stays, by=make_user(), why="x", reason="The same one.")

    assert ids("/ogc/collections/attacks/items") == {"2020-07-26-y"}
    assert ask(f"/ogc/collections/attacks/items/{gone.slug}").status_code == 410
    assert ask(f"/ogc/collections/attacks/items/{twice.slug}")["Location"].startswith(
        "/ogc/collections/attacks/items/2020-07-26-y"
    )


def test_the_document_is_valid_openapi_3_0_and_declares_what_items_take() -> None:
    answer = ask("/ogc/api")
    document = answer.json()

    assert answer["Content-Type"] == "application/vnd.oai.openapi+json;version=3.0"
    validate_schema(document)
    assert document["openapi"] == "3.0.3"
    items = document["paths"]["/collections/attacks/items"]["get"]["parameters"]
    assert {"limit", "bbox", "datetime", "cursor", "outcome"} <= {each["name"] for each in items}
    limit = next(each["schema"] for each in items if each["name"] == "limit")
    assert (limit["maximum"], limit["default"]) == (1000, 100)
    refused = ask("/ogc/collections/attacks/items?x=1").json()["invalid_params"][0]["allowed"]
    assert [each["name"] for each in items] == refused


@pytest.mark.parametrize("address", ["", "api", "conformance", "collections", "collections/attacks"])
def test_every_resource_is_a_page_too(address: str) -> None:
    publish_some()

    page = ask(f"/ogc/{address}", accept="text/html,application/xhtml+xml,*/*;q=0.8")

    assert page["Content-Type"].startswith("text/html")
    assert b"<h1>" in page.content
    assert not page.cookies


def test_features_are_pages_too_and_known_again() -> None:
    publish_some()

    page = ask("/ogc/collections/attacks/items?f=html&limit=2")

    assert "besmaya" in page.text
    assert "Shown: 2 of 3" in page.text
    assert re.search(r'<a rel="next" href="[^"]+cursor=[^"]+">Next page</a>', page.text)
    assert 'href="/ogc/collections/attacks/items/2020-07-24-besmaya"' in page.text
    assert "<dt>" not in page.text
    for query in ("f=html&limit=2", "f=json"):
        etag = ask(f"/ogc/collections/attacks/items?{query}")["ETag"]
        assert ask(f"/ogc/collections/attacks/items?{query}", if_none_match=etag).status_code == 304
    assert b"wounded_min" in ask("/ogc/collections/attacks/items/nowhere?f=html").content


def test_a_page_stands_below_others_and_leads_to_its_data_and_to_the_dossier() -> None:
    publish_some()
    asked = f"lang=en&as_of={timezone.now().isoformat()}".replace("+00:00", "Z")
    address = "/ogc/collections/attacks/items/2020-07-24-besmaya"

    page = ask(f"{address}?f=html&{asked}").text
    hrefs = [html.unescape(href) for href in re.findall(r'<a [^>]*href="([^"]+)"', page)]

    assert {f"{each}?{asked}".replace(":", "%3A") for each in ("/ogc/", "/ogc/collections", *above(address))} <= set(
        hrefs
    )
    assert f"{ROOT}/attacks/2020-07-24-besmaya/" in hrefs
    (data,) = [href for href in hrefs if href.startswith(ROOT + address)]
    assert told(data.removeprefix(ROOT))["id"] == "2020-07-24-besmaya"


def above(address: str) -> list[str]:
    """The addresses of a feature's collection and of its features."""
    items = address.rpartition("/")[0]
    return [items.rpartition("/")[0], items]


def test_a_page_writes_values_as_its_json_does() -> None:
    publish_some()
    address = "/ogc/collections/attacks/items/2020-07-24-besmaya"
    properties = told(address)["properties"]

    cells = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', ask(f"{address}?f=html").text)
    shown = {bare(name): bare(value) for name, value in cells}

    for name, value in properties.items():
        assert shown[name] == ("–" if value is None else value if isinstance(value, str) else json.dumps(value)), name
    assert {"true", "–"} <= set(shown.values())


def bare(cell: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", cell))
