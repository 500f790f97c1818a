"""Days and windows of days as people write them, in English and Arabic."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.intake.dateforms import POINTS, RANGES, YEARS, Span
from editorial.intake.problems import IntakeError, checked_length
from editorial.intake.vocabulary import coded, folded, mentions, vocabulary, without
from editorial.intake.windows import NO_DAY, Window, day_after, day_before

EXPLAINED = re.compile(r",\s*(?:the whole (?:month|year)|no (?:end|beginning) known|(?P<days>[^,]+?) days?)$")
"""What `describe` adds to a window; a number of days is checked."""

OPEN_END = re.compile(r"(?P<first>.+?)\s*(?:/?\s*\.\.|LATER)|(?:\.\.\s*/?\s*)(?P<last>.+)|(?P<until>.+?)\s*EARLIER")
ONE_SIDED = re.compile(r"(SINCE|UNTIL|BEFORE|AFTER|BY)\s+(.+)")
TWO_SIDED = re.compile(r"(?:SINCE|BETWEEN)\s+(.+)")
BETWEEN_POINTS = re.compile(r"\s*(?:TO|UNTIL|/|(?<!\d)-|-(?!\d)|(?<=\d)-(?=\d))\s*")
SAME_MONTH_TWICE = re.compile(r"(M\d\d)\s*[/(-]\s*\1\)?")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")


def read(text: str) -> Window:
    """The window that a text gives: `24 July 2020`, `2020-07`, `17-19 March 2020`, `early March 2020`, `since 2019`.

    An empty text gives no window. Forms that can be read in two ways are refused. Raises IntakeError.
    """
    cleaned = re.sub(r"(?<!\.)\.$", "", folded(checked_length(text)))
    if cleaned in {"", "no day"}:
        return NO_DAY
    bare = _to_the_minute().sub("", cleaned)
    explained = EXPLAINED.search(bare)
    window = _window(_codes(EXPLAINED.sub("", bare)))
    _check_length(explained and explained["days"], window)
    if bare == cleaned:
        return window
    if window.days != 1:
        raise IntakeError(_("Only a single day can be known to the minute."))
    return Window.of(window.earliest, window.latest, to_the_minute=True)


def read_day(text: str) -> date:
    """The one day that a text gives. Raises IntakeError for a wider window."""
    window = read(text)
    if window.days != 1 or window.earliest is None:
        raise IntakeError(_("This is one day: “24 July 2020”."))
    return window.earliest


@lru_cache
def _spelled() -> dict[str, list[str]]:
    words = vocabulary()
    numbered = {"M": words["months"], "W": words["weekdays"], "P": words["parts"], "S": words["seasons"]}
    found = {f"{letter}{n:02}": list(each) for letter, rows in numbered.items() for n, each in enumerate(rows, 1)}
    return found | words["bounds"]


@lru_cache
def _to_the_minute() -> re.Pattern[str]:
    said = "|".join(folded(words["to_the_minute"]) for words in vocabulary()["written"].values())
    return re.compile(rf",?\s*(?:{said})$")


def _codes(text: str) -> str:
    """The text with months, weekdays, parts and bounds as codes, and nothing that says nothing."""
    if vague := mentions(text, vocabulary()["vague"]["words"]):
        said = _(
            "“%(word)s” has no bounds: write the first and the last day that it can have been, as in “22-26 July 2020”."
        )
        raise IntakeError(said % {"word": vague})
    known = without(coded(text, _spelled()), vocabulary()["fillers"])
    bare = ORDINAL.sub("", re.sub(r"(?<=[MWPS]\d\d)\.|,", " ", known))
    # In Arabic a day is “of” its month, by the word that otherwise begins a window.
    of_month = re.sub(r"(?<=\d)\s+SINCE\s+(?=M\d\d)", " ", bare)
    return SAME_MONTH_TWICE.sub(r"\1", " ".join(of_month.split()))


def _window(coded_text: str) -> Window:
    weekdays = [int(each) for each in re.findall(r"W(\d\d)", coded_text)]
    text = " ".join(re.sub(r"W\d\d", " ", coded_text).split())
    window = _open_window(text) or Window.of(*_span(text))
    if any(day and day.year not in YEARS for day in (window.earliest, window.latest)):
        raise IntakeError(_("The year lies between 1900 and 2100."))
    _check_weekdays(weekdays, window)
    return window


def _open_window(text: str) -> Window | None:
    """A window that one end of is open, if it is one."""
    if found := OPEN_END.fullmatch(text):
        last = found["last"] or found["until"]
        return Window.of(None, _span(last)[1]) if last else Window.of(_span(found["first"])[0], None)
    found = ONE_SIDED.fullmatch(text)
    if not found or _range(text) or (found[1] == "SINCE" and _range(found[2])):
        return None
    first, last = _span(found[2])
    bounds: dict[str, tuple[date | None, date | None]] = {
        "SINCE": (first, None),
        "UNTIL": (None, last),
        "BY": (None, last),
        "BEFORE": (None, day_before(first)),
        "AFTER": (day_after(last), None),
    }
    return Window.of(*bounds[found[1]])


def _span(text: str) -> Span:
    """First and last day of a closed window. Raises IntakeError."""
    two_sided = TWO_SIDED.fullmatch(text)
    found = _point(text) or _range(two_sided[1] if two_sided else text)
    if not found:
        raise _unreadable(text)
    first, last = found
    if last < first:
        raise IntakeError(_("The window ends before it begins."))
    return first, last


def _point(text: str) -> Span | None:
    """A day, a month, a year, or a part of one."""
    for pattern, read_groups in POINTS:
        if found := pattern.fullmatch(text):
            return read_groups(*found.groups())
    return None


def _range(text: str) -> Span | None:
    """Two points and what lies between them; the second one may say the month or the year of both."""
    for pattern, read_groups in RANGES:
        if found := pattern.fullmatch(text):
            return read_groups(*found.groups())
    for first, last in _halves(text):
        return first[0], last[1]
    return None


def _halves(text: str) -> Iterator[tuple[Span, Span]]:
    for between in BETWEEN_POINTS.finditer(text):
        left, right = text[: between.start()].strip(), text[between.end() :].strip()
        # A half of numbers alone can be a part of a number's form, “2020-03/04”.
        if "M" in text or "-" in left or len(left) == len(right) == 4 or "/" in left:
            year = re.search(r"\d{4}$", right)
            first, last = _point(left) or (_point(f"{left} {year[0]}") if year else None), _point(right)
            if first and last:
                yield first, last


def _check_weekdays(weekdays: list[int], window: Window) -> None:
    """A day of the week that is said must be the day's own."""
    if not weekdays:
        return
    days = [window.earliest, window.latest] if len(weekdays) == 2 else [window.earliest]
    if len(weekdays) > 2 or None in days or (len(weekdays) == 1 and window.days != 1):
        raise IntakeError(_("A day of the week goes with a single day."))
    for weekday, day in zip(weekdays, days, strict=True):
        if day and day.isoweekday() != weekday:
            said = _("%(day)s is a %(weekday)s: one of the two is mistyped.")
            raise IntakeError(said % {"day": date_format(day, "j F Y"), "weekday": date_format(day, "l")})


def _check_length(said: str | None, window: Window) -> None:
    if said is None:
        return
    numbers = {str(each): int(number) for number, words in vocabulary()["numbers"].items() for each in (number, *words)}
    if numbers.get(said, int(said) if said.isdecimal() else None) != window.days:
        raise IntakeError(_("The window has %(days)s days, not %(said)s.") % {"days": window.days, "said": said})


def _unreadable(text: str) -> IntakeError:
    if re.search(r"\d{1,2}:\d\d", text):
        return IntakeError(_("The hour has a field of its own: write the day alone."))
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2}", text) or re.search(r"M\d\d\s*[-/]?\s*\d\d$", text):
        return IntakeError(_("Write the year with four digits."))
    if "M" in text and not re.search(r"\d{4}", text):
        return IntakeError(_("Write the year, too."))
    return IntakeError(
        _(
            "Write “24 July 2020”, “2020-07”, “17-19 March 2020”, “early March 2020”, “late 2020”"
            " or “since 24 July 2020”."
        )
    )
