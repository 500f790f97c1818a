"""Windows of days as people and machines write them."""

from calendar import monthrange
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.choices import DatePrecision


def edtf(earliest: date | None, latest: date | None, precision: str | None) -> str | None:
    """The window as EDTF (ISO 8601-2): a day, a month, a year, or one of `[a..b]`; null where there is none."""
    if not precision:
        return None
    if earliest and latest:
        if earliest == latest:
            return earliest.isoformat()
        if is_calendar_month(earliest, latest):
            return f"{earliest:%Y-%m}"
        if is_calendar_year(earliest, latest):
            return f"{earliest:%Y}"
    return f"[{earliest.isoformat() if earliest else ''}..{latest.isoformat() if latest else ''}]"


def is_calendar_month(earliest: date, latest: date) -> bool:
    last = monthrange(earliest.year, earliest.month)[1]
    return earliest.day == 1 and latest == earliest.replace(day=last)


def is_calendar_year(earliest: date, latest: date) -> bool:
    return (earliest.month, earliest.day, latest.month, latest.day) == (1, 1, 12, 31) and earliest.year == latest.year


def in_words(earliest: date | None, latest: date | None, precision: str | None) -> str:
    """The window in the reader's language: "25 July 2020", "January 2026", "17–19 March 2020"."""
    if not precision or not (earliest or latest):
        return _("day not reported")
    if earliest is None or latest is None:
        return _open(earliest, latest)
    if earliest == latest:
        return day_in_words(earliest)
    if is_calendar_month(earliest, latest):
        return date_format(earliest, "F Y")
    if is_calendar_year(earliest, latest):
        return date_format(earliest, "Y")
    return _span(earliest, latest)


def _open(earliest: date | None, latest: date | None) -> str:
    if earliest:
        return _("%(day)s or later") % {"day": day_in_words(earliest)}
    return _("by %(day)s") % {"day": day_in_words(latest or date.max)}


def _span(earliest: date, latest: date) -> str:
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day_in_words(latest)}"
    return f"{day_in_words(earliest)} – {day_in_words(latest)}"


def day_in_words(day: date) -> str:
    """One day in the reader's language: "25 July 2020"."""
    return date_format(day, "j F Y")


def as_day(text: str | None) -> date | None:
    """A day of a document."""
    return date.fromisoformat(text) if text else None


def single_day(earliest: str | None, latest: str | None, precision: str | None) -> str | None:
    """The ISO day of a document's window, null unless it is known to the day."""
    known = precision in {DatePrecision.DAY, DatePrecision.TIME} and earliest == latest
    return earliest if known else None
