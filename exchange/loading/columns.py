"""One column of a file and the model's field that it fills: how its cells are read, and what the database holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import connection, models

from attacks.models import Actor, Attack
from editorial.choices import RecordKind
from editorial.models import Publisher, Record, Source
from exchange.loading import cells
from handovers.models import Area, Drawdown, Force, Handover, MilitaryBase

TARGETS: dict[type[models.Model], str] = {
    Area: "area",
    Publisher: "publisher",
    Source: "source",
    Force: "force",
    Actor: "actor",
    Drawdown: "drawdown",
    MilitaryBase: "base",
    Handover: "handover",
    Attack: "attack",
    Record: "",
}
"""What a reference points at, by the name under which keys are looked up; any record is named as `kind:slug`."""

SPECIAL = {
    "working_state": cells.public_or_in_review,
    "timezone": cells.time_zone,
    "public_id": cells.public_id,
    "value": cells.json_value,
}
"""Fields whose cells are read in a way of their own."""

ALWAYS_GIVEN = {"working_state", "public_id", "value"}
"""Fields whose default in the model is not for files."""


@dataclass(frozen=True)
class Column:
    """A column by its name in the file. References hold the key of a row; the database holds its id."""

    name: str
    field: Any

    @cached_property
    def is_reference(self) -> bool:
        return isinstance(self.field, models.ForeignKey)

    @cached_property
    def is_list_of_references(self) -> bool:
        return isinstance(self.field, models.ManyToManyField)

    @cached_property
    def target(self) -> str:
        return TARGETS[self.field.related_model]

    @cached_property
    def staged(self) -> str:
        """The column of the staging table that holds the cell."""
        return self.name if self.is_reference or self.is_list_of_references else self.field.column

    @property
    def stored(self) -> str:
        """The column of the model's own table."""
        return self.field.column

    @property
    def staged_type(self) -> str:
        """Texts are staged unbounded, so that one that is too long can be named in its line."""
        if self.is_reference:
            return "text"
        if self.is_list_of_references:
            return "text[]"
        kind = self.field.db_type(connection)
        return "text" if re.fullmatch(r"varchar\(\d+\)", kind) else kind

    @cached_property
    def required(self) -> bool:
        """Whether an empty cell is refused: the model knows neither a blank nor a default."""
        if self.field.name in ALWAYS_GIVEN:
            return True
        return not (self.field.null or self.field.blank or self.field.has_default() or self.is_list_of_references)

    @cached_property
    def empty(self) -> str | None:
        """What an empty cell means: not reported, the model's default, or an empty text or list."""
        if self.is_list_of_references:
            return "{}"
        if self.field.null or self.required:
            return None
        if isinstance(self.field, models.JSONField):
            return "[]"
        return str(self.field.get_default())

    @cached_property
    def keeps_bad(self) -> bool:
        """Whether a cell that was refused can still be staged, so that what refers to it does not fail too."""
        return self.staged_type == "text"

    @cached_property
    def parse(self) -> cells.Parse:
        field = self.field
        if field.name in SPECIAL:
            return SPECIAL[field.name]
        if self.is_list_of_references:
            return cells.slugs
        if self.is_reference:
            return cells.text_of(200) if self.target else cells.address_of_record(RecordKind.values)
        if isinstance(field, ArrayField):
            return cells.codes_of(codes_of(field.base_field))
        if isinstance(field, models.JSONField):
            return cells.texts
        return BY_TYPE.get(field.get_internal_type()) or _parse_text(field)


BY_TYPE: dict[str, cells.Parse] = {
    "BooleanField": cells.yes_or_no,
    "DateField": cells.day,
    "TimeField": cells.clock_time,
    "FloatField": cells.number,
    "PositiveIntegerField": cells.whole_number,
    "PositiveSmallIntegerField": cells.whole_number,
}


def codes_of(field: models.Field[Any, Any]) -> list[str]:
    """The codes of the field's vocabulary, which has no groups."""
    return [str(code) for code, _label in field.flatchoices]


def _parse_text(field: models.Field[Any, Any]) -> cells.Parse:
    if field.choices:
        return cells.code_of(codes_of(field))
    parse = cells.text_of(field.max_length)
    for rule in field.validators:
        if isinstance(rule, RegexValidator):
            parse = cells.matching(parse, re.compile(rule.regex), str(rule.message))
    return parse
