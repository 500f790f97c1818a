"""A window of days as the model holds one, and written: as people type it, and in words that leave no doubt."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from editorial.choices import DatePrecision
from editorial.constraints import WIDTHS
from editorial.intake.vocabulary import written

NUMBERS = [
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
]


@dataclass(frozen=True)
class Window:
    """Days from `earliest` to `latest`, both inclusive; None is an open end. The precision is the model's code."""

    earliest: date | None
    latest: date | None
    precision: str

    @classmethod
    def of(cls, earliest: date | None, latest: date | None, *, to_the_minute: bool = False) -> "Window":
        """The window with the precision that its width has."""
        return cls(earliest, latest, str(DatePrecision.TIME) if to_the_minute else precision_of(earliest, latest))

    @classmethod
    def from_columns(cls, row: Any, prefix: str) -> "Window":
        """The window in the columns `<prefix>_earliest`, `_latest`, `_precision` of a row."""
        return cls(*(getattr(row, f"{prefix}_{part}") for part in ("earliest", "latest", "precision")))

    def columns(self, prefix: str) -> dict[str, Any]:
        return {
            f"{prefix}_earliest": self.earliest,
            f"{prefix}_latest": self.latest,
            f"{prefix}_precision": self.precision,
        }

    @property
    def days(self) -> int | None:
        """How many days it has; None where an end is open."""
        return (self.latest - self.earliest).days + 1 if self.earliest and self.latest else None


NO_DAY = Window(None, None, "")


def precision_of(earliest: date | None, latest: date | None) -> str:
    """The precision that a window of this width has; empty for none."""
    if earliest is None and latest is None:
        return ""
    if earliest is None or latest is None:
        return str(DatePrecision.OPEN)
    width = (latest - earliest).days
    if width == 0:
        return str(DatePrecision.DAY)
    return str(next((name for name, (low, high) in WIDTHS.items() if low <= width <= high), DatePrecision.OPEN))


def month(year: int, number: int) -> tuple[date, date]:
    """First and last day of a month."""
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def write(window: Window) -> str:
    """The window as one would type it; `dates.read` reads it back to the same. Empty for no window."""
    first, last = window.earliest, window.latest
    if first is None or last is None:
        return _open(window) if first or last else ""
    day = _days(first, last)
    return f"{day}, {written('to_the_minute')}" if window.precision == DatePrecision.TIME else day


def describe(window: Window) -> str:
    """The window in words, for people to check: the day of the week, how many days, which end is not known.

    In English this too is read back to the same window.
    """
    first, last = window.earliest, window.latest
    if first is None or last is None:
        return _open(window, explained=True) if first or last else _("no day")
    if first == last:
        return f"{date_format(first, 'l')} {write(window)}"
    if (first, last) == month(first.year, first.month):
        return _("%(month)s, the whole month") % {"month": _days(first, last)}
    if _is_whole_year(first, last):
        return _("%(year)s, the whole year") % {"year": _days(first, last)}
    return f"{_days(first, last, _(' to '))}, {_length((last - first).days + 1)}"


def _open(window: Window, *, explained: bool = False) -> str:
    if window.earliest:
        since = f"{written('since')} {_day(window.earliest)}"
        return _("%(since)s, no end known") % {"since": since} if explained else since
    until = f"{written('until')} {_day(window.latest)}"
    return _("%(until)s, no beginning known") % {"until": until} if explained else until


def _days(first: date, last: date, joined: str = " - ") -> str:
    """A closed window: each part of a date is named once where that is enough."""
    if first == last:
        return _day(first)
    if (first, last) == month(first.year, first.month):
        return date_format(first, "F Y")
    if _is_whole_year(first, last):
        return f"{first.year:04}"
    short = joined.strip() if joined == " - " else joined
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}{short}{_day(last)}"
    if first.year == last.year:
        return f"{date_format(first, 'j F')}{joined}{_day(last)}"
    return f"{_day(first)}{joined}{_day(last)}"


def _is_whole_year(first: date, last: date) -> bool:
    return (first, last) == (date(first.year, 1, 1), date(first.year, 12, 31))


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _length(days: int) -> str:
    number = str(NUMBERS[days - 2]) if 2 <= days <= 9 else str(days)
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": number}


def day_before(day: date) -> date:
    return day - timedelta(days=1)


def day_after(day: date) -> date:
    return day + timedelta(days=1)
