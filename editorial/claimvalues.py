"""Claims as editors type them: a few words for each kind of value, read into the typed value and written back."""

import json
import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from editorial.choices import DatePrecision, RecordKind
from editorial.fields import REGISTRY
from editorial.intake import counts, dates
from editorial.intake.problems import IntakeError
from editorial.intake.windows import Window

COUNTS = {"munitions", "killed", "wounded"}
WINDOWS = {"date", "scheduled_for"}
GROUPS = {
    RecordKind.ATTACK: ("date", "place", "munitions", "killed", "wounded", "casualties", "launch_area"),
    RecordKind.HANDOVER: ("date", "scheduled_for", "place"),
}
"""Names that claims may have beside the record's own fields: several fields spoken of as one."""

NOT_REPORTED = {"min": None, "max": None}
PRECISION = re.compile(rf"(.*?)(?:\s+({'|'.join(DatePrecision.values)}))?$")
TRUTHS = {"yes": True, "true": True, "no": False, "false": False}


class ClaimValueError(ValueError):
    """The text is no value of the field; the message says how to write one."""


def claimable(kind: str) -> list[str]:
    """Names that a claim about a record of this kind may have."""
    own = [field.name for field in REGISTRY[kind].fields if field.name != "citations"]
    return sorted({*own, *GROUPS.get(RecordKind(kind), ())})


def read(kind: str, field: str, text: str) -> object:
    """The typed value of a claim; None for an empty text or “not reported”: the source says that it is not known.

    Raises ClaimValueError.
    """
    words = text.strip()
    value = _reader(kind, field)(words) if words else None
    return None if value == NOT_REPORTED else value


def write(value: object) -> str:
    """The value as `read` takes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    if isinstance(value, dict):
        return _write_group(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _write_group(value: dict[str, Any]) -> str:
    if value.keys() <= {"min", "max"}:
        return _write_range(value.get("min"), value.get("max"))
    if "earliest" in value:
        return _write_window(value)
    if "killed_min" in value:
        parts = {
            name: _write_range(value.get(f"{name}_min"), value.get(f"{name}_max")) for name in ("killed", "wounded")
        }
        return ", ".join(f"{name} {words}" for name, words in parts.items() if words)
    if value.keys() <= {"text", "area"}:
        return (value.get("text") or "") + (f" [{value['area']}]" if value.get("area") else "")
    return json.dumps(value, ensure_ascii=False)


def _write_window(value: dict[str, Any]) -> str:
    ends = value["earliest"] or "..", value["latest"] or ".."
    words = ends[0] if ends[0] == ends[1] else "/".join(ends)
    return words if _window(words)["precision"] == value["precision"] else f"{words} {value['precision']}"


def _write_range(least: int | None, most: int | None) -> str:
    if least is None:
        return ""
    if most is None:
        return f"{least}+"
    return str(least) if least == most else f"{least}-{most}"


def _reader(kind: str, field: str) -> Callable[[str], Any]:
    if field in WINDOWS:
        return _window
    if field in COUNTS:
        return _count
    if field in {"casualties", "launch_area"}:
        return _casualties if field == "casualties" else _area
    kinds = {each.name: each.kind for each in REGISTRY[kind].fields}
    return READERS.get(kinds.get(field, "text"), str)


def _count(words: str) -> dict[str, int | None]:
    try:
        count = counts.read(words)
    except IntakeError as error:
        raise ClaimValueError(str(error)) from error
    return {"min": count.least, "max": count.most}


def _casualties(words: str) -> dict[str, int | None]:
    value: dict[str, int | None] = dict.fromkeys(("killed_min", "killed_max", "wounded_min", "wounded_max"))
    for part in words.split(","):
        name, _space, count = part.strip().partition(" ")
        if name not in {"killed", "wounded"}:
            raise ClaimValueError(_("Write “killed 0, wounded 2-3”."))
        found = _count(count.strip())
        value |= {f"{name}_min": found["min"], f"{name}_max": found["max"]}
    return value


def _area(words: str) -> dict[str, str | None]:
    found = re.fullmatch(r"(?P<text>.*?)\s*(?:\[(?P<area>[A-Z0-9-]+)\])?", words)
    return {"text": (found and found["text"]) or None, "area": (found and found["area"]) or None}


def _window(words: str) -> dict[str, str | None]:
    days, said = PRECISION.findall(words)[0]
    try:
        window = Window(None, None, str(DatePrecision.OPEN)) if days == ".." else dates.read(days)
    except IntakeError as error:
        raise ClaimValueError(str(error)) from error
    return {
        "earliest": window.earliest.isoformat() if window.earliest else None,
        "latest": window.latest.isoformat() if window.latest else None,
        "precision": said or window.precision,
    }


def _whole(words: str) -> int:
    try:
        return int(words)
    except ValueError as error:
        raise ClaimValueError(_("Write a whole number.")) from error


def _number(words: str) -> float:
    try:
        return float(words)
    except ValueError as error:
        raise ClaimValueError(_("Write a number.")) from error


def _truth(words: str) -> bool:
    if words.lower() not in TRUTHS:
        raise ClaimValueError(_("Write “yes” or “no”."))
    return TRUTHS[words.lower()]


def _list(words: str) -> list[str]:
    return [word.strip() for word in words.split(",") if word.strip()]


READERS: dict[str, Callable[[str], Any]] = {
    "integer": _whole,
    "number": _number,
    "boolean": _truth,
    "texts": _list,
    "codes": _list,
    "references": _list,
}
"""How a claim about a field of this kind is read; any other is a text."""
