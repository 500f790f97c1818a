"""What the clock and the workers do about releases; each can run twice, or late, without harm."""

from __future__ import annotations

from datetime import datetime

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from editorial import jobs
from editorial.models import Job, User
from exchange import releases
from exchange.api import entrytexts, texts

CUT = "exchange.cut_release"


def ask_for_release(instant: datetime, *, key: str = "", owner: User | None = None) -> Job:
    """Ask for the release of an instant, which every attempt at the job then has in common."""
    return jobs.ask(CUT, key=key, owner=owner, cut_at=instant.isoformat())


@jobs.handles(CUT)
def cut_release(progress: jobs.Progress) -> jobs.Result:
    release = releases.cut(datetime.fromisoformat(progress.job.arguments["cut_at"]), progress)
    return {"release": release.slug, "state": release.state, "size": release.size, "sha256": release.sha256}


@shared_task(name="exchange.ask_for_nightly_release")
def ask_for_nightly_release() -> None:
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    ask_for_release(midnight, key=midnight.date().isoformat())


@shared_task(name="exchange.look_after_releases", ignore_result=True)
def look_after_releases() -> None:
    """Replace what may not be had any more by a release of now; make a lost file again, once a day at most."""
    now = timezone.now()
    with transaction.atomic():
        if withdrawn := releases.withdraw_unsafe():
            ask_for_release(now, key=f"instead of {withdrawn[0].slug}")
    releases.clear_withdrawn()
    for each in releases.lost():
        ask_for_release(each.cut_at, key=f"{each.slug} again, {now.date()}")


@shared_task(name="exchange.write_missing_texts", ignore_result=True)
def write_missing_texts() -> None:
    """Write out, portion by portion, what an upgrade left without a text of its form; lists are right meanwhile."""
    for kind in texts.KINDS:
        while texts.write_missing(kind):
            pass
    for told in entrytexts.RECORD_KINDS:
        while entrytexts.write_missing(told):
            pass
