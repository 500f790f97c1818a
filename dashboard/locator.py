"""Where a place lies on the small outline of its country, and how far it may be off."""

from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

WEST, NORTH = 38.7, 37.45
UNITS_PER_DEGREE_NORTH = 28.0
UNITS_PER_DEGREE_EAST = 23.43
METRES_PER_UNIT = 111_320 / UNITS_PER_DEGREE_NORTH
SMALLEST_RING = 5.0


@dataclass(frozen=True)
class Spot:
    """A point and the radius of its uncertainty, in the outline's units."""

    x: str
    y: str
    radius: str


def spot_of(row: Row) -> Spot | None:
    """The spot of a record with a point within the outline; null for any other."""
    if row.get("latitude") is None:
        return None
    x = (row["longitude"] - WEST) * UNITS_PER_DEGREE_EAST
    y = (NORTH - row["latitude"]) * UNITS_PER_DEGREE_NORTH
    if not (0 <= x <= 234 and 0 <= y <= 237):
        return None
    radius = max(SMALLEST_RING, (row["uncertainty_m"] or 0) / METRES_PER_UNIT)
    return Spot(f"{x:.1f}", f"{y:.1f}", f"{radius:.1f}")
