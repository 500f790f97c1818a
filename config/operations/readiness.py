"""Whether each part that the site stands on is well, found out within a second however it fails."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import datetime
from functools import cache
from threading import Event

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.celery import app
from config.operations.watch import watch
from editorial.choices import JobState
from editorial.models import Job

PATIENCE = 1.0
BROKER_PATIENCE = {"socket_timeout": 0.8, "socket_connect_timeout": 0.8}

logger = logging.getLogger(__name__)
MIGRATED = Event()


def parts() -> dict[str, bool]:
    """Each part and whether it is well; one that has not answered in a second is not."""
    asked = {name: executor(os.getpid()).submit(probe) for name, probe in PROBES.items()}
    wait(asked.values(), timeout=PATIENCE)
    return {name: is_well(name, future) for name, future in asked.items()}


def is_well(name: str, future: Future[bool]) -> bool:
    if not future.done():
        future.cancel()
        return False
    if error := future.exception():
        logger.warning("readiness: %s is red: %s", name, type(error).__name__)
        return False
    return future.result()


@cache
def executor(pid: int) -> ThreadPoolExecutor:
    """Threads that probe: few, so that probes that hang do not pile up; a fork needs its own."""
    return ThreadPoolExecutor(max_workers=2 * len(PROBES), thread_name_prefix="readiness")


def of_database(question: Callable[[], bool]) -> Callable[[], bool]:
    """A probe that reads the database, and gives its connection back."""

    def probe() -> bool:
        if watch.dead:
            return False
        try:
            return question()
        finally:
            connection.close()

    return probe


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations_are_applied() -> bool:
    """Whether the database has every migration of this code; once it has, it is not asked again."""
    if not MIGRATED.is_set():
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            MIGRATED.set()
    return MIGRATED.is_set()


def last_log_check() -> tuple[str | None, datetime | None]:
    """The state and the end of the last check of both logs that came to an end."""
    ended = Job.objects.filter(
        kind="editorial.check_logs", state__in=[JobState.DONE, JobState.FAILED, JobState.SET_ASIDE]
    )
    return ended.order_by("-finished_at").values_list("state", "finished_at").first() or (None, None)


def logs_hold() -> bool:
    """Whether that check found them whole; true before the first."""
    return last_log_check()[0] in {None, JobState.DONE}


def broker_answers() -> bool:
    """Asked without Celery's own patience, which would try again for longer than anybody waits here."""
    address = str(app.conf.broker_write_url).replace("redis+socket://", "unix://").replace("virtual_host=", "db=")
    with Redis.from_url(address, retry=Retry(NoBackoff(), 0), **BROKER_PATIENCE) as broker:
        return bool(broker.ping())


PROBES: dict[str, Callable[[], bool]] = {
    "database": of_database(database_answers),
    "migrations": of_database(migrations_are_applied),
    "logs": of_database(logs_hold),
    "broker": broker_answers,
}
