"""The tables of a release: which there are, their columns and keys, all from the declarations of fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from editorial.documents import CITED
from editorial.fields import REFERENCES, REGISTRY, Document, Field
from editorial.parts import CITATION_FIELDS, STATED_CLAIM_FIELDS
from exchange.api.tables import Column, columns


@dataclass(frozen=True)
class Link:
    """Columns that name a row of another table."""

    columns: tuple[str, ...]
    table: str
    to: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One file of rows: its name, its fields, what tells two rows apart, and whether its rows have points."""

    name: str
    meaning: str | Promise
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    links: tuple[Link, ...] = ()
    placed: bool = False

    @cached_property
    def columns(self) -> tuple[tuple[Column, Field], ...]:
        """Each column, with the field that it holds, or a part of."""
        return tuple(pair for each in self.fields for pair in _columns(each))


def _columns(field: Field) -> Iterator[tuple[Column, Field]]:
    parts = [replace(field, subfields=(part,)) for part in field.subfields] if field.kind == "object" else [field]
    for part in parts:
        told = _member(field, part.subfields[0]) if field.kind == "object" else field
        yield from ((column, told) for column in columns([part], [field.name]))


def _member(field: Field, part: Field) -> Field:
    """A member of an object, which is always there only if the object is."""
    return replace(part, required=part.required and field.required)


def name_of(path: str) -> str:
    """What a noun's files are called: the last part of its address in the API."""
    return path.rstrip("/").rpartition("/")[2]


def records(kind: str) -> Table:
    """The records of a kind, all members but those that have a table of their own."""
    document = REGISTRY[kind]
    shown = tuple(each for each in document.fields if each.in_list)
    return Table(
        name_of(document.path),
        _("The records, a row each."),
        shown,
        ("slug",),
        placed=any(each.name == "latitude" for each in shown),
    )


def lists_of(document: Document) -> list[Field]:
    """The members of a kind that are lists of objects: each is a table of its own."""
    return [each for each in document.fields if each.kind == "objects" and each.name != CITED.name]


def parts(kind: str) -> dict[str, Table]:
    """By member: the table of a list of objects that records of a kind have, a row for each object."""
    document = REGISTRY[kind]
    name = name_of(document.path)
    own = Field("record_slug", "text", _("The record that it belongs to."), required=True)
    link = Link((own.name,), name, ("slug",))
    return {
        each.name: Table(
            f"{name}-{each.name.replace('_', '-')}",
            each.meaning,
            (own, PLACE, *each.subfields),
            (own.name, PLACE.name),
            (link,),
        )
        for each in lists_of(document)
    }


def references(kind: str) -> Table:
    """The reference rows of a kind, as far as a public record speaks of them."""
    document = REFERENCES[kind]
    return Table(
        name_of(document.path), _("The rows that public records speak of."), document.fields, (document.fields[0].name,)
    )


PLACE = Field("place", "integer", _("Its place in the record's list, from 1 on."), required=True)
RECORD = (
    Field("record_kind", "text", _("The kind of the record."), required=True),
    Field("record_slug", "text", _("The record's slug."), required=True),
)
CITATION = Field("citation", "integer", _("The citation's place among those of its record, from 1 on."), required=True)
OF_CITATION = tuple(each.name for each in (*RECORD, CITATION))

CITATIONS = Table(
    "citations",
    _("Which sources support which records, who said it there, and how far that was checked."),
    (
        *RECORD,
        CITATION,
        Field("source_id", "text", _("The source's public id."), required=True),
        *(each for each in CITATION_FIELDS if each.name not in {"source", "claims"}),
    ),
    OF_CITATION,
    (Link(("source_id",), "sources", ("id",)),),
)
CLAIMS = Table(
    "claims",
    _("What each citation says of one field of its record; the value as JSON, `null` for “not reported”."),
    (*RECORD, CITATION, PLACE, *STATED_CLAIM_FIELDS),
    (*OF_CITATION, PLACE.name),
    (Link(OF_CITATION, "citations", OF_CITATION),),
)


def every_table() -> list[Table]:
    """All tables of a release, in the order of their names."""
    found = [CITATIONS, CLAIMS, *map(references, REFERENCES)]
    for kind in REGISTRY:
        found += [records(kind), *parts(kind).values()]
    return sorted(found, key=lambda table: table.name)
