"""What a request may ask for: the parameters that every answer knows, and the refusal of all others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.asking.parameters import Choice, Codes, Number, Parameter, unknown
from exchange.api.languages import CODES
from exchange.api.problems import Invalid, Problem

INCLUDES = ["sources", "claims"]
LIMIT, LARGEST_LIMIT = 100, 1000


class AskedForm(forms.Form):
    """The parameters of one request; none but those declared."""

    format = Parameter(help_text=gettext_lazy("The format, instead of an Accept header."))
    lang = Choice(CODES, help_text=gettext_lazy("The language of names and titles, instead of Accept-Language."))

    def clean(self) -> dict[str, Any]:
        for name in self.data:
            if name not in self.fields:
                self.add_error(None, unknown(name, self.fields, _("There is no parameter “%(value)s” here.")))
        return self.cleaned_data

    def validated(self) -> dict[str, Any]:
        """What is asked for, by name. Raises Invalid."""
        if not self.is_valid():
            raise Invalid(list(self.problems()))
        return self.cleaned_data

    def problems(self) -> Iterator[Problem]:
        """The entries of `invalid_params`."""
        for name, errors in self.errors.as_data().items():
            for error in errors:
                yield refusal(name, error)


def refusal(name: str, error: ValidationError) -> Problem:
    """One entry of `invalid_params`."""
    params: Mapping[str, Any] = error.params or {}
    told = {key: params[key] for key in ("suggestion", "allowed") if params.get(key)}
    return {"name": params["value"] if name == NON_FIELD_ERRORS else name, "reason": error.messages[0], **told}


class PagedForm(AskedForm):
    """What every list can be asked for with."""

    limit = Number(
        1,
        cap=LARGEST_LIMIT,
        example=LIMIT,
        help_text=gettext_lazy(
            "Rows on a page, 100 if not given; more than 1000 is capped. CSV and NDJSON have no pages."
        ),
    )
    cursor = Parameter(help_text=gettext_lazy("Where the page begins; taken from `next` or `previous`, never made up."))


def members(names: Sequence[str], includes: Sequence[str] = ()) -> dict[str, Parameter]:
    """The parameters that choose among a row's members."""
    found: dict[str, Parameter] = {
        "fields": Codes(names, example=names[0], help_text=gettext_lazy("Only these members; the others are absent.")),
        "omit": Codes(names, help_text=gettext_lazy("All members but these.")),
    }
    if includes:
        text = gettext_lazy("Members that lists leave out: the citations with their sources, and the claims.")
        found["include"] = Codes(includes, help_text=text)
    return found
