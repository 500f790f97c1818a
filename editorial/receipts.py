"""Receipts: what a reader is given who told the editors something, to look up later what came of it.

A receipt proves itself by its last part, so that one can be told from a mistyped one without asking the database: the
public's role cannot read which requests there are.
"""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""

RANDOM, PROOF = 8, 4
MISREAD = str.maketrans("OIL", "011")


def new_receipt() -> str:
    """Twelve letters and digits that nobody can guess, without the hyphens in which they are written."""
    chosen = "".join(secrets.choice(LETTERS) for _each in range(RANDOM))
    return chosen + _proof(chosen, settings.SECRET_KEY)


def read_receipt(typed: str) -> str | None:
    """The receipt that somebody typed, in any case and with or without hyphens; None if it is none of ours."""
    receipt = re.sub(r"[\s-]", "", typed).upper().translate(MISREAD)
    chosen, proof = receipt[:RANDOM], receipt[RANDOM:]
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    ours = [constant_time_compare(proof, _proof(chosen, key)) for key in keys]
    return receipt if any(ours) else None


def written(receipt: str) -> str:
    """A receipt as people read it: `K7QX-2M9P-4RTB`."""
    return "-".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))


def _proof(chosen: str, key: str | bytes) -> str:
    digest = salted_hmac("editorial.receipts", chosen, secret=key, algorithm="sha256").digest()
    return "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:PROOF])
