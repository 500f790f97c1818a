"""Tokens that are found again wherever they come to light: each stands in one text of one row, and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Model

TOKEN = re.compile(rb"cnr[0-9]{6}z")
"""Small letters and digits alone: no escaping, folding or address changes how it reads."""

CODES = {
    *("slug", "kind", "public_id", "lang", "language", "languages", "country", "timezone", "code", "pcode"),
    *("receipt", "field", "value"),
}
"""Texts that are codes or addresses; those of records are planted by themselves, as slugs."""


@dataclass(frozen=True)
class Planted:
    """Where a token stands: in what state of a record, and in which column; some sorts may stay in view."""

    state: str
    column: str

    @property
    def sort(self) -> str:
        last = self.column.rpartition(".")[2]
        return last if last in {"slug", "reason"} and self.column != "drawdownbase.reason" else "text"


class Garden:
    """Every token that was planted."""

    def __init__(self) -> None:
        self.planted: dict[bytes, Planted] = {}

    def token(self, state: str, column: str) -> str:
        text = f"cnr{len(self.planted):06d}z"
        self.planted[text.encode()] = Planted(state, column)
        return text

    def fill(self, row: Model, state: str) -> Any:
        """Put a token into every free text of the row, whatever columns it has by now, and save it."""
        for field in row._meta.concrete_fields:
            if is_free_text(field):
                setattr(row, field.name, self._value(field, state, f"{row._meta.model_name}.{field.name}"))
        row.save()
        return row

    def _value(self, field: models.Field, state: str, column: str) -> Any:
        token = self.token(state, column)
        if field.name in {"url", "source_url"}:
            return f"https://{token}.example.org/{token}"
        return [token] if isinstance(field, models.JSONField) else token

    def found_in(self, body: bytes) -> Iterator[tuple[str, Planted]]:
        """Tokens in a body, each once."""
        for token in set(TOKEN.findall(body)):
            yield token.decode(), self.planted.get(token, Planted("nobody's", "slug"))


def is_free_text(field: models.Field) -> bool:
    """Whether an editor may write into a column what they like."""
    long_enough = field.max_length is None or field.max_length >= 12
    is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices and long_enough
    is_list = isinstance(field, models.JSONField) and field.default is list
    return (is_text or is_list) and field.name not in CODES and not isinstance(field, ArrayField)
