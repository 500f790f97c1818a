"""Telling the administrators by mail that a log is broken: where to look, and no word of what is written there."""

import logging

from django.conf import settings
from django.core.mail import mail_admins
from django.urls import reverse

from editorial.models import Job

log = logging.getLogger(__name__)


def tell_administrators(job: Job) -> None:
    """Mail the address of the job that found it; a mail that cannot be sent does not hide what was found."""
    where = settings.SITE_URL.rstrip("/") + reverse("admin:editorial_job_change", args=[job.pk])
    text = f"The check of both logs found one broken. What is broken stands at\n\n{where}\n"
    try:
        mail_admins("A log is broken", text)
    except OSError as error:
        log.error("the administrators could not be told: %s", type(error).__name__)
