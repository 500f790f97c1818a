"""Tasks reach a real worker through the broker."""

from __future__ import annotations

import subprocess
import time

from django.contrib.auth.models import Group

from tests.tasks import make_group


def test_a_task_that_is_sent_is_done_by_the_worker(celery_worker: subprocess.Popen[bytes]) -> None:
    make_group.delay("made by the worker")

    deadline = time.monotonic() + 20
    while not Group.objects.filter(name="made by the worker").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert Group.objects.filter(name="made by the worker").exists()
