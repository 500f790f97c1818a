"""A question: parameters that are read together, and the refusal of what is not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _

from analysis.asking.parameters import Parameter, unknown

Problem = dict[str, Any]
Form = TypeVar("Form", bound="AskingForm")


class NotUnderstoodError(Exception):
    """What is wrong with a question: for each parameter its name, the reason in words, and what may be meant."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(f"{each['name']}: {each['reason']}" for each in problems))
        self.problems = list(problems)


class Shared(dict[str, forms.Field]):
    """Fields that every form of a class uses as they are: to copy forty of them costs more than to read them."""

    def __deepcopy__(self, memo: object) -> dict[str, forms.Field]:
        return dict(self)


class AskingForm(forms.Form):
    """The parameters of one question; none but those declared. Its fields are read and never changed."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.__dict__["base_fields"] = Shared(self.base_fields)
        super().__init__(*given, **named)

    def _clean_fields(self) -> None:
        """Read those that are given; each of the others is null, which need not be found out forty times."""
        self.cleaned_data = dict.fromkeys(self.fields)
        for name, field in self.fields.items():
            if name not in self.data:
                continue
            try:
                self.cleaned_data[name] = field.clean(field.widget.value_from_datadict(self.data, self.files, name))
            except ValidationError as error:
                self.add_error(name, error)

    def clean(self) -> dict[str, Any]:
        for name in self.data:
            if name not in self.fields:
                self.add_error(None, unknown(name, self.fields, _("There is no parameter “%(value)s” here.")))
        for name, field in self.fields.items():
            given = name in self.data and name in self.cleaned_data
            if given and isinstance(field, Parameter) and field.needs not in self.errors:
                self._check_beside(name, field)
        return self.cleaned_data

    def _check_beside(self, name: str, field: Parameter) -> None:
        try:
            field.check_beside(self.cleaned_data[name], self.cleaned_data)
        except ValidationError as error:
            self.add_error(name, error)

    def validated(self) -> dict[str, Any]:
        """What is asked for, by name; null where nothing is. Raises NotUnderstoodError."""
        if not self.is_valid():
            raise NotUnderstoodError(list(self.problems()))
        return self.cleaned_data

    def problems(self) -> Iterator[Problem]:
        """What is wrong, parameter by parameter."""
        for name, errors in self.errors.as_data().items():
            for error in errors:
                yield refusal(name, error)


@lru_cache(maxsize=256)
def form_of(base: type[Form], parameters: tuple[tuple[str, Parameter], ...]) -> type[Form]:
    """The form of these parameters beside those of another; the same one for the same parameters."""
    return type("AskedForm", (base,), dict(parameters))


def refusal(name: str, error: ValidationError) -> Problem:
    """One thing that is wrong: the parameter's `name`, the `reason`, where known a `suggestion`, those `allowed`."""
    params: Mapping[str, Any] = error.params or {}
    told = {key: params[key] for key in ("suggestion", "allowed") if params.get(key)}
    return {"name": params["value"] if name == NON_FIELD_ERRORS else name, "reason": error.messages[0], **told}
