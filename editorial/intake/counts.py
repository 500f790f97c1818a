"""Counts as people write them, in English and Arabic: a number, a range, at least, none; and what is not reported."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext_lazy

from editorial.intake.problems import IntakeError, checked_length
from editorial.intake.vocabulary import coded, folded, mentions, vocabulary, without, written

MOST = 2_147_483_647
"""The largest number that a column holds."""

COUNTED: dict[str, Any] = {
    "munitions": ngettext_lazy("%(number)d munition", "%(number)d munitions", "number"),
    "killed": ngettext_lazy("%(number)d killed", "%(number)d killed", "number"),
    "wounded": ngettext_lazy("%(number)d wounded", "%(number)d wounded", "number"),
}
"""How a number of each thing is said."""

BOUNDS = ("at_least", "at_most", "more_than", "fewer_than", "or_more", "or_fewer")
THOUSANDS = re.compile(r"(?<=\d)[,\s](?=\d{3}(?!\d))")
EXPLAINED = re.compile(r",\s*(?:reported as none|perhaps none)$")
RANGE = re.compile(r"(\d+)\s*(?:-|TO)\s*(\d+)")
SIGNS = {">=": "AT_LEAST ", "≥": "AT_LEAST ", "<=": "AT_MOST ", "≤": "AT_MOST ", ">": "MORE_THAN ", "<": "FEWER_THAN "}


@dataclass(frozen=True)
class Count:
    """A number between two, both inclusive. No `most` is “at least”; neither is not reported, which is not 0."""

    least: int | None = None
    most: int | None = None

    @classmethod
    def from_columns(cls, row: Any, name: str) -> "Count":
        return cls(getattr(row, f"{name}_min"), getattr(row, f"{name}_max"))

    def columns(self, name: str) -> dict[str, int | None]:
        return {f"{name}_min": self.least, f"{name}_max": self.most}


NOT_REPORTED = Count()


def read(text: str) -> Count:
    """The count that a text gives: `4`, `3-5`, `at least 2`, `up to 5`, `none`, `not reported`, `four rockets`.

    An empty text is not reported. “Several” and “about 5” give no bounds and are refused. Raises IntakeError.
    """
    words = EXPLAINED.sub("", folded(checked_length(text))).rstrip(".")
    if not words:
        return NOT_REPORTED
    known = vocabulary()["counts"]
    bare = without(words, known["nouns"])
    if without(bare, known["unknown"]) == "":
        # “Casualties” alone is no count, and “casualties not reported” is one.
        return _all_said(mentions(bare, known["unknown"]))
    if without(bare, known["none"]) == "":
        return Count(0, 0)
    _refuse_vague(bare)
    return _checked(_count(_codes(bare)))


def write(count: Count) -> str:
    """The count as one would type it; `read` reads it back to the same. Empty where it is not reported."""
    least, most = count.least, count.most
    if least is None:
        return ""
    if most is None:
        return f"{written('at_least')} {least}"
    if least == most:
        return str(least) if least else written("none")
    return f"{least}-{most}" if least else f"{written('up_to')} {most}"


def describe(count: Count, thing: str = "") -> str:
    """The count in words, for people to check: `4 munitions exactly`, `at least 2 killed`, `not reported`.

    In English this too is read back to the same count.
    """
    least, most = count.least, count.most
    if least is None:
        return _("not reported")
    if most is None:
        return _("at least %(number)s") % {"number": _number(least, thing)}
    if most == 0:
        return _("%(number)s, reported as none") % {"number": _number(0, thing)}
    if least == most:
        return _("%(number)s exactly") % {"number": _number(most, thing)}
    if least == 0:
        return _("up to %(number)s, perhaps none") % {"number": _number(most, thing)}
    return _("%(least)d to %(most)s") % {"least": least, "most": _number(most, thing)}


def _number(number: int, thing: str) -> str:
    named: str | Promise | None = COUNTED.get(thing)
    return str(named % {"number": number}) if named else str(number)


@lru_cache
def _spelled() -> dict[str, list[str]]:
    counts = vocabulary()["counts"]
    return {f" {name.upper()} ": counts[name] for name in BOUNDS} | {
        " ": counts["exactly"],
        " TO ": ["to", "and", "or", "till", "الى", "و", "او"],
        " BETWEEN ": ["between", "from", "بين", "من"],
    }


@lru_cache
def _numbers() -> dict[str, list[str]]:
    """Each number from 0 to 100 by its words: “twenty-one”, “واحد وعشرون”."""
    spelled: dict[int, list[str]] = {int(number): list(words) for number, words in vocabulary()["numbers"].items()}
    for tens in range(20, 100, 10):
        for ones in range(1, 10):
            english = [f"{spelled[tens][0]}{joint}{spelled[ones][0]}" for joint in "- "]
            arabic = [f"{one} و{ten}" for one in spelled[ones] for ten in spelled[tens] if not (one + ten).isascii()]
            spelled[tens + ones] = [*english, *arabic]
    return {str(number): words for number, words in spelled.items()}


def _codes(text: str) -> str:
    plain = THOUSANDS.sub("", text)
    for sign, code in SIGNS.items():
        plain = plain.replace(sign, code)
    # Phrases first: “no more than” holds “more than”, and “a dozen” holds “a”.
    return " ".join(coded(coded(plain, _numbers()), _spelled()).replace("+", " OR_MORE").split())


def _count(text: str) -> Count:
    if text.isdecimal():
        return Count(int(text), int(text))
    if found := RANGE.fullmatch(text.removeprefix("BETWEEN ")):
        return Count(int(found[1]), int(found[2]))
    found = re.fullmatch(
        r"(AT_LEAST|AT_MOST|MORE_THAN|FEWER_THAN)\s+(\d+)|(\d+)\s+(OR_MORE|OR_FEWER|AT_LEAST|AT_MOST)", text
    )
    if not found:
        raise _unreadable()
    number = int(found[2] or found[3])
    return {
        "AT_LEAST": Count(number, None),
        "OR_MORE": Count(number, None),
        "MORE_THAN": Count(number + 1, None),
        "AT_MOST": Count(0, number),
        "OR_FEWER": Count(0, number),
        "FEWER_THAN": Count(0, number - 1),
    }[found[1] or found[4]]


def _checked(count: Count) -> Count:
    least, most = count.least or 0, count.most
    if max(least, most or 0) > MOST:
        raise IntakeError(_("The number is too large."))
    if most is not None and most < least:
        raise IntakeError(_("The range ends before it begins."))
    return count


def _all_said(unknown: str) -> Count:
    if not unknown:
        raise _unreadable()
    return NOT_REPORTED


def _refuse_vague(text: str) -> None:
    vague = vocabulary()["vague"]
    if word := mentions(text, [*vague["words"], *vague["amounts"]]):
        said = _("“%(word)s” has no bounds: write a range, or “at least 2”, or “not reported”.")
        raise IntakeError(said % {"word": word})


def _unreadable() -> IntakeError:
    return IntakeError(_("Write “4”, “3-5”, “at least 2”, “up to 5”, “none” or “not reported”."))
