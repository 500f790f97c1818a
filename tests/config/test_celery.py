"""Tasks reach a real worker through the broker."""

from __future__ import annotations

import subprocess

from django.contrib.auth.models import Group

from tests.tasks import make_group
from tests.worker import until


def test_a_task_that_is_sent_is_done_by_the_worker(celery_worker: subprocess.Popen[bytes]) -> None:
    make_group.delay("made by the worker")

    assert until(Group.objects.filter(name="made by the worker").exists)
