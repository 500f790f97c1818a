"""What stood at a source's address, and when: evidence that is added to and never changed."""

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from editorial.choices import FetchProblem
from editorial.models.sourcing import Source


class SourceArchiveQuerySet(models.QuerySet["SourceArchive"]):
    def kept(self) -> Self:
        """Fetches that brought the page."""
        return self.filter(problem="")


class SourceArchive(models.Model):
    """One fetch of one source's page: what it held, or why it could not be had. For staff only.

    The text is kept where the page differs from the fetch before; else `digest` says that it is still the same.
    The database adds rows and refuses every change of them, so the staff log need not hold the texts a second time.
    """

    source = models.ForeignKey(Source, models.PROTECT, related_name="archives", verbose_name=_("source"))
    fetched_at = models.DateTimeField(_("fetched at"), db_default=Now())
    url = models.CharField(_("address"), max_length=4000, help_text=_("Where the source's address led."))
    status = models.PositiveSmallIntegerField(_("status"), null=True)
    content_type = models.CharField(_("kind of content"), max_length=100, blank=True)
    digest = models.CharField(_("SHA-256"), max_length=64, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True)
    text = models.TextField(_("text"), blank=True)
    problem = models.CharField(_("problem"), max_length=10, choices=FetchProblem, blank=True)

    objects = SourceArchiveQuerySet.as_manager()

    class Meta:
        verbose_name = _("archived page")
        verbose_name_plural = _("archived pages")
        ordering = ["-fetched_at", "-id"]
        indexes = [models.Index(fields=["source", "-fetched_at"], name="archive_by_source")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(problem="", digest__regex="^[0-9a-f]{64}$", size__isnull=False)
                | models.Q(problem__in=FetchProblem.values, digest="", size__isnull=True, text=""),
                name="archive_holds_a_page_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.fetched_at:%Y-%m-%d %H:%M}"
