"""Schemathesis hooks: requests that are meant to be right keep the rules that the document tells in words alone.

A document cannot say which records there are, which parameter another one needs, or that south is not above north.
What is meant to be wrong is sent as it was made.
"""

from __future__ import annotations

import json
import os
import random
import re
import urllib.error
import urllib.request
from functools import cache
from typing import Any
from urllib.parse import urlencode

import schemathesis

ADDRESS = os.environ.get("TRIAL_ADDRESS", "")
KINDS = {
    "drawdown": "drawdowns", "base": "bases", "handover": "handovers", "attack": "attacks", "force": "forces",
    "actor": "actors", "publisher": "publishers", "area": "areas", "source": "sources",
    "context_event": "context-events", "series_attribution": "series-attributions", "presence": "presences",
    "release": "releases",
}  # fmt: skip
BY_PATH = {noun: kind for kind, noun in KINDS.items()}
MADE_BY_THE_API = ("cursor", "since")
NEAR = "44.3,33.3"
NOBODY = ["none"]
NOW = "2999-01-01T00:00:00Z"
chance = random.Random(1)  # noqa: S311
_known: dict[str, list[str]] = {}


def known(kind: str) -> list[str]:
    """The slugs, ids or codes of a kind that are public at the address."""
    if kind not in _known:
        with urllib.request.urlopen(f"{ADDRESS}/api/v1/{KINDS[kind]}/?limit=100") as answer:  # noqa: S310
            rows = json.load(answer)["results"]
        _known[kind] = [row.get("slug") or row.get("id") or row.get("code") for row in rows] or NOBODY
    return _known[kind]


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Name what is there, and keep what the parameters ask of each other."""
    name_a_record(case)
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    asked = case.query or {}
    for parameter in case.operation.definition.raw.get("parameters", []):
        name, schema = parameter["name"], parameter.get("schema", {})
        if parameter["in"] == "query" and name in asked:
            set_right(asked, name, schema.get("items", schema))
    suit_the_format(asked, case.path)
    if "as_of" in asked:
        # What is named is known now; of an earlier record it may not be.
        asked["as_of"] = NOW
    if "radius_km" in asked or str(asked.get("sort", "")).endswith("distance"):
        asked.setdefault("near", NEAR)


def suit_the_format(asked: dict[str, Any], path: str) -> None:
    """Outlines are asked for as geometries alone, and members of CSV only where it has a column for them."""
    if asked.get("format") != "geojson":
        asked.pop("area", None)
    if asked.get("format") == "csv":
        asked.pop("include", None)
        noun = "timeline" if path.endswith("/timeline/") else path.split("/")[3]
        asked["fields"] = [each for each in asked.get("fields", []) if has_column(noun, each)]
        if not asked["fields"]:
            del asked["fields"]


@cache
def has_column(noun: str, member: str) -> bool:
    """Whether CSV tells this member of such rows: the address says so itself."""
    address = f"{ADDRESS}/api/v1/{noun}/?{urlencode({'format': 'csv', 'fields': member, 'limit': 1})}"
    try:
        return bool(urllib.request.urlopen(address).readline())  # noqa: S310
    except urllib.error.HTTPError:
        return False


def name_a_record(case: Any) -> None:
    """Of the addresses that name a record, most name one that is there."""
    for name in case.path_parameters or {}:
        kind = BY_PATH.get(case.path.split("/")[3])
        if kind and chance.random() < 0.9:
            case.path_parameters[name] = chance.choice(known(kind))


def set_right(asked: dict[str, Any], name: str, schema: dict[str, Any]) -> None:
    value = asked[name]
    if name in MADE_BY_THE_API or ("x-public" in schema and known(schema["x-public"]) == NOBODY):
        del asked[name]
    elif "x-public" in schema:
        several = value if isinstance(value, list) else [value]
        asked[name] = [chance.choice(known(schema["x-public"])) for _ in several]
    elif name == "q" and ("\x00" in str(value) or not re.search(r"[^\W_]", str(value))):
        asked[name] = "rocket"
    elif name == "bbox":
        west, south, east, north = numbers(value)
        asked[name] = ",".join(map(str, [west, min(south, north) / 2, east, max(south, north) / 2]))
    elif name == "near":
        longitude, latitude = numbers(value)
        asked[name] = f"{longitude},{latitude / 2}"
    elif name == "datetime":
        asked[name] = forwards(str(value))


def numbers(value: Any) -> list[float]:
    """The numbers of a list, or of one that is written with commas already."""
    return [float(each) for each in (value.split(",") if isinstance(value, str) else value)]


def forwards(written: str) -> str:
    """An interval that begins before it ends, without a day that only leap years have."""
    parts = [part.replace("-02-29", "-02-28") for part in written.split("/")]
    return "/".join(sorted(parts)) if all(re.match("[0-9]", part) for part in parts) else "/".join(parts)
