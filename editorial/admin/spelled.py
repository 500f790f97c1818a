"""Form fields for rows that are named by any spelling: a base, a force, a publisher."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from editorial.admin.understanding import READERS, Choice, Understood
from editorial.admin.wordfields import UnderstoodInput, WordsField
from editorial.intake import spellings
from editorial.intake.spellings import Named, SpellingError
from editorial.models import Publisher, User

Rows = Callable[[User], Iterable[Named]]
KINDS: dict[str, Rows] = {}
"""The rows of each kind that a person may know of."""


def spelled(kind: str) -> Callable[[Rows], Rows]:
    """Make a kind of row one that can be named by any spelling, also to the inputs that tell what they understood."""

    def register(rows: Rows) -> Rows:
        KINDS[kind] = rows
        READERS[kind] = lambda text, user: _told(kind, [text], user)
        READERS[f"{kind}s"] = lambda text, user: _told(kind, _parted(text), user)
        return rows

    return register


def _told(kind: str, texts: list[str], user: User) -> Understood:
    rows = list(KINDS[kind](user))
    try:
        return Understood(", ".join(spellings.one(text, rows, kind).label for text in texts))
    except SpellingError as error:
        # A choice stands for the whole text: where several rows are named, it says what to write for the one.
        choices = [Choice(each.exactly, each.exactly) for each in error.choices] if len(texts) == 1 else []
        return Understood(str(error), problem=True, choices=choices)


def _parted(text: str) -> list[str]:
    """The names in a list of them, by commas, semicolons or “and”."""
    plain = text.replace("،", ",").replace(";", ",").replace("؛", ",").replace(" and ", ",")
    return [part.strip() for part in plain.split(",") if part.strip()]


class SpelledField(WordsField):
    """Cleans to the row of a model that the text names, or None."""

    def __init__(self, model: type[Model], **given: Any) -> None:
        super().__init__(**given)
        self.model = model

    @property
    def known(self) -> list[Named]:
        widget = self.widget
        assert isinstance(widget, UnderstoodInput)  # noqa: S101
        return list(KINDS[widget.kind.removesuffix("s")](widget.user or User()))

    def read(self, text: str) -> Model:
        return self._row(text, self.known)

    def _row(self, text: str, rows: list[Named]) -> Model:
        assert isinstance(self.widget, UnderstoodInput)  # noqa: S101
        named = spellings.one(text, rows, self.widget.kind.removesuffix("s"))
        return self.model._default_manager.get(pk=named.key)


class SpelledListField(SpelledField):
    """Cleans to the rows that the text names, in its order, each once."""

    absent: Any = ()

    def read(self, text: str) -> Any:
        rows = self.known
        return list(dict.fromkeys(self._row(part, rows) for part in _parted(text)))


class PublisherField(SpelledField):
    """Cleans to a publisher; to the text itself where none is spelled so: that one is new."""

    def read(self, text: str) -> Any:
        found = spellings.find(text, self.known, "publisher")
        return super().read(text) if found.exact or "[" in text else " ".join(text.split())


@spelled("publisher")
def publishers(user: User) -> Iterable[Named]:
    """All of them: who publishes is no secret, only what of theirs the editors read."""
    for key, slug, name, name_ar in Publisher.objects.values_list("pk", "slug", "name", "name_ar"):
        yield Named(key, slug, name, (name, name_ar, slug.replace("-", " ")))


def _publisher_told(text: str, user: User) -> Understood:
    found = spellings.find(text, publishers(user), "publisher")
    if len(found.exact) == 1:
        return Understood(found.exact[0].label)
    choices = [Choice(each.exactly, each.exactly) for each in found.exact or found.alike]
    if found.exact:
        return Understood(_("Several are spelled so."), problem=True, choices=choices)
    return Understood(
        _("A new publisher; or is one of these meant?") if choices else _("A new publisher"), choices=choices
    )


READERS["publisher"] = _publisher_told
