"""How many SQL queries each endpoint and page costs on the database at hand.

Run `python -m benchmarks.queries` in the checkout. Lists are asked for one row and for a hundred: both cost the same.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from time import perf_counter
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

NOUNS = {"base": "bases", "handover": "handovers", "attack": "attacks", "source": "sources"}
client = Client(headers={"host": "localhost"})


def cost(address: str) -> tuple[int, int, float, int]:
    """Status, queries, milliseconds and bytes of one answer."""
    start = perf_counter()
    with CaptureQueriesContext(connection) as queries:
        answer: Any = client.get(address, follow=False)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, len(queries), (perf_counter() - start) * 1000, len(body)


def endpoints() -> Iterator[tuple[str, list[str]]]:
    """Each resource's list and the detail of its first row."""
    for name, address in client.get("/api/v1/").json()["resources"].items():
        path = "/" + address.split("/", 3)[3]
        yield name, [f"{path}?limit=1", f"{path}?limit=100"]
        first = client.get(f"{path}?limit=1").json()["results"]
        if first and "api_url" in first[0]:
            yield f"{name}, one", ["/" + first[0]["api_url"].split("/", 3)[3]]
        yield f"{name}, CSV", [f"{path}?format=csv"]


def pages() -> Iterator[tuple[str, list[str]]]:
    """Each page for readers; a record's page shows the first record."""
    (patterns,) = [each[1].url_patterns for name, each in get_resolver().namespace_dict.items() if name == "dashboard"]
    for pattern in patterns:
        if isinstance(pattern, URLPattern) and pattern.name and pattern.name != "sitemap-file":
            key = {name: first_of(pattern.name) for name in pattern.pattern.converters}
            yield pattern.name, [reverse(f"dashboard:{pattern.name}", kwargs=key)]


def first_of(page: str) -> str:
    """What names the first record that a page can show."""
    row = client.get(f"/api/v1/{NOUNS[page.partition('-')[0]]}/?limit=1").json()["results"][0]
    return row.get("slug") or row["id"]


def main() -> None:
    """Print queries, milliseconds and bytes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    sys.stdout.write(f"{'':28}{'queries':>12}{'ms':>16}{'bytes':>20}\n")
    for name, addresses in [*endpoints(), *pages()]:
        status, *costs = zip(*map(cost, addresses), strict=True)
        columns = [" / ".join(f"{value:.0f}" for value in values) for values in costs]
        failed = "" if set(status) == {200} else f"  status {status}"
        sys.stdout.write(f"{name:28}{columns[0]:>12}{columns[1]:>16}{columns[2]:>20}{failed}\n")


if __name__ == "__main__":
    main()
