"""The record's clock: the instant at which the public record is read."""

from datetime import UTC, date, datetime

from django.db import connection
from django.db.models import DateTimeField, Func

FOREVER = datetime(9999, 12, 31, tzinfo=UTC)
"""The end of a version that is still current; a real instant, since Python cannot hold PostgreSQL's infinity."""


class RecordClock(Func):
    """The database's `record_clock()`: `now()`, or the instant of `as_of` inside a public plane that has one."""

    function = "record_clock"
    template = "%(function)s()"
    output_field = DateTimeField()


NOW = RecordClock()

Instant = datetime | RecordClock


def record_clock() -> datetime:
    """The instant itself, UTC."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_clock()")
        return cursor.fetchone()[0]


def record_day(zone: str = "Asia/Baghdad") -> date:
    """The calendar day at the record's clock in an IANA zone; Iraq's, where the record has no other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (record_clock() AT TIME ZONE %s)::date", [zone])
        return cursor.fetchone()[0]
