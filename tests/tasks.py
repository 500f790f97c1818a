"""Tasks that only the tests' worker knows."""

from __future__ import annotations

import time

from celery import shared_task
from django.contrib.auth.models import Group

from editorial import jobs


@shared_task(name="tests.make_group")
def make_group(name: str) -> None:
    Group.objects.get_or_create(name=name)


@jobs.handles("tests.slow_count")
def slow_count(progress: jobs.Progress) -> jobs.Result:
    """Counts slowly, so that something can happen on the way."""
    steps = progress.job.arguments["of"]
    for step in range(1, steps + 1):
        time.sleep(0.3)
        progress.step(step, steps)
    return {"counted": steps}
