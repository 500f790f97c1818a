"""What publishing would change, in words that can be read side by side."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from editorial.choices import RecordKind
from editorial.claimvalues import write
from editorial.fields import REGISTRY
from editorial.models import Record
from editorial.standing import unpublished_differences


@dataclass(frozen=True)
class Difference:
    """One field: what is public, and what would be."""

    name: str
    meaning: str | Promise
    public: list[str]
    working: list[str]


def differences_in_words(record: Record) -> list[Difference]:
    """Fields in the document's order."""
    return [in_words(record.kind, *each) for each in unpublished_differences(record)]


def in_words(kind: str, name: str, public: Any, working: Any) -> Difference:
    """Both sides of one field of a kind of record."""
    meanings = {field.name: field.meaning for field in REGISTRY[RecordKind(kind)].fields}
    return Difference(name, meanings.get(name, name), [*_lines(public)], [*_lines(working)])


def _lines(value: Any) -> Iterator[str]:
    """A value as lines of text; objects by their names, lists of objects one a line."""
    if isinstance(value, list):
        for each in value:
            yield from _lines(each)
    elif isinstance(value, dict):
        yield _object(value)
    elif value not in (None, ""):
        yield write(value)


def _object(value: dict[str, Any]) -> str:
    if "source" in value and "claims" in value:
        claims = [f"{each['field']} = {write(each['value'])} ({each['status']})" for each in value["claims"]]
        return "; ".join([f"{value['source']['title']} ({value['verification']})", *claims])
    if "name" in value and "api_url" in value:
        return str(value["name"])
    return ", ".join(f"{name}: {_plain(each)}" for name, each in value.items() if each is not None)


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        return _object(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
