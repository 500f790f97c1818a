"""Forms with inputs that understand people beside the exact columns that they fill."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import Model
from django.utils.translation import gettext as _

from editorial.intake import counts, windows
from editorial.intake.counts import Count
from editorial.intake.windows import Window


class WordsForm(forms.ModelForm):
    """What is typed in words fills its columns; columns that are typed exactly hold where the words are left alone."""

    windows: ClassVar[dict[str, str]] = {}
    """Fields of words, each with the prefix of the window's three columns."""

    counted: ClassVar[dict[str, str]] = {}
    """Fields of words, each with the name of the count's two columns."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field, prefix in self.windows.items():
            self.initial.setdefault(field, windows.write(Window.from_columns(self.instance, prefix)))
        for field, name in self.counted.items():
            self.initial.setdefault(field, counts.write(Count.from_columns(self.instance, name)))

    def clean(self) -> dict[str, Any]:
        # Before the rest: a record's address is made from its day.
        for field, name in (self.windows | self.counted).items():
            if field in self.changed_data and field in self.cleaned_data:
                self._fill(field, self.cleaned_data[field].columns(name))
        return super().clean() or self.cleaned_data

    def _fill(self, field: str, columns: dict[str, Any]) -> None:
        typed = {name: self.cleaned_data.get(name) for name in columns if name in self.changed_data}
        if any(
            columns[name] != (None if value == "" and columns[name] is None else value) for name, value in typed.items()
        ):
            self.add_error(field, _("The exact columns were changed as well and say otherwise: change one of the two."))
            return
        self.cleaned_data |= columns
        for name, value in columns.items():
            setattr(self.instance, name, value)

    def _get_validation_exclusions(self) -> set[str]:
        # Columns without a field of their own are checked with the rest all the same, unless their words were refused.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        empty = {field: windows.NO_DAY.columns(prefix) for field, prefix in self.windows.items()}
        empty |= {field: counts.NOT_REPORTED.columns(name) for field, name in self.counted.items()}
        for field, columns in empty.items():
            excluded = excluded | set(columns) if field in self.errors else excluded - (set(columns) - set(self.fields))
        return excluded


def window_shown(prefix: str, label: Any) -> Any:
    """How a desk shows a window in words to who may not change it."""

    @admin.display(description=label)
    def shown(desk: Any, row: Model) -> str:
        return windows.write(Window.from_columns(row, prefix)) or "—"

    return shown


def count_shown(name: str, label: Any) -> Any:
    """How a desk shows a count in words to who may not change it."""

    @admin.display(description=label)
    def shown(desk: Any, row: Model) -> str:
        return counts.describe(Count.from_columns(row, name))

    return shown
