"""What a request may ask for: the parameters that every answer knows, and the refusal of all others."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.asking.forms import AskingForm, NotUnderstoodError
from analysis.asking.parameters import Choice, Codes, Moment, Number, Parameter, Settings
from exchange.api.languages import CODES
from exchange.api.problems import Invalid

INCLUDES = ["sources", "claims"]
LIMIT, LARGEST_LIMIT = 100, 1000
AREA = "area"
ALL = "all"
"""A limit that takes the whole list in the formats that are written as they are read."""


class Rows(Number):
    """How many rows a page has, or `all`."""

    def __init__(self, **settings: Unpack[Settings]) -> None:
        super().__init__(1, cap=LARGEST_LIMIT, **settings)
        self.schema = {"anyOf": [self.schema, {"type": "string", "enum": [ALL]}]}

    def read(self, text: str) -> int | str:  # type: ignore[override]
        if text == ALL:
            return ALL
        try:
            return super().read(text)
        except ValidationError as error:
            told = _("Give a whole number from %(least)d to %(most)d, or `all`.")
            raise ValidationError(told, params=error.params) from None


class AskedForm(AskingForm):
    """The parameters that every answer knows."""

    format = Parameter(help_text=gettext_lazy("The format, instead of an Accept header."))
    lang = Choice(CODES, help_text=gettext_lazy("The language of names and titles, instead of Accept-Language."))

    def validated(self) -> dict[str, Any]:
        """What is asked for, by name. Raises Invalid."""
        try:
            return super().validated()
        except NotUnderstoodError as error:
            raise Invalid(error.problems) from None


class PagedForm(AskedForm):
    """What every list can be asked for with."""

    limit = Rows(
        example=LIMIT,
        help_text=gettext_lazy(
            "Rows on a page, 100 if not given; more than 1000 is capped. CSV and NDJSON have no pages, and `all` gives "
            "the whole list as one GeoJSON; in JSON it is as 1000."
        ),
    )
    cursor = Parameter(help_text=gettext_lazy("Where the page begins; taken from `next` or `previous`, never made up."))


@lru_cache(maxsize=256)
def members(names: tuple[str, ...], includes: tuple[str, ...] = ()) -> dict[str, Parameter]:
    """The parameters that choose among a row's members."""
    found: dict[str, Parameter] = {
        "fields": Codes(names, example=names[0], help_text=gettext_lazy("Only these members; the others are absent.")),
        "omit": Codes(names, help_text=gettext_lazy("All members but these.")),
    }
    if includes:
        text = gettext_lazy(
            "Members that lists leave out: the citations with their sources, and the claims. CSV has no column for"
            " them."
        )
        found["include"] = Codes(includes, help_text=text)
    return found


@cache
def outlined() -> dict[str, Parameter]:
    """The parameter that gives what is known only to an area the outline of that area."""
    text = gettext_lazy(
        "With 1, features without a point have the outline of their governorate; for GeoJSON alone. Lines are those of "
        "the base map, simplified from Natural Earth."
    )
    return {AREA: Choice(["1"], help_text=text)}


@cache
def at_an_instant() -> dict[str, Parameter]:
    """The parameter that turns the record's clock back."""
    text = gettext_lazy("The record as it was public at this instant; what was corrected since is as it was.")
    return {"as_of": Moment(help_text=text, example="2026-11-01T00:00:00Z")}
