"""The OpenAPI document: valid, complete, and true of what is answered."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from analysis.asking.parameters import Days
from tests.exchange.api import ROOT, ask, blamed, told
from tests.exchange.test_api_timeline import publish_a_story
from tests.factories import make_attack, publish

pytestmark = pytest.mark.django_db


FILES = {"/api/v1/acled/", "/api/v1/ucdp/"}
FEEDS = {f"/feeds/{name}" for name in ("handovers.atom", "attacks.atom", "corrections.atom", "handovers.ics")}


def offences(document: dict[str, Any], path: str, address: str, media_type: str) -> list[str]:
    """Where an answer is not what the document says of it."""
    shape = document["paths"][path]["get"]["responses"]["200"]["content"][media_type]["schema"]
    validator = Draft202012Validator({**shape, "components": document["components"]})
    answer = json.loads(ask(address, accept=media_type).content)
    return [f"{address}: {error.json_path}: {error.message}" for error in validator.iter_errors(answer)]


def test_the_document_is_valid_and_refers_to_nothing_that_is_not_there() -> None:
    document = told("schema/")

    validate_schema(document)
    named = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(document)))
    assert named <= set(document["components"]["schemas"])
    assert document["openapi"] == "3.1.1"
    assert set(document["paths"]) >= FEEDS


def test_every_answer_is_as_the_document_says() -> None:
    publish_a_story()
    document = told("schema/")
    paths = [path for path in document["paths"] if not path.endswith(("schema/", "docs/"))]
    lists = [path for path in paths if "{" not in path and path not in FILES | FEEDS]

    found = [each for path in lists for each in offences(document, path, path, "application/json")]
    for path in lists:
        if "application/geo+json" not in document["paths"][path]["get"]["responses"]["200"]["content"]:
            assert path in {"/api/v1/", "/api/v1/changes/", "/api/v1/stats/attacks/", "/codebook.json"}
            continue
        found += offences(document, path, path, "application/geo+json")
        detail = next((each for each in paths if re.fullmatch(re.escape(path) + r"\{\w+\}/", each)), None)
        for row in told(path)["results"] if detail else []:
            for media_type in ("application/json", "application/geo+json"):
                found += offences(document, detail or "", row["api_url"].removeprefix(ROOT), media_type)

    assert found == []


def test_the_examples_are_what_is_answered() -> None:
    publish(make_attack(), make_attack("2020-07-27-besmaya", "2020-07-27"))
    paths = told("schema/")["paths"]
    asked = {"/api/v1/density/": "", "/api/v1/stats/attacks/": "?group_by=month"}

    assert {path for path in paths if "example" in answer_in(paths, path)} == set(asked)
    for path, query in asked.items():
        assert answer_in(paths, path)["example"] == told(path + query)


def answer_in(paths: dict[str, Any], path: str) -> dict[str, Any]:
    return paths[path]["get"]["responses"]["200"]["content"].get("application/json", {})


def test_every_parameter_that_a_list_takes_is_in_the_document_and_no_other() -> None:
    document = told("schema/")

    for path, item in document["paths"].items():
        if "{" in path or path.endswith(("docs/", "schema/")):
            continue
        refused = ask(f"{path}?x=1").json()["invalid_params"]
        assert [each["name"] for each in item["get"]["parameters"]] == refused[0]["allowed"]


def test_rows_in_part_and_with_their_sources_are_as_the_document_says() -> None:
    publish_a_story()
    document = told("schema/")

    found = [
        offence
        for noun in ("attacks", "bases", "timeline")
        for media_type in ("application/json", "application/geo+json")
        for asked in ("fields=title,date" if noun == "timeline" else "fields=slug", "omit=date,name", "include=sources")
        for offence in offences(
            document, f"/api/v1/{noun}/", f"/api/v1/{noun}/?{known(document, noun, asked)}", media_type
        )
    ]

    assert found == []


def known(document: dict[str, Any], noun: str, asked: str) -> str:
    """The question without the members that rows of the noun have not."""
    name, values = asked.split("=")
    parameters = document["paths"][f"/api/v1/{noun}/"]["get"]["parameters"]
    told_of = next(each["schema"]["items"]["enum"] for each in parameters if each["name"] == name)
    return f"{name}={','.join(value for value in values.split(',') if value in told_of)}"


@pytest.mark.parametrize(
    "written", ["2020-02-29", "2020-03-01/2020-07-25", "2020-03-01/..", "../2020-12-31", "/2020-12-31"]
)
def test_what_is_read_as_days_is_days_in_the_document(written: str) -> None:
    assert re.search(Days.schema["pattern"], written)
    assert Days().read(written)


@pytest.mark.parametrize(
    "written", ["2020-02-30", "2020-06-31", "0000-01-01", "2020-13-01", "2020", "..", "/", "2020-1-1"]
)
def test_what_is_no_day_is_none_in_the_document(written: str) -> None:
    assert not re.search(Days.schema["pattern"], written)
    with pytest.raises(ValidationError):
        Days().read(written)


def test_fields_say_what_they_mean_in_which_unit_and_from_which_vocabulary() -> None:
    attack = told("schema/")["components"]["schemas"]["AttackInPart"]["properties"]

    assert attack["killed_min"]["type"] == ["integer", "null"]
    assert (attack["uncertainty_m"]["x-unit"], attack["date"]["format"]) == ("m", "date")
    assert attack["weapons"]["items"]["enum"][:2] == ["rocket", "mortar"]
    assert None in attack["location_basis"]["enum"]
    assert all(each.get("description") for each in attack.values())


def test_the_document_comes_as_yaml_too_and_in_arabic_without_failing() -> None:
    assert ask("schema/?format=yaml").content.startswith(b"openapi: 3.1.1")
    assert told("schema/?lang=ar")["paths"]


def test_the_manual_has_no_inline_code_and_no_asset_from_elsewhere() -> None:
    page = ask("docs/")
    text = page.content.decode()

    assert page["Content-Type"].startswith("text/html")
    assert not re.search(r"<style|<script(?![^>]*src=)|\sstyle=|https?://", text)
    assert not page.cookies
    assert b"csrf" not in ask("docs/?script=").content
    assert blamed("docs/?x=1")[0]["name"] == "x"


def test_a_page_is_a_text_in_the_document() -> None:
    answers = [each["get"]["responses"]["200"]["content"] for each in told("schema/")["paths"].values()]
    pages = [each["text/html"]["schema"] for each in answers if "text/html" in each]

    assert pages == [{"type": "string"}]


@pytest.mark.parametrize("address", ["schema/", "/ogc/api"])
def test_the_document_says_which_day_of_an_instant_counts(address: str) -> None:
    asked = [each for path in told(address)["paths"].values() for each in path["get"]["parameters"]]
    days = [each["description"] for each in asked if each["name"] == "datetime" and "window" in each["description"]]

    assert len(days) > 1
    assert all("Of an instant the day that is written in it counts, local to the place." in each for each in days)
