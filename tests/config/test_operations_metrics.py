"""Metrics: off by default; on an address of their own, added up over all of the web server's processes."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from tests.worker import CHECKOUT, broker_url, database_url

ASKED = 24


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def fetch(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


def fetch_soon(address: str) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            return fetch(address)[1]
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"{address} did not come")


@pytest.fixture
def site(transactional_db: None, slot: int, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The addresses of two web processes under gunicorn, and of their metrics."""
    web, metrics = f"127.0.0.1:{free_port()}", f"127.0.0.1:{free_port()}"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "CELERY_BROKER_URL": broker_url(slot),
        "SECRET_KEY": settings.SECRET_KEY,
        "METRICS_ADDRESS": metrics,
        "TMPDIR": str(tmp_path),
    }
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", web, "--no-control-socket"]
    options = ["--worker-class=gthread", "--workers=2", "--threads=4"]
    with (tmp_path / "log").open("wb") as log:
        child = subprocess.Popen([*command, *options], cwd=CHECKOUT, env=environment, stdout=log, stderr=log)
        try:
            yield f"http://{web}", f"http://{metrics}/metrics"
        finally:
            child.terminate()
            child.wait()


def test_there_is_no_metrics_page_on_the_site_itself(client: Client, transactional_db: None) -> None:
    assert client.get("/metrics").status_code == 404


def test_the_processes_metrics_are_added_up_and_name_routes_alone(site: tuple[str, str]) -> None:
    web, metrics = site
    fetch_soon(f"{web}/healthz")
    for number in range(ASKED):
        fetch(f"{web}/api/v1/attacks/canary-{number}/?canary=1")

    found = fetch_soon(metrics)

    counted = re.search(r'requests_total\{method="GET",route="exchange:attacks-detail",status="404"\} (\S+)', found)
    assert counted, found
    assert float(counted[1]) == ASKED
    assert "canary" not in found
    assert "handover_watch_database_up 1.0" in found
    assert 'handover_watch_jobs{state="set_aside"} 0.0' in found
    assert "handover_watch_logs_hold 1.0" in found
    assert 'handover_watch_database_connections{state="idle"}' in found
