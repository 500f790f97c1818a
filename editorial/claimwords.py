"""What a claim says, in words for people: days and counts as the desk tells them, codes by their names."""

from datetime import date
from typing import Any

from editorial.claimvalues import COUNTS, WINDOWS, write
from editorial.fields import REGISTRY
from editorial.intake import counts, windows
from editorial.intake.counts import Count
from editorial.intake.windows import Window


def in_words(kind: str, field: str, value: Any) -> str:
    """The value of a claim about a field of a kind of record; empty where it is not known."""
    if value in (None, "", [], {}):
        return ""
    if field in WINDOWS and isinstance(value, dict):
        return _window(value)
    if field in COUNTS and isinstance(value, dict):
        count = Count(value.get("min"), value.get("max"))
        return "" if count == counts.NOT_REPORTED else counts.describe(count, field)
    labels = _labels(kind, field)
    if isinstance(value, list):
        return ", ".join(labels.get(str(each), str(each)) for each in value)
    return labels.get(value, value) if isinstance(value, str) else write(value)


def _window(value: dict[str, Any]) -> str:
    ends = (value.get("earliest"), value.get("latest"))
    first, last = (date.fromisoformat(end) if end else None for end in ends)
    return windows.describe(Window(first, last, value.get("precision") or "")) if first or last else ""


def _labels(kind: str, field: str) -> dict[str, str]:
    vocabulary = next((each.vocabulary for each in REGISTRY[kind].fields if each.name == field), None)
    return {str(code): str(label) for code, label in vocabulary.choices} if vocabulary else {}
