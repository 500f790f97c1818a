"""The cell of the H3 grid in which a point lies, so that attacks can be counted by hexagons in the database."""

from __future__ import annotations

import h3
from django.db import connection

from editorial.choices import RecordKind

FINEST = 9
"""The resolution of the cells that versions hold, about 400 metres across; those of coarser ones follow from them."""

POINTS = """
SELECT DISTINCT (document->>'latitude')::float8, (document->>'longitude')::float8 FROM fresh_version
 WHERE document->>'latitude' IS NOT NULL AND document->>'longitude' IS NOT NULL"""

MAKE = """
CREATE TEMP TABLE IF NOT EXISTS fresh_cell (latitude float8, longitude float8, cell bigint) ON COMMIT DROP;
TRUNCATE fresh_cell"""

CELL = (
    "(SELECT n.cell FROM fresh_cell n WHERE n.latitude = (document->>'latitude')::float8"
    " AND n.longitude = (document->>'longitude')::float8)"
)
"""The cell of a version that is being written."""


def cell_of(latitude: float, longitude: float) -> int:
    """The finest cell, as the whole number that an H3 index is."""
    return h3.str_to_int(h3.latlng_to_cell(latitude, longitude, FINEST))


def find_cells(kind: str) -> None:
    """Find the cell of each point of the attacks that are about to become versions."""
    if kind != RecordKind.ATTACK:
        return
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
        cursor.execute(POINTS)
        points = cursor.fetchall()
        if points:
            rows = [(*point, cell_of(*point)) for point in points]
            cursor.execute(
                "INSERT INTO fresh_cell SELECT * FROM unnest(%s::float8[], %s::float8[], %s::bigint[])",
                [list(column) for column in zip(*rows, strict=True)],
            )
            cursor.execute("CREATE INDEX IF NOT EXISTS fresh_cell_by_point ON fresh_cell (latitude, longitude)")
            cursor.execute("ANALYZE fresh_cell")
