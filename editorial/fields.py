"""One declaration of a field serves the document, the API's schema, CSV and the codebook."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import Choices
from django.utils.functional import Promise

Label = str | Promise


@dataclass(frozen=True)
class Field:
    """One field of a record as the public reads it.

    `sql` is an expression over `r` (the record's root row), `w` (its own row) and the document's joins, or a function
    that writes it once all documents are known; a field without one is computed at the clock and never stored.
    `kind` is one of text, integer, number, boolean, date, time, datetime, code, codes, texts, address, reference,
    references, object, objects, any. `subfields` describe the members of an object or of each object.
    """

    name: str
    kind: str
    meaning: Label
    sql: str | Callable[[], str] = ""
    unit: Label = ""
    vocabulary: type[Choices] | None = None
    required: bool = False
    subfields: tuple["Field", ...] = ()
    in_list: bool = True
    csv: bool = True
    key: str = "slug"
    """What names the row that a reference embeds: its slug, or the code of an area."""

    @property
    def computed(self) -> bool:
        return not self.sql

    @property
    def expression(self) -> str:
        return self.sql() if callable(self.sql) else self.sql


@dataclass(frozen=True)
class Document:
    """What the public reads of one kind of record: its fields in order, and where each stands."""

    kind: str
    table: str
    published_table: str
    path: str
    page: str
    fields: tuple[Field, ...]
    joins: str = ""
    """Joins that the fields' expressions need, after `r` and `w`."""
    typed: dict[str, str] = field(default_factory=dict)
    """Columns of the published table that no field of the same name fills: each a jsonb expression over `document`."""
    searched: str = "''"
    """An expression over `r` and `w`: the text that searches look through, before folding."""

    def stored(self) -> Iterable[Field]:
        return (each for each in self.fields if not each.computed)

    def names(self) -> list[str]:
        return [each.name for each in self.fields]


REGISTRY: dict[str, Document] = {}


def register(document: Document) -> Document:
    """Make a document known by its kind; publishing, API and codebook look it up there."""
    REGISTRY[document.kind] = document
    return document


def api_url(kind: str, slug: str) -> str:
    """The API's address of a record, relative to the site."""
    return f"{REGISTRY[kind].path}{slug}/"


@dataclass(frozen=True)
class ReferenceDocument:
    """What the public reads of one kind of reference row; expressions stand over `w`, for sources also over `s`."""

    kind: str
    table: str
    path: str
    key: str
    fields: tuple[Field, ...]
    document: str = ""
    """The whole document as one expression, where it is not built from the fields."""
    alias: str = "w"
    name: str = "w.name"
    name_ar: str = "w.name_ar"
    origin: str = "''"


REFERENCES: dict[str, ReferenceDocument] = {}


def register_reference(document: ReferenceDocument) -> ReferenceDocument:
    REFERENCES[document.kind] = document
    return document
