"""Finding a row by any spelling of its name, in either script: the same when folded, or alike and only suggested."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection
from django.utils.translation import gettext as _

from editorial.intake.problems import IntakeError, checked_length
from editorial.intake.vocabulary import folded, vocabulary

ALIKE = 0.3
"""The least share of three-letter pieces that two names have in common where one is suggested for the other."""

MOST_SUGGESTED = 5


@dataclass(frozen=True)
class Named:
    """A row that can be found: its key, the code that means it alone, what it is called, and all its spellings."""

    key: int
    code: str
    label: str
    spellings: tuple[str, ...] = ()

    @property
    def exactly(self) -> str:
        """What to write to mean this row and no other."""
        return f"{self.label} [{self.code}]"


@dataclass(frozen=True)
class Found:
    """Rows that are spelled so; where there are none, those that are spelled alike, the likest first."""

    exact: list[Named] = field(default_factory=list)
    alike: list[Named] = field(default_factory=list)


class SpellingError(IntakeError):
    """No one row is spelled so; `choices` are what may be meant."""

    def __init__(self, message: str, choices: list[Named]) -> None:
        super().__init__(message)
        self.choices = choices


def one(text: str, rows: Iterable[Named], generic: str) -> Named:
    """The one row that a text names. Raises SpellingError with what it may mean where that is none or several."""
    found = find(text, rows, generic)
    if len(found.exact) == 1:
        return found.exact[0]
    if found.exact:
        listed = ", ".join(each.exactly for each in found.exact)
        raise SpellingError(_("Several are spelled so: %(names)s.") % {"names": listed}, found.exact)
    listed = ", ".join(each.exactly for each in found.alike)
    said = (
        _("Nothing in the record is spelled so. Did you mean %(names)s?")
        if listed
        else _("Nothing in the record is spelled so.")
    )
    raise SpellingError(said % {"names": listed} if listed else said, found.alike)


def find(text: str, rows: Iterable[Named], generic: str) -> Found:
    """The rows that a text names. A name and its code in brackets name one; so does the code alone.

    `generic` says which words make no difference: a camp may be called by its place's name alone, unless another is.
    """
    candidates = list(rows)
    typed = checked_length(text).strip()
    code = typed.rpartition("[")[2].rstrip("]").strip() if typed.endswith("]") else typed
    if coded := [row for row in candidates if row.code.lower() == code.lower()]:
        return Found(exact=coded)
    texts = _folded([typed, *(spelling for row in candidates for spelling in row.spellings)])
    wanted, spelled = texts[0], iter(texts[1:])
    names = {row.key: {next(spelled) for _spelling in row.spellings} - {""} for row in candidates}
    if exact := [row for row in candidates if wanted in names[row.key]]:
        return Found(exact=exact)
    idle = set(_folded(vocabulary()["generic"].get(generic, ())))
    bare = {key: {_bare(name, idle) for name in each} - {""} for key, each in names.items()}
    short = _bare(wanted, idle)
    if exact := [row for row in candidates if short in bare[row.key]]:
        return Found(exact=exact)
    likeness = {row.key: max((_likeness(short, name) for name in bare[row.key]), default=0.0) for row in candidates}
    alike = sorted((row for row in candidates if likeness[row.key] >= ALIKE), key=lambda row: -likeness[row.key])
    return Found(alike=alike[:MOST_SUGGESTED])


def alike(one_name: str, other: str) -> bool:
    """Whether two names have as much in common as one that is suggested for the other."""
    return _likeness(folded(one_name), folded(other)) >= ALIKE


def _folded(texts: Iterable[str]) -> list[str]:
    """The texts as the database folds what is searched."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT search_fold(t) FROM unnest(%s::text[]) WITH ORDINALITY AS u(t, n) ORDER BY n", [list(texts)]
        )
        return [row[0] for row in cursor.fetchall()]


def _bare(name: str, idle: set[str]) -> str:
    return " ".join(word for word in name.split() if word not in idle)


def _likeness(one_name: str, other: str) -> float:
    """Three-letter pieces in common, of all that either has: 0 to 1."""
    pieces, others = _pieces(one_name), _pieces(other)
    return len(pieces & others) / len(pieces | others) if pieces and others else 0.0


def _pieces(name: str) -> set[str]:
    return {f"  {word} "[n : n + 3] for word in name.split() for n in range(len(word) + 1)}
