"""What feeds are asked for with: the filters of the lists, and an instant; order and length are the feed's own."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from analysis.asking import attacks, handovers
from analysis.asking.filters import Filters
from analysis.asking.forms import form_of
from analysis.asking.known import versions
from editorial.choices import RecordKind
from editorial.models import Published
from exchange.api.forms import AskedForm, at_an_instant
from exchange.feeds.entries import in_force


class FeedFilters(Filters):
    """The records of a feed. Raises Invalid."""

    class Meta:
        form = AskedForm


class HandoverFeedFilters(FeedFilters, handovers.HandoverFilters):
    sort = None  # type: ignore[assignment]


class AttackFeedFilters(FeedFilters, attacks.AttackFilters):
    sort = None  # type: ignore[assignment]


FILTERS: dict[str, type[FeedFilters]] = {
    RecordKind.HANDOVER: HandoverFeedFilters,
    RecordKind.ATTACK: AttackFeedFilters,
}


def form_class(kind: str) -> type[AskedForm]:
    """The form that reads what a feed of a kind is asked for with; of all kinds, the instant alone."""
    if kind not in FILTERS:
        return form_of(AskedForm, tuple(at_an_instant().items()))
    return cast(type[AskedForm], FILTERS[kind].form_class(at_an_instant()))


def asked_for(kind: str, given: QueryDict) -> QuerySet[Published]:
    """The versions in force that are asked for, the newest first.

    So is what was at any time asked for and is not any more, since readers hold it: tombstones, and records that a
    correction took out of the question, whose `asked` is then false. What was erased is asked for by no question.
    Raises Invalid.
    """
    told = versions(kind).begun().filter(retracted=False, document__isnull=False)
    filters, found = FILTERS[kind](given, told, at_an_instant()), in_force(kind)
    if not any(is_given(filters.asked[name]) for name in filters.filters):
        return found
    said = filters.without("updated_since")
    found = found.filter(record__in=said.values("record")).annotate(asked=Exists(said.filter(pk=OuterRef("pk"))))
    since: QuerySet[Published] = filters.filters["updated_since"].filter(found, filters.asked["updated_since"])
    return since


def is_given(value: Any) -> bool:
    """Whether a parameter says something; 0 does."""
    return value is not None and value != []


def question_of(given: QueryDict) -> str:
    """What is asked, as it stands in a feed's address: the same for the same question, in whatever order it was put."""
    asked = QueryDict(mutable=True)
    for name in sorted(given):
        asked.setlist(name, given.getlist(name))
    return asked.urlencode(safe=":,/")
