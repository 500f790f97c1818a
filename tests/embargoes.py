"""Embargoes that end while a test looks on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection
from django.utils import timezone

AHEAD = timedelta(seconds=4)
"""Long enough for what a test looks at before the end, on a machine with much else to do; and it is waited out."""


def soon() -> datetime:
    """When an embargo may end that a test waits for."""
    return timezone.now() + AHEAD


def wait_until(instant: datetime) -> None:
    """Sleep by the database's clock, which is the one that says what is public."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep_until(%s)", [instant])
