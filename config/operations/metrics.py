"""What an operator measures, for Prometheus, on an address of its own. Labels are names of routes, never paths.

Every web process adds to files in one folder; whichever of them holds the address adds the files up when asked.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, Min
from django.utils import timezone
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

from config.operations.readiness import last_log_check
from config.operations.watch import watch
from editorial.choices import JobState
from editorial.models import Job

METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"}
AGAIN_AFTER = 1.0

REQUESTS = Counter("handover_watch_requests", "Requests answered.", ["route", "method", "status"], registry=None)
SECONDS = Histogram(
    "handover_watch_request_seconds",
    "How long answers took.",
    ["route"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30),
    registry=None,
)
CONNECTIONS = Gauge(
    "handover_watch_database_connections",
    "Connections of all web processes' pools, and requests that wait for one.",
    ["state"],
    multiprocess_mode="livesum",
    registry=None,
)


def note_request(route: str, method: str, status: int, seconds: float) -> None:
    """Count an answer, if anybody measures."""
    if not settings.METRICS_ADDRESS:
        return
    REQUESTS.labels(route, method if method in METHODS else "other", str(status)).inc()
    SECONDS.labels(route).observe(seconds)
    if pool := getattr(connection, "pool", None):
        stats = pool.get_stats()
        idle = stats.get("pool_available", 0)
        CONNECTIONS.labels("in use").set(stats.get("pool_size", 0) - idle)
        CONNECTIONS.labels("idle").set(idle)
        CONNECTIONS.labels("waited for").set(stats.get("requests_waiting", 0))


class RecordCollector(Collector):
    """What the database knows of jobs and logs, asked when measured."""

    def collect(self) -> Iterator[Metric]:
        found: list[Metric] = []
        try:
            if not watch.dead:
                with contextlib.suppress(DatabaseError):
                    found = [*jobs(), *logs()]
        finally:
            connection.close()
        yield GaugeMetricFamily("handover_watch_database_up", "Whether the database answers.", bool(found))
        yield from found


def jobs() -> Iterator[Metric]:
    counts = dict(Job.objects.order_by().values_list("state").annotate(Count("id")))
    family = GaugeMetricFamily("handover_watch_jobs", "Jobs by state.", labels=["state"])
    for state in JobState.values:
        family.add_metric([state], counts.get(state, 0))
    yield family
    oldest = Job.objects.filter(state=JobState.WAITING).aggregate(oldest=Min("asked_at"))["oldest"]
    age = (timezone.now() - oldest).total_seconds() if oldest else 0
    yield GaugeMetricFamily("handover_watch_job_longest_wait_seconds", "Age of the job that waits longest.", age)


def logs() -> Iterator[Metric]:
    state, finished_at = last_log_check()
    hold = state in {None, JobState.DONE}
    yield GaugeMetricFamily("handover_watch_logs_hold", "Whether the last check found both logs whole.", hold)
    checked = finished_at.timestamp() if finished_at else 0
    yield GaugeMetricFamily("handover_watch_logs_checked_timestamp_seconds", "When that check ended.", checked)


class FilesCollector(MultiProcessCollector):
    """Adds up the files of all processes; a dead one's connections are gone with it."""

    def collect(self) -> Iterator[Metric]:
        for file in Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]).glob("gauge_live*_*.db"):
            pid = int(file.stem.rpartition("_")[2])
            if not Path(f"/proc/{pid}").exists():
                mark_process_dead(pid)
        return super().collect()


def ensure_served() -> None:
    """Once in each armed process: serve the metrics as soon as the address is free."""
    if watch.armed and settings.METRICS_ADDRESS:
        with LOCK:
            if os.getpid() not in SERVING:
                SERVING.add(os.getpid())
                threading.Thread(target=serve, name="metrics", daemon=True).start()


LOCK = threading.Lock()
SERVING: set[int] = set()


def serve() -> None:
    """Take the address, or wait until the process that has it is gone."""
    registry = CollectorRegistry()
    FilesCollector(registry)
    registry.register(RecordCollector())
    host, _, port = settings.METRICS_ADDRESS.rpartition(":")
    while True:
        with contextlib.suppress(OSError):
            start_http_server(int(port), host.strip("[]") or "127.0.0.1", registry)
            return
        time.sleep(AGAIN_AFTER)
