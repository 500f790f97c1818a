"""Tasks that only the tests' worker knows."""

from __future__ import annotations

from celery import shared_task
from django.contrib.auth.models import Group


@shared_task(name="tests.make_group")
def make_group(name: str) -> None:
    Group.objects.get_or_create(name=name)
