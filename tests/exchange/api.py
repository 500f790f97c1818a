"""Asking the API in tests."""

from __future__ import annotations

import json
from typing import Any

from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import Client

ROOT = "http://testserver"


def ask(address: str, **headers: str) -> Any:
    """The answer to a GET below `/api/v1/`, or at an address of the site; header names with underscores."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client().get(address if address.startswith("/") else f"/api/v1/{address}", headers=given)


def told(address: str, **headers: str) -> Any:
    """The JSON of an answer that must be a success."""
    answer = ask(address, **headers)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def slugs(address: str) -> list[str]:
    """The slugs of a list, in its order."""
    return [row["slug"] for row in told(address)["results"]]


def text_of(answer: HttpResponseBase) -> str:
    """The text of a streamed answer."""
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(part for part in answer).decode()


def blamed(address: str) -> list[dict[str, Any]]:
    """The parameters that a refusal blames."""
    answer = ask(address)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), answer.content
    return answer.json()["invalid_params"]
