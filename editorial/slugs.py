"""How a record's slug is made when the editor gives none: from what it is and when it was."""

from collections.abc import Iterable
from datetime import date
from itertools import count

from django.db import connection
from django.utils.text import slugify

from editorial.choices import DatePrecision, RecordKind
from editorial.models import Record, Redirect

LONGEST = 80


def joined(*parts: object) -> str:
    """The parts as one slug, empty ones left out: `joined("Besmaya", 2020)` is `besmaya-2020`. Cut at a hyphen."""
    slug = slugify(" ".join(str(part) for part in parts if part not in (None, "")))
    return slug if len(slug) <= LONGEST else slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]


def day_part(earliest: date | None, latest: date | None, precision: str) -> str:
    """A window as a slug begins with it: `2020-07-24`, `2019-11`, `2019`; empty where there is none."""
    day = latest or earliest
    if day is None:
        return ""
    if precision == DatePrecision.MONTH:
        return f"{day:%Y-%m}"
    return f"{day:%Y}" if precision in {DatePrecision.YEAR, DatePrecision.OPEN} else f"{day:%Y-%m-%d}"


def first_free(wanted: str, taken: Iterable[str]) -> str:
    """The slug itself, or with the least number from 2 on that makes it free."""
    used = set(taken)
    return wanted if wanted not in used else next(slug for n in count(2) if (slug := f"{wanted}-{n}") not in used)


def free_slug(kind: RecordKind, wanted: str) -> str:
    """A slug that no record of the kind has or had. Holds until the transaction ends: two that ask at once differ."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"slug of {kind}"])
    taken = [
        slug
        for model in (Record, Redirect)
        for slug in model._default_manager.filter(kind=kind, slug__startswith=wanted).values_list("slug", flat=True)
    ]
    return first_free(wanted, taken)
