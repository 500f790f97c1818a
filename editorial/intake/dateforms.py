"""The forms of dates, over texts whose words are codes already: `24 M07 2020`, `17 TO 19 M03 2020`, `P01 M03 2020`.

`M07` is July, `P01` the first third of a month or year, `S01` spring. Each form yields its first and last day.
"""

import re
from collections.abc import Callable
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from editorial.intake.problems import IntakeError
from editorial.intake.windows import month

Span = tuple[date, date]
YEARS = range(1900, 2101)
D, M, Y = r"(\d{1,2})", r"M(\d\d)", r"(\d{4})"
SEPARATED = r"\s*(?:TO|UNTIL|-|/)\s*"


def _known(year: str) -> int:
    """The year as a number. Raises IntakeError for one that no record can have."""
    if int(year) not in YEARS:
        raise IntakeError(_("The year lies between 1900 and 2100."))
    return int(year)


def _one(year: str, number: str, day: str) -> Span:
    known = _day(_known(year), int(number), int(day))
    return known, known


def _numeric(first: str, second: str, year: str) -> Span:
    """`24/07/2020`: the day comes first, unless only the other way round there is such a day."""
    a, b = int(first), int(second)
    if a != b and a <= 12 and b <= 12:
        readings = {
            "first": date_format(_day(_known(year), b, a), "j F Y"),
            "second": date_format(_day(_known(year), a, b), "j F Y"),
        }
        said = _("It can be %(first)s or %(second)s: write the month as a word, or the year first.")
        raise IntakeError(said % readings)
    return _one(year, *((second, first) if b <= 12 else (first, second)))


def _month(number: str, year: str) -> Span:
    return month(_known(year), int(number))


def _iso_month(year: str, number: str) -> Span:
    if not 1 <= int(number) <= 12:
        raise IntakeError(_("There are twelve months: “%(month)s” is none.") % {"month": number})
    return month(_known(year), int(number))


def _year(year: str) -> Span:
    return date(_known(year), 1, 1), date(_known(year), 12, 31)


def _part_of_month(part: str, number: str, year: str) -> Span:
    first, last = month(_known(year), int(number))
    return [
        (first, first.replace(day=10)),
        (first.replace(day=11), first.replace(day=20)),
        (first.replace(day=21), last),
    ][int(part) - 1]


def _part_of_year(part: str, year: str) -> Span:
    begins = (int(part) - 1) * 4 + 1
    return date(_known(year), begins, 1), month(_known(year), begins + 3)[1]


def _season(season: str, year: str) -> Span:
    begins = int(season) * 3
    return date(_known(year), begins, 1), month(_known(year), begins + 2)[1]


def _days(first: str, last: str, number: str, year: str) -> Span:
    return _day(_known(year), int(number), int(first)), _day(_known(year), int(number), int(last))


def _two_days(day: str, number: str, last_day: str, last_number: str, year: str) -> Span:
    # “28 December - 3 January 2020” begins in the year before.
    begins = _known(year) - 1 if int(number) > int(last_number) else _known(year)
    return _day(begins, int(number), int(day)), _day(_known(year), int(last_number), int(last_day))


def _two_months(first: str, last: str, year: str) -> Span:
    begins = _known(year) - 1 if int(first) > int(last) else _known(year)
    return month(begins, int(first))[0], month(_known(year), int(last))[1]


def _day(year: int, number: int, day: int) -> date:
    if not 1 <= number <= 12:
        raise IntakeError(_("There are twelve months: “%(month)s” is none.") % {"month": number})
    if not 1 <= day <= month(year, number)[1].day:
        shown = date_format(date(year, number, 1), "F Y")
        raise IntakeError(_("%(month)s has no day %(day)d.") % {"month": shown, "day": day})
    return date(year, number, day)


def _forms(rows: list[tuple[str, Callable[..., Span]]]) -> list[tuple[re.Pattern[str], Callable[..., Span]]]:
    return [(re.compile(pattern), read_groups) for pattern, read_groups in rows]


POINTS = _forms(
    [
        (rf"{Y}([-/.])(\d{{1,2}})\2(\d{{1,2}})", lambda year, _sign, number, day: _one(year, number, day)),
        (rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2{Y}", lambda first, _sign, second, year: _numeric(first, second, year)),
        (rf"{D}[\s/-]*{M}[\s/-]*{Y}", lambda day, number, year: _one(year, number, day)),
        (rf"{M}\s*{D}\s+{Y}", lambda number, day, year: _one(year, number, day)),
        (rf"{Y}\s*{M}\s*{D}", _one),
        (rf"{Y}-(\d\d)", _iso_month),
        (rf"{M}[\s/-]*{Y}", _month),
        (rf"{Y}\s*{M}", lambda year, number: _month(number, year)),
        (Y, _year),
        (rf"P(\d\d)[\s-]*{M}\s*{Y}", _part_of_month),
        (rf"P(\d\d)[\s-]*{Y}", _part_of_year),
        (rf"S(\d\d)\s*{Y}", _season),
    ]
)
RANGES = _forms(
    [
        (rf"{D}{SEPARATED}{D}\s*{M}\s*{Y}", _days),
        (rf"{M}\s*{D}{SEPARATED}{D}\s+{Y}", lambda number, first, last, year: _days(first, last, number, year)),
        (rf"{D}\s*{M}{SEPARATED}{D}\s*{M}\s*{Y}", _two_days),
        (
            rf"{M}\s*{D}{SEPARATED}{M}\s*{D}\s+{Y}",
            lambda number, day, last_number, last_day, year: _two_days(day, number, last_day, last_number, year),
        ),
        (rf"{M}{SEPARATED}{M}\s*{Y}", _two_months),
    ]
)
