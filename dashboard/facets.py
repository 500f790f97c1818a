"""A document as lines of text, facet by facet, so that two versions of it can be set side by side."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from analysis.titles import local, range_in_words
from attacks.choices import Side, Stance
from dashboard.labels import field_label
from dashboard.words import claim_in_words, code_in_words, distance_in_words, range_of, window_in_words
from editorial.choices import ClaimStatus, NameKind, Verification
from editorial.fields import REGISTRY, Field

Row = dict[str, Any]
Lines = list[str]

WINDOWS = ("date", "scheduled", "start", "end")
RANGES = ("munitions", "killed", "wounded")
POINT = ("latitude", "longitude", "uncertainty_m", "location_basis")
LEFT_OUT = {"slug", "occurred_at"}


def facet_of(name: str) -> str:
    """The facet that a field belongs to: its window, its range, its point, or itself."""
    if name in POINT:
        return "point"
    stem, _underscore, end = name.rpartition("_")
    if (stem in WINDOWS and end in {"earliest", "latest", "precision"}) or (stem in RANGES and end in {"min", "max"}):
        return stem
    return name


def facets(kind: str) -> dict[str, Field]:
    """The facets of a kind in the declared order of fields, each with its first field."""
    found: dict[str, Field] = {}
    for field in REGISTRY[kind].stored():
        if field.name not in LEFT_OUT:
            found.setdefault(facet_of(field.name), field)
    return found


def facet_lines(document: Row, facet: str, field: Field) -> Lines:
    """What a document says of a facet: a line, or one for each of several things; none where nothing is reported."""
    if document.get(field.name) is None and facet == field.name:
        return []
    if facet in WINDOWS:
        return [window_in_words(document, facet)] if document.get(f"{facet}_precision") else []
    if facet in RANGES:
        return [range_of(document, facet)] if document.get(f"{facet}_min") is not None else []
    if facet == "point":
        return _point_lines(document)
    return VALUES.get(facet, BY_KIND.get(field.kind, _plain))(document[field.name], field)


def _point_lines(document: Row) -> Lines:
    if document.get("latitude") is None:
        return []
    distance = distance_in_words(document["uncertainty_m"])
    return [f"{document['latitude']}, {document['longitude']} ± {distance}"]


def _plain(value: object, field: Field) -> Lines:
    return [str(value)]


def _code(value: str, field: Field) -> Lines:
    return [code_in_words(value, field.vocabulary) if field.vocabulary else value]


def _codes(value: Iterable[str], field: Field) -> Lines:
    return [line for code in value for line in _code(code, field)]


def _boolean(value: bool, field: Field) -> Lines:
    return [_("yes") if value else _("no")]


def _reference(value: Row, field: Field) -> Lines:
    return [local(value) or value.get("slug") or ""]


def _references(value: Iterable[Row], field: Field) -> Lines:
    return [local(each) for each in value]


BY_KIND: dict[str, Callable[[Any, Field], Lines]] = {
    "code": _code,
    "codes": _codes,
    "boolean": _boolean,
    "reference": _reference,
    "references": _references,
    "texts": lambda value, field: list(value),
}


def _names(value: Iterable[Row], field: Field) -> Lines:
    return [f"{each['text']} ({code_in_words(each['kind'], NameKind)}, {each['lang']})" for each in value]


def _drawdowns(value: Iterable[Row], field: Field) -> Lines:
    verdict = {True: _("%(name)s: counts. %(reason)s"), False: _("%(name)s: does not count. %(reason)s")}
    return [verdict[each["counts"]] % {"name": local(each["drawdown"]), "reason": each["reason"]} for each in value]


def _milestones(value: Iterable[Row], field: Field) -> Lines:
    return [f"{window_in_words(each)}: {local(each, 'title')}" for each in value]


def _casualties(value: Iterable[Row], field: Field) -> Lines:
    return [
        _("%(side)s: killed %(killed)s, wounded %(wounded)s")
        % {
            "side": code_in_words(each["side"], Side),
            "killed": range_in_words(each["killed_min"], each["killed_max"]),
            "wounded": range_in_words(each["wounded_min"], each["wounded_max"]),
        }
        for each in value
    ]


def _attributions(value: Iterable[Row], field: Field) -> Lines:
    return [f"{local(each['actor'])}: {code_in_words(each['stance'], Stance)} ({each['speaker']})" for each in value]


def _coverage(value: Iterable[Row], field: Field) -> Lines:
    return [": ".join(filter(None, [each["what"], each["result"]])) for each in value]


def _launch_area(value: Row, field: Field) -> Lines:
    return [", ".join(filter(None, [value.get("text"), local(value.get("area"))]))]


def _citations(value: Iterable[Row], field: Field) -> Lines:
    return [line for citation in value for line in (_citation(citation), *_claims(citation))]


def _citation(citation: Row) -> str:
    source = citation["source"]
    said = [citation["said_by"], local(source["publisher"]), source["title"]]
    return f"{', '.join(filter(None, said))} ({code_in_words(citation['verification'], Verification)})"


def _claims(citation: Row) -> Iterable[str]:
    publisher = citation["said_by"] or local(citation["source"]["publisher"])
    for claim in citation["claims"]:
        value = claim_in_words(claim["field"], claim["value"])
        said = f"{publisher}, {field_label(claim['field'])}: {value} ({code_in_words(claim['status'], ClaimStatus)})"
        yield ". ".join(filter(None, [said, claim["note"]]))


VALUES: dict[str, Callable[[Any, Field], Lines]] = {
    "names": _names,
    "drawdowns": _drawdowns,
    "milestones": _milestones,
    "casualties": _casualties,
    "attributions": _attributions,
    "coverage": _coverage,
    "launch_area": _launch_area,
    "citations": _citations,
    "refers_to": lambda value, field: [value["api_url"]],
}


def everything_said(kind: str, document: Row) -> list[tuple[str, Lines]]:
    """Every facet of which a document says anything, by its label."""
    lines = {facet: facet_lines(document, facet, field) for facet, field in facets(kind).items()}
    return [(field_label(facet), said) for facet, said in lines.items() if said]
