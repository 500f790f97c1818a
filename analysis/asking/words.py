"""Searching: words folded as the database folds what it searches."""

from __future__ import annotations

from django.db import connection
from django.db.models import Func, TextField


def folded_words(text: str) -> list[str]:
    """The words of a search, folded; the article and punctuation fall away."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT search_fold(%s)", [text])
        return cursor.fetchone()[0].split()


class Folded(Func):
    """The database's `search_fold()` of a text."""

    function = "search_fold"
    output_field = TextField()
