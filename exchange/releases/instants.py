"""Instants at which the record is settled: whatever is to be public as of then has been committed.

A version is in force from the start of the transaction that publishes it, and seen only once that has committed. While
a transaction is open, what was public at an instant after its start may still change.
"""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from exchange.releases.watching import Watch

MARGIN = timedelta(seconds=1)
"""A transaction has its start some moments before others see that it is there."""

LONGEST_WAIT = 120.0
BETWEEN = 0.25

SETTLED_UP_TO = """
SELECT least(clock_timestamp(), min(xact_start)) FROM pg_stat_activity
 WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
   AND application_name <> 'pg_dump'
"""


class NotSettledError(Exception):
    """A transaction that began before the instant goes on and on."""


def settled_up_to() -> datetime:
    """The instant before which nothing can become public any more."""
    with connection.cursor() as cursor:
        cursor.execute(SETTLED_UP_TO)
        return cursor.fetchone()[0] - MARGIN


def wait_until_settled(instant: datetime, watch: Watch, longest: float = LONGEST_WAIT) -> None:
    """Return once the record as of `instant` can change no more.

    Refuses (ValidationError) one that lies ahead, other than by clocks that differ; raises NotSettledError where the
    wait is longer than `longest` seconds.
    """
    if instant > timezone.now() + timedelta(seconds=LONGEST_WAIT):
        raise ValidationError(_("What will be public then is not known yet."), code="ahead")
    deadline = time.monotonic() + longest
    while settled_up_to() < instant:
        if time.monotonic() > deadline:
            raise NotSettledError(_("A change that began before the instant has not ended; try again later."))
        watch.heed()
        time.sleep(BETWEEN)
