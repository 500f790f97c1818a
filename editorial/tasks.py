"""What the clock does for the logs; each task can run twice, or late, without harm."""

from celery import shared_task
from celery.utils.log import get_task_logger

from editorial import services
from editorial.log_check import broken_links

log = get_task_logger(__name__)


@shared_task(name="editorial.seal_public_log")
def seal_public_log() -> None:
    services.seal_public_log()


@shared_task(name="editorial.verify_logs")
def verify_logs() -> None:
    for problem in broken_links():
        log.error(problem)
