"""Query parameters as form fields: each reads its text, or refuses it with a reason, and has a schema."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Any, TypedDict, Unpack

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Choices
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
CALENDAR = (
    r"(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})-"
    r"((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"
)
"""A day, in the words of a pattern, which cannot tell a leap year."""
INSTANT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
DEGREES = re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]{1,20})?([eE]-[0-9]{1,3})?")
AMOUNT = re.compile(r"[0-9]{1,20}(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?")
LARGEST = 2_147_483_647
HALF_ROUND_KM = 20_040
SHOWN = 60
NEAR = 0.7

Schema = dict[str, Any]


class Settings(TypedDict, total=False):
    """What every parameter can be declared with."""

    help_text: str | Promise
    label: str | None
    required: bool
    example: object
    needs: str


class Given(forms.Widget):
    """Every value that was given for a name, in order."""

    def value_from_datadict(self, data: Mapping[str, Any], files: object, name: str) -> list[str]:
        return data.getlist(name) if isinstance(data, MultiValueDict) else []


class Parameter(forms.Field):
    """One query parameter. `many`: it may be repeated, or hold several values separated by commas.

    `needs` names another parameter without which this one says nothing.
    """

    many = False
    help_text: str | Promise  # type: ignore[assignment]
    schema: Schema = {"type": "string", "minLength": 1}

    def __init__(self, **settings: Unpack[Settings]) -> None:
        super().__init__(required=False, label=settings.get("label"), widget=Given())
        self.help_text = settings.get("help_text", "")
        self.example = settings.get("example")
        self.needs = settings.get("needs", "")

    def to_python(self, value: list[str] | None) -> object:
        if not value:
            return None
        if not self.many and len(value) > 1:
            raise ValidationError(_("Give it once."), code="repeated")
        parts = [part.strip() for each in value for part in each.split(",")] if self.many else value
        if "" in parts or any("\x00" in part for part in parts):
            raise ValidationError(_("Give a value."), code="empty")
        return self.read_all(parts) if self.many else self.read(parts[0])

    def read_all(self, texts: list[str]) -> object:
        return [self.read(text) for text in dict.fromkeys(texts)]

    def read(self, text: str) -> object:
        return text

    def check_beside(self, value: object, others: Mapping[str, Any]) -> None:
        """Raises ValidationError where the value makes no sense beside those of the other parameters."""
        if value is not None and self.needs and others.get(self.needs) is None:
            raise ValidationError(_("Give “%(name)s” with it."), params={"name": self.needs})

    def described(self) -> Schema:
        """Its schema, for the API's document."""
        return {"type": "array", "items": self.schema, "minItems": 1} if self.many else self.schema


def unknown(value: str, allowed: Iterable[str], message: str = "") -> ValidationError:
    """The refusal of a value that is none of those allowed, with the one that may be meant."""
    known = [str(each) for each in allowed]
    near = get_close_matches(value.lower(), known, 1, NEAR) or get_close_matches(value, known, 1, NEAR)
    told = {"allowed": known} if len(known) <= SHOWN else {}
    return ValidationError(
        message or _("“%(value)s” is not known here."),
        code="unknown",
        params={"value": value[:SHOWN], "suggestion": near[0] if near else None, **told},
    )


class Choice(Parameter):
    """One of a few words."""

    def __init__(self, choices: Sequence[str], **settings: Unpack[Settings]) -> None:
        super().__init__(**settings)
        self.choices = list(choices)
        self.schema = {"type": "string", "enum": self.choices}

    def read(self, text: str) -> str:
        if text not in self.choices:
            raise unknown(text, self.choices)
        return text


class Sort(Choice):
    """The order of a list; by distance only where there is a point to measure from."""

    def check_beside(self, value: object, others: Mapping[str, Any]) -> None:
        if str(value).lstrip("-") == "distance" and others.get("near") is None:
            raise ValidationError(_("Give “%(name)s” with it."), params={"name": "near"})


class Codes(Choice):
    """Any of the codes of a vocabulary, or any of a few words."""

    many = True

    def __init__(self, choices: type[Choices] | Sequence[str], **settings: Unpack[Settings]) -> None:
        codes = choices.values if isinstance(choices, type) else choices
        super().__init__([str(code) for code in codes], **settings)


class Number(Parameter):
    """A whole number, from `least` to `most`; more than `cap` is taken for that."""

    def __init__(
        self, least: int = 0, cap: int | None = None, most: int = LARGEST, **settings: Unpack[Settings]
    ) -> None:
        super().__init__(**settings)
        self.least, self.cap, self.most = least, cap, most
        # What is taken for the cap is no fault, however large.
        self.schema = {"type": "integer", "minimum": least, **({} if cap else {"maximum": most})}

    def read(self, text: str) -> int:
        most = self.cap or self.most
        number = int(text) if re.fullmatch(r"[0-9]{1,400}", text) else -1
        if self.cap:
            number = min(number, self.cap)
        if not self.least <= number <= most:
            raise ValidationError(
                _("Give a whole number from %(least)d to %(most)d."), params={"least": self.least, "most": most}
            )
        return number


