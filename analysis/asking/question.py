"""What an address about attacks asks: the filters of the API, and beside them how a page is to look."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from analysis.asking.attacks import AttackFilters
from analysis.asking.forms import NotUnderstoodError
from analysis.asking.parameters import Box, Choice, Codes, Day, Number, Parameter
from analysis.setbased import found_once
from attacks.models import PublishedAttack
from editorial.clock import record_clock

LONGEST = 200
FARTHEST_OUT, NEAREST = 0, 22
NEAR = 0.8


class MapView(Parameter):
    """Where the map looks: zoom, latitude and longitude, with slashes between them."""

    def read(self, text: str) -> tuple[float, float, float]:
        try:
            zoom, latitude, longitude = (float(part) for part in text.split("/"))
        except ValueError:
            zoom, latitude, longitude = -1, 0, 0
        if not (FARTHEST_OUT <= zoom <= NEAREST and abs(latitude) <= 90 and abs(longitude) <= 180):
            raise ValidationError(_("Give zoom, latitude and longitude, as 6/33.2/43.7."))
        return zoom, latitude, longitude


class At(Parameter):
    """A record that is opened: its noun and its slug."""

    NOUNS = ("bases", "attacks", "handovers")

    def read(self, text: str) -> tuple[str, str]:
        noun, _slash, slug = text.partition("/")
        if noun not in self.NOUNS or not slug:
            raise ValidationError(_("Give a record, as bases/besmaya."))
        return noun, slug


VIEW: dict[str, Parameter] = {
    "on": Day(),
    "mode": Choice(["window", "cumulative"]),
    "by": Choice(["month", "week", "day"]),
    "compare": Day(),
    "with": Choice(["side", "swipe"], needs="compare"),
    "map": MapView(),
    "at": At(),
    "page": Parameter(),
    "zoom": Number(),
    "window": Box(),
    "part": Choice(["cells"]),
    "style": Codes(["weapon", "munitions", "outcome", "killed"]),
}
"""What an address may say besides the filters: the clock, how the map looks, what is open, which page of a table."""

FORMER = ("site", "attack", "attacks")
"""Names that addresses of the map had before; they still open what they opened."""


class FireFilters(AttackFilters):
    """The attacks that a page is asked for, and in `asked` all that it is asked."""

    def query(self, *without: str) -> str:
        """The filters alone, as the API takes them."""
        query = QueryDict(mutable=True)
        for name in self.base_filters:
            if name in self.data and name not in without:
                query.setlist(name, self.data.getlist(name))
        return query.urlencode(safe=":,/")

    def settled(self) -> FireFilters:
        """The same question with the search made: what is counted several times need not search several times."""
        if self.asked["q"] is not None:
            self.queryset = found_once(self.filters["q"].filter(self.queryset, self.asked["q"]), self.queryset)
            del self.filters["q"]
        return self

    @property
    def is_set(self) -> bool:
        """Whether anything narrows the attacks."""
        return self.narrows_beside()

    def narrows_beside(self, *left_out: str) -> bool:
        """Whether filters other than these narrow the attacks."""
        return any(
            self.asked[name] is not None for name in self.base_filters if name not in {"sort", "count", *left_out}
        )


def question(given: QueryDict, *, strict: bool = False) -> FireFilters:
    """What an address asks. Raises NotUnderstoodError.

    A page forgives names that mean nothing here, such as those that others put into links to it; `strict` does not.
    """
    asked = without_strangers(given_values(given), [*FireFilters.base_filters, *VIEW], strict=strict)
    return FireFilters(asked, PublishedAttack.objects.at(record_clock()), VIEW).settled()


def given_values(given: QueryDict) -> QueryDict:
    """The parameters that a form sent filled in; a window in two fields becomes one as the API takes it."""
    asked = QueryDict(mutable=True)
    for name, values in given.lists():
        texts = (value.replace("\x00", " ").strip() for value in values)
        filled = [text for text in texts if text]
        if filled and name not in FORMER:
            asked.setlist(name, filled)
    first, last = (asked.pop(name, [""])[-1] for name in ("from", "to"))
    if (first or last) and "datetime" not in asked:
        asked["datetime"] = f"{first or '..'}/{last or '..'}"
    return asked


def without_strangers(asked: QueryDict, known: Iterable[str], *, strict: bool) -> QueryDict:
    """Without names that are nothing like a known one; all of them stay if `strict`."""
    names = list(known)
    for name in [] if strict else [each for each in asked if each not in names]:
        if not get_close_matches(name.lower(), names, 1, NEAR):
            del asked[name]
    return asked


def in_words(error: NotUnderstoodError) -> str:
    """What was not understood, for a reader."""
    return " ".join(_problem(each) for each in error.problems)


def _problem(problem: dict[str, Any]) -> str:
    told = _("%(name)s: %(reason)s") % {"name": problem["name"], "reason": problem["reason"]}
    meant = problem.get("suggestion")
    return f"{told} {_('Perhaps “%(value)s”?') % {'value': meant}}" if meant else told
