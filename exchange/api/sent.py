"""Texts that are sent as they are stored: read as bytes, since to make words of them and bytes again costs the most.

The driver reads a column by its type. `bpchar` is text by another name, to which PostgreSQL turns text at no cost, and
none of our columns has that type: what a statement casts to it comes as the bytes that the server sent.
"""

from __future__ import annotations

from typing import Any

import psycopg
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import TextField
from django.db.models.functions import Cast
from psycopg.abc import Buffer
from psycopg.adapt import Loader

TYPE = "bpchar"


class AsSent(Loader):
    """Gives the bytes of a value; they are UTF-8, as all that Django asks a server for."""

    def load(self, data: Buffer) -> bytes:
        return bytes(data)


class SentField(TextField):
    """A text as bytes; stands in questions only, never in a table."""

    def cast_db_type(self, connection: BaseDatabaseWrapper) -> str:
        return TYPE


def as_sent(text: Any) -> Cast:
    """The text of an expression as bytes."""
    return Cast(text, SentField())


def register() -> None:
    """Let every connection that is opened from now on read these texts as bytes."""
    psycopg.adapters.register_loader(TYPE, AsSent)
