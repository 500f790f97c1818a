"""Search over the public record: the words of a query, folded as the stored text was, found in any order."""

from typing import Any, TypeVar

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.http import QueryDict

from analysis.asking.words import folded_words
from editorial.models import Published
from handovers.models import PublishedMilitaryBase

Rows = TypeVar("Rows", bound=QuerySet[Any])
MOST_WORDS = 10
LONGEST = 200


def asked_for(given: QueryDict, name: str) -> str:
    """A parameter's text, as the database can take it: without the character that no text there may hold."""
    return given.get(name, "").replace("\x00", " ").strip()[:LONGEST]


def folded(query: str) -> list[str]:
    """The first words of a query as the searched texts are folded: case, accents, Arabic letter variants, articles."""
    return folded_words(query)[:MOST_WORDS]


def containing(words: list[str], field: str = "search_text") -> Q:
    """Rows whose text has every word; none where there is no word."""
    condition = Q(pk__isnull=not words)
    for word in words:
        condition &= Q(**{f"{field}__contains": word})
    return condition


def bases_like(words: list[str]) -> QuerySet[PublishedMilitaryBase]:
    """The public bases that have every word in one of their names."""
    return PublishedMilitaryBase.objects.at().filter(containing(words))


def with_base(words: list[str]) -> Q:
    """Rows in which each word stands, in their own text or in the names of their base."""
    condition = Q(pk__isnull=not words)
    for word in words:
        at_base = Q(base_slug__in=bases_like([word]).values("slug"))
        condition &= Q(search_text__contains=word) | at_base
    return condition


def titled(rows: Rows, words: list[str], *expressions: str) -> Rows:
    """Those of the reference rows that have every word in one of the expressions of theirs."""
    text = Func(Value(" "), *map(F, expressions), function="concat_ws", output_field=TextField())
    return rows.annotate(searched=Func(text, function="search_fold", output_field=TextField())).filter(
        containing(words, "searched")
    )


def newest(rows: QuerySet[Published], limit: int) -> list[Published]:
    """The first of the rows, newest first."""
    return list(rows.order_by(F("date_latest").desc(nulls_last=True), "slug")[:limit])
