"""The least that a view in Django can do: one statement, whose JSON or CSV it passes on unread."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

MEMBERS = (
    "'slug', a.slug, 'base', a.base_slug, 'date_earliest', a.date_earliest, 'date_latest', a.date_latest,"
    " 'date_precision', a.date_precision, 'latitude', a.latitude, 'longitude', a.longitude,"
    " 'uncertainty_m', a.uncertainty_m, 'location_basis', a.location_basis, 'weapons', a.weapons,"
    " 'munitions_min', a.munitions_min, 'munitions_max', a.munitions_max, 'killed_min', a.killed_min,"
    " 'killed_max', a.killed_max, 'wounded_min', a.wounded_min, 'wounded_max', a.wounded_max, 'outcome', a.outcome,"
    " 'target', a.target, 'launch_area', a.launch_area_code, 'claimed_by', a.claimed_by, 'accused', a.accused,"
    " 'version', a.version, 'updated_at', a.published_from"
)
ROW = f"json_build_object({MEMBERS})"
WHOLE = "a.document - 'citations'"
"""The same row as our API tells it, from the stored document: what the typed columns alone do not hold."""

FEATURE = (
    "json_build_object('type', 'Feature', 'geometry', json_build_object('type', 'Point', 'coordinates',"
    " json_build_array(a.longitude, a.latitude)), 'properties', {row})"
)
NEWEST = "coalesce(coalesce(a.date_latest, a.date_earliest), '0001-01-01'::date) DESC, a.slug COLLATE \"C\" DESC"
"""The order of our lists, which has an index."""
CURRENT = (
    "a.published_until = '9999-12-31' AND a.published_from <= now() AND NOT a.retracted AND a.document IS NOT NULL"
)
"""What is public now, in words that our indexes are made for."""


def where(request: HttpRequest) -> tuple[str, list[Any]]:
    """Box, window and base of a request, as a condition."""
    parts, values = [CURRENT], []
    if box := request.GET.get("bbox"):
        west, south, east, north = map(float, box.split(","))
        parts.append("point(a.longitude, a.latitude) <@ box(point(%s, %s), point(%s, %s))")
        values += [west, south, east, north]
    if window := request.GET.get("datetime"):
        parts.append("daterange(a.date_earliest, a.date_latest, '[]') && daterange(%s::date, %s::date, '[]')")
        values += window.split("/")
    if base := request.GET.get("base"):
        parts.append("a.base_slug = %s")
        values.append(base)
    return " AND ".join(parts), values


def one_value(statement: str, values: list[Any]) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return HttpResponse(cursor.fetchone()[0] or "[]", content_type="application/json")


def attacks(request: HttpRequest) -> HttpResponse:
    condition, values = where(request)
    row = WHOLE if request.GET.get("row") == "whole" else ROW
    shape = FEATURE.format(row=row) if request.GET.get("as") == "geojson" else row
    return one_value(
        f"SELECT json_agg({shape})::text FROM (SELECT * FROM attacks_publishedattack a"
        f" WHERE {condition} ORDER BY {NEWEST} LIMIT %s) a",
        [*values, int(request.GET.get("limit", 100))],
    )


def attack(request: HttpRequest, slug: str) -> HttpResponse:
    return one_value(f"SELECT a.document::text FROM attacks_publishedattack a WHERE {CURRENT} AND a.slug = %s", [slug])


def changes(request: HttpRequest) -> HttpResponse:
    """Log entries, those of attacks with what the attack is by now."""
    return one_value(
        "SELECT json_agg(e)::text FROM (SELECT seq, kind, slug, version, event, published_from, digest,"
        f" (SELECT {WHOLE} FROM attacks_publishedattack a WHERE l.kind = 'attack' AND a.slug = l.slug"
        f"   AND a.version = l.version AND {CURRENT}) AS record"
        " FROM editorial_publiclogentry l WHERE seq > %s ORDER BY seq LIMIT %s) e",
        [int(request.GET.get("since", 0)), int(request.GET.get("limit", 100))],
    )


def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    return one_value(
        "SELECT json_agg(json_build_object('kind', t.kind, 'date_earliest', t.date_earliest, 'date_latest',"
        " t.date_latest, 'slug', t.slug, 'summary', t.document->>'summary'))::text FROM (SELECT * FROM ("
        " SELECT 'attack' AS kind, a.date_earliest, a.date_latest, a.slug, a.document"
        f"   FROM attacks_publishedattack a WHERE {CURRENT} AND a.base_slug = %s UNION ALL"
        " SELECT 'handover', a.date_earliest, a.date_latest, a.slug, a.document"
        f"   FROM handovers_publishedhandover a WHERE {CURRENT} AND a.base_slug = %s) t"
        " WHERE date_latest >= %s OR date_latest IS NULL ORDER BY date_latest, slug LIMIT %s) t",
        [slug, slug, request.GET.get("from", "1001-01-01"), int(request.GET.get("limit", 100))],
    )


COLUMNS = (
    "a.slug, a.base_slug, a.date_earliest, a.date_latest, a.date_precision, a.latitude, a.longitude, a.uncertainty_m,"
    " a.location_basis, array_to_string(a.weapons, ';') AS weapons, a.munitions_min, a.munitions_max, a.killed_min,"
    " a.killed_max, a.wounded_min, a.wounded_max, a.outcome, a.target, a.launch_area_code,"
    " a.document->>'summary' AS summary"
)
ALL = f"FROM attacks_publishedattack a WHERE {CURRENT}) TO STDOUT"
COPIED = {
    "csv": f"COPY (SELECT {COLUMNS} {ALL} WITH (FORMAT csv, HEADER)",
    "ndjson": f"COPY (SELECT {ROW} {ALL}",
    "geojson": f"COPY (SELECT {FEATURE.format(row=ROW)} {ALL}",
}


def whole(request: HttpRequest, style: str) -> StreamingHttpResponse:
    """The whole list as PostgreSQL writes it, block by block."""

    def blocks() -> Iterator[bytes]:
        with connection.cursor() as cursor, cursor.copy(COPIED[style]) as copy:
            held = bytearray()
            for part in copy:
                held += part
                if len(held) > 65_536:
                    yield bytes(held)
                    held.clear()
            yield bytes(held)

    return StreamingHttpResponse(blocks(), content_type="text/plain")
