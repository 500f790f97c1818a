"""Celery's app and the timetable of what runs by the clock."""

from __future__ import annotations

import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("handover_watch")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "embargoes that lapsed enter the public log": {"task": "editorial.seal_public_log", "schedule": 60.0},
    "waiting jobs are sent to the workers": {"task": "editorial.send_waiting_jobs", "schedule": 2.0},
    "sources that wait are archived": {"task": "editorial.archive_waiting_sources", "schedule": crontab(minute="*/10")},
    "links that rot are found": {"task": "editorial.find_link_rot", "schedule": crontab(minute="5-59/10")},
    "both logs are checked": {"task": "editorial.ask_for_log_check", "schedule": crontab(hour=1, minute=30)},
    "a release is cut of each day's beginning": {
        "task": "exchange.ask_for_nightly_release",
        "schedule": crontab(hour=0, minute=15),
    },
    "versions without a text get one": {"task": "exchange.write_missing_texts", "schedule": 120.0},
    "releases are looked after": {"task": "exchange.look_after_releases", "schedule": 60.0},
}


@setup_logging.connect
def keep_our_logging(**told: object) -> None:
    """Workers write lines as everything else does; being connected is enough for Celery to leave them alone."""
