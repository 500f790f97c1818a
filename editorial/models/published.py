"""Versions: what the public reads, each from one instant until the next."""

from typing import Self, TypeVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from editorial.choices import Retraction
from editorial.clock import FOREVER, NOW, Instant
from editorial.models.record import Record

Version = TypeVar("Version", bound="Published")


class PublishedQuerySet(models.QuerySet[Version]):
    def covering(self, clock: Instant = NOW) -> Self:
        """The versions in force at `clock`, tombstones included."""
        return self.filter(published_from__lte=clock, published_until__gt=clock)

    def at(self, clock: Instant = NOW) -> Self:
        """The versions that were public at `clock`; the record's own clock when none is given."""
        return self.covering(clock).filter(retracted=False, document__isnull=False)

    def begun(self, clock: Instant = NOW) -> Self:
        """Every version that had become public by `clock`, in force still or not."""
        return self.filter(published_from__lte=clock)


class Versioned(models.Model):
    """What every version has, of a record or of a reference row: when it is in force, and one document to serve."""

    version = models.PositiveIntegerField(_("version"))
    published_from = models.DateTimeField(_("in force from"), db_default=Now())
    published_until = models.DateTimeField(_("in force until"), default=FOREVER)
    document = models.JSONField(_("document"), null=True)

    class Meta:
        abstract = True


class Published(Versioned):
    """One version of one record; a tombstone if `retracted`. Its document is null in tombstones and where erased."""

    record = models.ForeignKey(Record, models.PROTECT, related_name="+", verbose_name=_("record"))
    slug = models.CharField(_("slug"), max_length=120)
    first_published_at = models.DateTimeField(_("first published at"))
    retracted = models.BooleanField(_("retracted"), default=False)
    retraction = models.CharField(_("why"), max_length=6, choices=Retraction, blank=True, default="")
    retraction_reason = models.TextField(_("reason, for the public"), blank=True, default="")
    merged_into = models.CharField(_("merged into"), max_length=120, blank=True, default="")
    search_text = models.TextField(_("searched text"), blank=True, default="")

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["record", "version"], name="%(class)s_version_is_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(published_until__gte=models.F("published_from")),
                name="%(class)s_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(retracted=False, retraction="")
                | models.Q(retracted=True, retraction__in=Retraction.values),
                name="%(class)s_tombstone_says_of_what_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["slug", "published_from"]),
            models.Index(fields=["published_from", "id"]),
        ]

    def __str__(self) -> str:
        return f"{self.slug} v{self.version}"


class PublishedReference(Versioned):
    """One version of a reference row (force, actor, publisher, source, area): public while a public version uses it."""

    kind = models.CharField(_("kind"), max_length=10)
    slug = models.CharField(_("slug or public id"), max_length=120)
    api_url = models.CharField(_("API address"), max_length=200)
    name = models.CharField(_("name"), max_length=500)
    name_ar = models.CharField(_("name in Arabic"), max_length=500, blank=True)
    origin = models.CharField(
        _("origin"),
        max_length=120,
        blank=True,
        help_text=_("Of a source: the slug of the publisher whose report it is."),
    )
    retracted = models.BooleanField(_("retracted"), default=False)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("published reference row")
        verbose_name_plural = _("published reference rows")
        constraints = [
            models.UniqueConstraint(fields=["api_url", "version"], name="published_reference_version_is_numbered_once")
        ]
        indexes = [models.Index(fields=["kind", "slug", "published_from"], name="published_reference_by_slug")]

    def __str__(self) -> str:
        return self.name


class PublishedUse(models.Model):
    """One version of a record speaks of one row (a reference row or another record), named by its API address."""

    kind = models.CharField(_("kind of the record"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    slug = models.CharField(_("slug of the record"), max_length=120)
    version = models.PositiveIntegerField(_("version"))
    api_url = models.CharField(_("API address used"), max_length=200)
    published_from = models.DateTimeField(_("in force from"))
    published_until = models.DateTimeField(_("in force until"), default=FOREVER)

    objects = PublishedQuerySet.as_manager()

    class Meta:
        verbose_name = _("use in the public record")
        verbose_name_plural = _("uses in the public record")
        # What writes these rows names each address once; a key over four columns would cost a load a tenth of its time.
        indexes = [
            models.Index(fields=["api_url", "published_from"], name="published_use_by_address"),
            models.Index(fields=["record_id"], name="published_use_by_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug} → {self.api_url}"