class Day(Parameter):
    """One day, as `2020-07-25`."""

    schema: Schema = {"type": "string", "format": "date"}

    def read(self, text: str) -> date:
        return day(text)


def day(text: str) -> date:
    """An ISO day; of an RFC 3339 instant, the day that is written in it."""
    instant = INSTANT.fullmatch(text)
    # GDAL before 3.7 writes a day of a filter so: `2020-07-25T`.
    written = instant[1] if instant else text.removesuffix("T")
    try:
        if DAY.fullmatch(written):
            return date.fromisoformat(written)
    except ValueError:
        pass
    problem = _("“%(value)s” is not a day of the calendar. Write it as 2020-07-25.")
    raise ValidationError(problem, params={"value": text[:SHOWN]})


@dataclass(frozen=True)
class Span:
    """Days from one to another, both included; null is open."""

    first: date | None
    last: date | None


class Days(Parameter):
    """A day, or an interval `a/b`, `a/..`, `../b`, as OGC API Features has it."""

    schema: Schema = {
        "type": "string",
        "pattern": rf"^({CALENDAR}|{CALENDAR}/({CALENDAR}|\.\.)?|(\.\.)?/{CALENDAR})$",
    }

    def read(self, text: str) -> Span:
        parts = text.split("/")
        if len(parts) > 2:
            raise ValidationError(_("Give a day or an interval such as 2020-03-01/2020-07-25."))
        first, last = (None if part in {"", ".."} else day(part) for part in (parts[0], parts[-1]))
        if first is None and last is None:
            raise ValidationError(_("Give at least one day."))
        if first and last and first > last:
            raise ValidationError(_("The interval ends before it begins."))
        return Span(first, last)


def degrees(text: str, count: int) -> list[float] | None:
    """So many numbers separated by commas; null where the text is something else."""
    parts = [part.strip() for part in text.split(",")]
    return [float(part) for part in parts] if len(parts) == count and all(map(DEGREES.fullmatch, parts)) else None


ANGLE: Schema = {"type": "number", "minimum": -180, "maximum": 180}


class Box(Parameter):
    """A box in degrees, west, south, east, north; west of east where it does not cross the 180th meridian."""

    schema: Schema = {"type": "array", "items": ANGLE, "minItems": 4, "maxItems": 4}

    def read(self, text: str) -> tuple[float, float, float, float]:
        found = degrees(text, 4)
        if found is None:
            raise ValidationError(_("Give four numbers: west, south, east, north."))
        west, south, east, north = found
        if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 90 or south > north:
            raise ValidationError(_("Longitudes go from -180 to 180, latitudes from south to north from -90 to 90."))
        return west, south, east, north


class Position(Parameter):
    """A point in degrees, longitude first."""

    schema: Schema = {"type": "array", "items": ANGLE, "minItems": 2, "maxItems": 2}

    def read(self, text: str) -> tuple[float, float]:
        found = degrees(text, 2)
        if found is None:
            raise ValidationError(_("Give two numbers: longitude, latitude."))
        longitude, latitude = found
        if abs(longitude) > 180 or abs(latitude) > 90:
            raise ValidationError(_("Longitudes go from -180 to 180, latitudes from -90 to 90."))
        return longitude, latitude


class Kilometres(Parameter):
    """A distance of more than nothing, at most half the way round the earth."""

    schema: Schema = {"type": "number", "exclusiveMinimum": 0, "maximum": HALF_ROUND_KM}

    def read(self, text: str) -> float:
        if not AMOUNT.fullmatch(text) or not 0 < float(text) <= HALF_ROUND_KM:
            raise ValidationError(
                _("Give kilometres, more than 0 and at most %(most)d."), params={"most": HALF_ROUND_KM}
            )
        return float(text)


class Moment(Parameter):
    """An instant as RFC 3339 has it; UTC where no zone is given, midnight where it is a day."""

    schema: Schema = {"type": "string", "format": "date-time"}

    def read(self, text: str) -> datetime:
        written = re.sub(r" (?=[0-9]{2}:[0-9]{2}$)", "+", text) if text.count(":") > 1 else text
        if DAY.fullmatch(written) or INSTANT.fullmatch(written):
            try:
                found = datetime.fromisoformat(written.upper())
                return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
            except (ValueError, OverflowError):
                pass
        raise ValidationError(
            _("“%(value)s” is not an instant such as 2020-07-25T12:00:00Z."), params={"value": text[:SHOWN]}
        )


class Words(Parameter):
    """Words to look for."""

    schema: Schema = {"type": "string", "minLength": 1, "maxLength": 200}

    def read(self, text: str) -> str:
        if not re.search(r"[^\W_]", text):
            raise ValidationError(_("Give a word to look for."))
        if len(text) > 200:
            raise ValidationError(_("Give at most 200 characters."))
        return text
