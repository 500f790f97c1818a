"""Work that goes on without anybody waiting, as staff see it."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import connection, models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from editorial.choices import JobState

AGAIN_AFTER = timedelta(seconds=20)
"""How long a job may wait for a worker before its message is taken for lost and sent once more."""

LOCK_CLASS = 7201926
"""The advisory locks of running jobs, apart from all other locks; the second half of each is the job's key."""


class JobQuerySet(models.QuerySet["Job"]):
    def open(self) -> Self:
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])

    def to_be_sent(self) -> Self:
        """Jobs that no worker has in hand, and that were not sent to the broker just now.

        One that was begun since it was sent, and is in nobody's hand, has lost its worker: no message of it is left.
        """
        unsent = models.Q(sent_at__isnull=True) | models.Q(sent_at__lt=Now() - AGAIN_AFTER)
        orphaned = models.Q(state=JobState.RUNNING, started_at__gt=models.F("sent_at"))
        return self.open().filter(unsent | orphaned).exclude(pk__in=in_hand())


def in_hand() -> list[int]:
    """The keys of the jobs that a worker is running at this moment, by the locks that running workers hold."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT objid FROM pg_locks JOIN pg_database d ON d.oid = database"
            " WHERE locktype = 'advisory' AND classid = %s AND d.datname = current_database()",
            [LOCK_CLASS],
        )
        return [row[0] for row in cursor.fetchall()]


class Job(models.Model):
    """One piece of work: what it is, who asked for it, how far it is, and what came of it.

    A job with a key is asked for once for all time: two clocks that strike the same hour ask for the same job.
    """

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(_("key"), max_length=120, blank=True)
    arguments = models.JSONField(
        _("arguments"), default=dict, help_text=_("Keys of rows and instants; no text of a record.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="jobs",
        verbose_name=_("asked for by"),
    )
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    steps_done = models.PositiveIntegerField(_("steps done"), default=0)
    steps = models.PositiveIntegerField(_("steps"), null=True, blank=True)
    result = models.JSONField(_("result"), null=True, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    deaths = models.PositiveIntegerField(
        _("workers lost"), default=0, help_text=_("Workers that died over it without a step of progress.")
    )
    stop_asked = models.BooleanField(_("asked to stop"), default=False)
    request_id = models.CharField(
        _("request"), max_length=64, blank=True, db_default="", help_text=_("The request that asked for it.")
    )
    asked_at = models.DateTimeField(_("asked at"), db_default=Now())
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=~models.Q(key=""), name="job_with_a_key_is_asked_for_once"
            ),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
