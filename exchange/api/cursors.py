"""Cursors: a place in the order of one list, signed, so that no one pages through what a list does not show."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from django.core.signing import BadSignature, Signer
from django.http import QueryDict
from django.utils.translation import gettext as _

from exchange.api.problems import Invalid

ABOUT_THE_ANSWER = {"cursor", "limit", "format", "lang", "fields", "omit", "include"}
"""Parameters that do not change which rows a list has, nor their order."""

signer = Signer(salt="exchange.api.cursors")


@dataclass(frozen=True)
class Cursor:
    """The values of the sort keys of a row, and whether the page ends before it or begins after it."""

    position: list[Any]
    backward: bool = False


def question(path: str, parameters: QueryDict) -> str:
    """What a list was asked, in few letters: a cursor of one list is refused by another."""
    asked = sorted((name, values) for name, values in parameters.lists() if name not in ABOUT_THE_ANSWER)
    return hashlib.sha256(json.dumps([path, asked]).encode()).hexdigest()[:12]


def written(cursor: Cursor, of: str) -> str:
    """The cursor as it stands in an address; the same place has the same letters."""
    return signer.sign_object([of, cursor.backward, cursor.position])


def read(text: str, of: str) -> Cursor:
    """Raises Invalid for a cursor that was not given out for this question."""
    try:
        asked, backward, position = signer.unsign_object(text)
    except (BadSignature, ValueError, TypeError):
        asked, backward, position = None, False, []
    if asked != of:
        reason = _("This cursor does not belong to this list as it is asked for.")
        raise Invalid([{"name": "cursor", "reason": reason}])
    return Cursor(position, backward)
