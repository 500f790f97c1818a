"""Form fields that understand people, each with a note of what was understood beside it."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from editorial.admin.understanding import Understood, understand
from editorial.intake import counts, dates, windows
from editorial.intake.counts import Count
from editorial.intake.problems import LONGEST, IntakeError
from editorial.intake.windows import Window
from editorial.models import User


class UnderstoodInput(forms.TextInput):
    """A text, and below it what the desk understands of it: from the server, and while one types by a script."""

    def __init__(self, kind: str, **given: Any) -> None:
        super().__init__(**given)
        self.kind = kind
        self.user: User | None = None
        """Who types, where what is understood depends on what they may know of."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        given = {"autocomplete": "off", "spellcheck": "false", "data-understand": self.kind} | (attrs or {})
        note = f"{given.get('id', f'id_{name}')}_understood"
        described = [given.get("aria-describedby", ""), note]
        given["aria-describedby"] = " ".join(filter(None, described))
        text = super().render(name, value, given, renderer)
        told = self.told(value) if value else Understood()
        return render_to_string("admin/editorial/understood.html", {"text": text, "note": note, "told": told})

    def told(self, value: Any) -> Understood:
        return understand(self.kind, str(value), self.user or User())


class WordsField(forms.CharField):
    """A text of a few words that stands for a value of the model's; empty cleans to `absent`."""

    kind = ""
    absent: Any = None

    def __init__(self, **given: Any) -> None:
        kind = given.pop("kind", self.kind)
        given.setdefault("required", False)
        given.setdefault("max_length", LONGEST)
        given.setdefault("widget", UnderstoodInput(kind, attrs={"size": 40}))
        super().__init__(**given)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            return self.read(text) if text else self.absent
        except IntakeError as error:
            raise ValidationError(str(error), code="unreadable") from error

    def read(self, text: str) -> Any:
        """The value of a text that is not empty. Raises IntakeError."""
        raise NotImplementedError

    def has_changed(self, initial: Any, data: Any) -> bool:
        return " ".join(str(initial or "").split()) != " ".join(str(data or "").split())


class WindowField(WordsField):
    """Cleans to a Window; NO_DAY where it is empty."""

    kind = "window"
    absent = windows.NO_DAY

    def __init__(self, **given: Any) -> None:
        given.setdefault(
            "help_text", _("“24 July 2020”, “17-19 March 2020”, “early March 2020”, “since 2019”; either script.")
        )
        super().__init__(**given)

    def read(self, text: str) -> Window:
        return dates.read(text)


class CountField(WordsField):
    """Cleans to a Count of the thing; NOT_REPORTED where it is empty."""

    kind = "count"
    absent = counts.NOT_REPORTED

    def __init__(self, **given: Any) -> None:
        given.setdefault(
            "help_text", _("“4”, “3-5”, “at least 2”, “up to 5”, “none”; empty or “not reported”: not known.")
        )
        super().__init__(**given)

    def read(self, text: str) -> Count:
        return counts.read(text)


class DayField(WordsField):
    """Cleans to one day, or None."""

    kind = "day"

    def read(self, text: str) -> date:
        return dates.read_day(text)
