"""What the clock does; each task can run twice, or late, without harm."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from editorial import alarm, jobs, services
from editorial.log_check import BrokenLogError, broken_links
from editorial.models import Source, SourceQuerySet
from editorial.services import archive

FEW = 3
"""How many sources are fetched at one stroke of the clock, each from another host."""

MONTH = timedelta(days=30)


@shared_task(name="editorial.seal_public_log")
def seal_public_log() -> None:
    services.seal_public_log()


@shared_task(name="editorial.send_waiting_jobs", ignore_result=True)
def send_waiting_jobs() -> None:
    for pk in jobs.take_to_send():
        run_job.delay(pk)


@shared_task(name="editorial.run_job", acks_late=True)
def run_job(pk: int) -> None:
    jobs.run(pk)


@shared_task(name="editorial.ask_for_log_check")
def ask_for_log_check() -> None:
    jobs.ask("editorial.check_logs", key=timezone.now().date().isoformat())


@jobs.handles("editorial.check_logs")
def check_logs(progress: jobs.Progress) -> jobs.Result:
    """Both logs are checked; what is broken is the result, and a failure."""
    problems = list(broken_links())
    if problems:
        alarm.tell_administrators(progress.job)
        raise BrokenLogError(" ".join(problems))
    return {"broken": 0}


@shared_task(name="editorial.archive_waiting_sources")
def archive_waiting_sources() -> None:
    _ask_for_few(Source.objects.waiting_for_archive())


@shared_task(name="editorial.find_link_rot")
def find_link_rot() -> None:
    _ask_for_few(Source.objects.not_fetched_since(timezone.now() - MONTH))


def _ask_for_few(sources: SourceQuerySet) -> None:
    """Ask for the archiving of a few; the clock asks for each source once a month at most."""
    if settings.ARCHIVING:
        for pk in sources.a_few_hosts(FEW):
            jobs.ask("editorial.archive_source", key=f"{pk} {timezone.now():%Y-%m}", source=pk)


@jobs.handles("editorial.archive_source")
def archive_source(progress: jobs.Progress) -> jobs.Result:
    """The source's page is fetched and kept. One that was kept when the worker died is not fetched again."""
    if progress.job.result:
        return progress.job.result
    source = Source.objects.get(pk=progress.job.arguments["source"])
    with archive.turn_at_host(source, wait=lambda: progress.step(0, 1)):
        return archive.keep(source, archive.fetch(source), progress.job)
