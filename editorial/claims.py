"""What citations claim, weighed: which fields are disputed, and whether what is accepted is what is stored."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

Document = dict[str, Any]
Claim = dict[str, Any]


def claims_of(document: Document) -> Iterator[tuple[dict[str, Any], Claim]]:
    """Every claim of a document, each with its citation."""
    for citation in document.get("citations") or []:
        for claim in citation["claims"]:
            yield citation, claim


def disputed_fields(document: Document) -> list[str]:
    """Names of the fields on which the citations' values differ, wording aside."""
    said: dict[str, list[object]] = defaultdict(list)
    for _, claim in claims_of(document):
        value = normalised(claim["value"])
        if value not in said[claim["field"]]:
            said[claim["field"]].append(value)
    return sorted(name for name, values in said.items() if len(values) > 1)


def normalised(value: object) -> object:
    """A value as it is compared: texts without case and outer spaces, lists without order, empty members as null."""
    if isinstance(value, str):
        return " ".join(value.casefold().split()) or None
    if isinstance(value, list):
        return sorted((normalised(each) for each in value), key=repr)
    if isinstance(value, dict):
        return {name: normalised(each) for name, each in value.items() if normalised(each) is not None} or None
    return value


def _range(name: str) -> Callable[[Document], object]:
    return lambda document: {"min": document[f"{name}_min"], "max": document[f"{name}_max"]}


def _slugs(name: str) -> Callable[[Document], object]:
    return lambda document: [each["slug"] for each in document[name] or []]


def _slug(name: str) -> Callable[[Document], object]:
    return lambda document: (document[name] or {}).get("slug")


def _date(document: Document) -> object:
    return {part: document[f"date_{part}"] for part in ("earliest", "latest", "precision")}


def _scheduled(document: Document) -> object:
    return {part: document[f"scheduled_{part}"] for part in ("earliest", "latest", "precision")}


def _casualties(document: Document) -> object:
    return {name: document[name] for name in ("killed_min", "killed_max", "wounded_min", "wounded_max")}


def _launch_area(document: Document) -> object:
    found = document["launch_area"] or {}
    return {"text": found.get("text"), "area": (found.get("area") or {}).get("code")}


STORED: dict[str, Callable[[Document], object]] = {
    "date": _date,
    "scheduled_for": _scheduled,
    "munitions": _range("munitions"),
    "killed": _range("killed"),
    "wounded": _range("wounded"),
    "casualties": _casualties,
    "launch_area": _launch_area,
    "transferring_forces": _slugs("transferring_forces"),
    "receiving_force": _slug("receiving_force"),
    "base": _slug("base"),
}
"""How a claim's field reads in the document, where it is not a field of the same name."""


def stored(document: Document, name: str) -> object:
    """What the record stores of a claim's field; None for a field that it has not."""
    return STORED[name](document) if name in STORED else document.get(name)


COMPUTED = {"ordinal", "status", "days_since_last_attack"}
"""Fields whose accepted value is not stored; what is computed is shown beside them."""

PARTIAL = {"date": ("earliest", "latest"), "launch_area": ("area",), "scheduled_for": ("earliest", "latest")}
"""Of these groups only the members named must agree: the rest is wording."""


def unfounded_claims(document: Document) -> list[str]:
    """What is wrong with the accepted claims of a document: one line for each that is not what the record stores."""
    return [
        f"{claim['field']}: accepted as {claim['value']!r}, but the record has {value!r}"
        for _, claim in claims_of(document)
        if claim["status"] == "accepted"
        for value in _contradicting(document, claim)
    ]


def agrees(document: Document, claim: Claim) -> bool:
    """Whether a claim is what the record stores; also where that is not stored but computed."""
    return not [*_contradicting(document, claim)]


def _contradicting(document: Document, claim: Claim) -> Iterable[object]:
    name = claim["field"]
    if (name in COMPUTED and name not in document) or (name not in STORED and name not in document):
        return []
    value = stored(document, name)
    return [] if _agree(name, normalised(claim["value"]), normalised(value)) else [value]


def _agree(name: str, said: object, stored: object) -> bool:
    if name in PARTIAL and isinstance(said, dict) and isinstance(stored, dict):
        return all(said.get(part) == stored.get(part) for part in PARTIAL[name] if part in said)
    return said == stored


def evidence(document: Document) -> dict[str, Any]:
    """How many sources support a document, how many origins among them, how many no editor opened, what is disputed."""
    citations = document.get("citations") or []
    known = {citation["source"]["id"] for citation in citations if citation["source"]["is_general_knowledge"]}
    origins = {each["origin"] for each in citations if each["source"]["id"] not in known or each["relays"]}
    opened = {each["source"]["id"] for each in citations if each["verification"] == "opened"}
    sources = {citation["source"]["id"] for citation in citations}
    return {
        "source_count": len(sources),
        "independent_source_count": len(origins),
        "unopened_source_count": len(sources - opened),
        "disputed_fields": disputed_fields(document),
    }
