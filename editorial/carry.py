"""Carrying forward: when a name or a place changes, the versions that embed it get a new one that says so."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from editorial.clock import FOREVER
from editorial.fields import api_url
from editorial.models import PublishedUse, Record
from editorial.publishing import addresses_of, as_object, published_model, write_documents

PLACE = ("latitude", "longitude", "uncertainty_m", "location_basis", "governorate")
OWN = {"kind"}
"""Members of an embedded object that are not the embedded row's: `kind` names the kind of record."""


def carry_forward(record: Record, published_from: datetime | None = None) -> int:
    """New versions of every public record that embeds this one, where its name, slug or place now reads otherwise.

    They are made from the public documents, never from working copies: unpublished edits stay where they are.
    Returns how many were written.
    """
    address = {"slug": record.slug, "api_url": api_url(record.kind, record.slug)}
    now = _current(record.kind, [record.pk])[record.pk] | address
    known_by = sorted(addresses_of(record.kind, record.pk))
    return sum(_carry_all(each, now, published_from, without=(record.kind, record.pk)) for each in known_by)


def carry_references_forward(addresses: Iterable[str], published_from: datetime | None = None) -> int:
    """The same for reference rows, each by its API address. Returns how many versions were written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT api_url, document FROM editorial_publishedreference"
            " WHERE api_url = ANY(%s) AND published_until = %s",
            [list(addresses), FOREVER],
        )
        rows = cursor.fetchall()
    return sum(_carry_all(address, as_object(document), published_from) for address, document in rows)


def _carry_all(
    address: str, now: dict[str, Any], published_from: datetime | None, without: tuple[str, int] = ("", 0)
) -> int:
    users: dict[str, list[int]] = defaultdict(list)
    uses = PublishedUse.objects.filter(api_url=address, published_until=FOREVER)
    for kind, record_id in uses.exclude(kind=without[0], record_id=without[1]).values_list("kind", "record_id"):
        users[kind].append(record_id)
    return sum(_carry(kind, ids, address, now, published_from) for kind, ids in users.items())


def _carry(kind: str, ids: list[int], address: str, now: dict[str, Any], published_from: datetime | None) -> int:
    patched = {}
    for record_id, document in _current(kind, ids).items():
        before = json.dumps(document, sort_keys=True)
        _renew(document, address, now)
        _replace(document, now)
        if json.dumps(document, sort_keys=True) != before:
            patched[record_id] = document
    return write_documents(kind, patched, published_from) if patched else 0


def _renew(node: object, address: str, now: dict[str, Any]) -> None:
    if isinstance(node, list):
        for each in node:
            _renew(each, address, now)
    elif isinstance(node, dict):
        if node.get("api_url") == address:
            node.update({name: now[name] for name in node.keys() & now.keys() - OWN})
        for each in node.values():
            _renew(each, address, now)


def _replace(document: dict[str, Any], now: dict[str, Any]) -> None:
    at_base = (document.get("base") or {}).get("api_url") == now["api_url"]
    if at_base and "latitude" in document and document.get("location_from_base", True):
        document.update({name: now[name] for name in PLACE if name in now})


def _current(kind: str, ids: list[int]) -> dict[int, dict[str, Any]]:
    table = published_model(kind)._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT record_id, document FROM {table}"
            " WHERE record_id = ANY(%s) AND published_until = %s AND NOT retracted",
            [ids, FOREVER],
        )
        return {record_id: as_object(document) for record_id, document in cursor.fetchall()}
