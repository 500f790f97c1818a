"""What the clock does; each task can run twice, or late, without harm."""

from celery import shared_task
from django.utils import timezone

from editorial import jobs, services
from editorial.log_check import BrokenLogError, broken_links


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
        raise BrokenLogError(" ".join(problems))
    return {"broken": 0}
