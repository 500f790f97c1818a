"""JSON as the map's script is sent it."""

from __future__ import annotations

import json


def compact(told: object) -> str:
    """JSON without spaces, letters of every script as they are."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
