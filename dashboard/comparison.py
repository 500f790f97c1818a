"""What each source says of each field, beside what stands on record: a table of claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from analysis.titles import local
from attacks.choices import Weapon
from dashboard.facets import facet_lines
from dashboard.labels import field_label
from dashboard.words import claim_in_words, code_in_words, listed, range_of, window_in_words
from editorial.choices import ClaimStatus
from editorial.fields import REGISTRY

Row = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """What one citation says of one field."""

    wording: str
    value: str
    differs: bool


@dataclass(frozen=True)
class Line:
    """One field: what stands on record, what each citation says in the order of the columns, and the editors' notes."""

    label: str
    on_record: str
    computed: str
    cells: list[Cell | None]
    notes: list[str]
    disputed: bool


@dataclass(frozen=True)
class Comparison:
    """The table: its columns are the citations that claim anything, each with its number in the list of sources.

    Those that say most come first.
    """

    columns: list[tuple[int, Row]]
    lines: list[Line]


def comparison(kind: str, row: Row) -> Comparison:
    """The claims of a served record as a table, its rows in the declared order of fields."""
    citations = row["citations"] or []
    claiming = [(number, each) for number, each in enumerate(citations, 1) if each["claims"]]
    columns = sorted(claiming, key=lambda column: -len(column[1]["claims"]))
    claimed = {claim["field"] for _number, each in columns for claim in each["claims"]}
    ordered = sorted(claimed, key=lambda name: (_place_of(kind, name), name))
    return Comparison(columns, [_line(kind, row, name, columns) for name in ordered])


def _place_of(kind: str, name: str) -> int:
    names = [field.name for field in REGISTRY[kind].fields]
    first = {"date": "date_earliest", "casualties": "killed_min", "place": "latitude"}
    near = next((each for each in (name, first.get(name), f"{name}_min") if each in names), None)
    return names.index(near) if near else len(names)


def _line(kind: str, row: Row, name: str, columns: Sequence[tuple[int, Row]]) -> Line:
    claims = [next((each for each in column["claims"] if each["field"] == name), None) for _number, column in columns]
    return Line(
        label=field_label(name),
        on_record=on_record(kind, row, name),
        computed=_("computed: %(place)s") % {"place": row["ordinal"]} if name == "ordinal" and row["ordinal"] else "",
        cells=[_cell(name, claim) if claim else None for claim in claims],
        notes=list(dict.fromkeys(claim["note"] for claim in claims if claim and claim["note"])),
        disputed=name in row["disputed_fields"],
    )


def _cell(name: str, claim: Row) -> Cell:
    value = claim_in_words(name, claim["value"])
    return Cell(claim["wording"] or value, value, claim["status"] == ClaimStatus.CONFLICT)


def on_record(kind: str, row: Row, name: str) -> str:
    """What the record itself says of the field or group that a claim names."""
    if name in {"munitions", "killed", "wounded"}:
        return range_of(row, name)
    if name == "casualties":
        return _("killed: %(killed)s; wounded: %(wounded)s") % {
            "killed": range_of(row, "killed"),
            "wounded": range_of(row, "wounded"),
        }
    if name in {"date", "scheduled_for"}:
        return window_in_words(row, name.removesuffix("_for"))
    if name == "weapons":
        return listed(code_in_words(each, Weapon) for each in row["weapons"])
    if name == "place" and not row.get("place"):
        return local(row.get("base")) or _("not reported")
    return _as_declared(kind, row, name)


def _as_declared(kind: str, row: Row, name: str) -> str:
    field = next((each for each in REGISTRY[kind].fields if each.name == name), None)
    if field is None or row.get(name) in (None, "", []):
        return _("not reported")
    if field.kind == "date":
        return claim_in_words("announced_on", row[name])
    return listed(facet_lines(row, name, field))
