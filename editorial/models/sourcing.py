"""Who publishes, and what they published."""

import random
import secrets
import string
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models.functions import Random
from django.utils.translation import gettext_lazy as _

from editorial.choices import PublisherKind, SourceDatePrecision
from editorial.models.published import PublishedReference
from editorial.models.record import SLUG

ALPHABET = string.ascii_lowercase + string.digits


def random_public_id() -> str:
    """Ten random letters and digits: a source's public id tells nothing of how many there are, or when it came."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


class Publisher(models.Model):
    """Who publishes: an agency, a state channel, a ministry, a military, a mirror of others."""

    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[SLUG])
    name = models.CharField(_("name"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=15, choices=PublisherKind)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2"))
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PublisherKind.values), name="publisher_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="publisher_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SourceQuerySet(models.QuerySet["Source"]):
    def fetchable(self) -> Self:
        return self.filter(is_never_fetched=False).exclude(url="")

    def public(self) -> Self:
        """Sources of the public record: to ask for these tells their hosts nothing that is not public."""
        versions = PublishedReference.objects.at().filter(kind="source", slug=models.OuterRef("public_id"))
        return self.filter(models.Exists(versions))

    def waiting_for_archive(self) -> Self:
        return self.fetchable().public().filter(archives__isnull=True)

    def not_fetched_since(self, instant: datetime) -> Self:
        """Sources that were fetched, the last time before the instant."""
        last = models.Max("archives__fetched_at")
        return self.fetchable().public().annotate(last_fetched_at=last).filter(last_fetched_at__lt=instant)

    def a_few_hosts(self, most: int) -> list[int]:
        """The keys of a few sources, each of another host, which of them left to chance."""
        one_a_host = dict(self.annotate(host=HOST).order_by(Random()).values_list("host", "pk"))
        keys = list(one_a_host.values())
        return random.sample(keys, min(most, len(keys)))


HOST = models.Func(
    models.F("url"), models.Value("^https?://([^/?#]+)"), function="substring", output_field=models.TextField()
)
"""Whose address it is, of a source."""


class Source(models.Model):
    """One document of one publisher. It may pass on another source, or carry another publisher's report."""

    public_id = models.CharField(_("public id"), max_length=10, unique=True, default=random_public_id, editable=False)
    publisher = models.ForeignKey(Publisher, models.PROTECT, related_name="sources", verbose_name=_("publisher"))
    title = models.CharField(_("title"), max_length=500)
    url = models.CharField(_("address"), max_length=2000, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    published_precision = models.CharField(_("precision"), max_length=5, choices=SourceDatePrecision, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True, help_text=_("BCP 47"))
    relays = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed_by",
        verbose_name=_("passes on"),
        help_text=_("The source that this one passes on, if it is in the record."),
    )
    relays_publisher = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed_sources",
        verbose_name=_("carries"),
        help_text=_("Whose report it carries, where that source itself is not in the record."),
    )
    is_general_knowledge = models.BooleanField(_("general knowledge of the editors"), default=False)
    is_never_fetched = models.BooleanField(
        _("never fetched"),
        default=False,
        db_default=False,
        help_text=_("Its host would learn from a fetch that somebody is interested."),
    )
    note = models.TextField(_("note"), blank=True)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_on", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["url"], condition=~models.Q(url=""), name="source_address_is_recorded_once"
            ),
            models.CheckConstraint(
                condition=models.Q(relays__isnull=True) | ~models.Q(relays=models.F("id")),
                name="source_does_not_relay_itself",
            ),
            models.CheckConstraint(
                condition=models.Q(url="") | models.Q(url__regex=r"^https?://\S+$"),
                name="source_address_is_a_web_address",
            ),
            models.CheckConstraint(
                condition=models.Q(published_on__isnull=True, published_precision="")
                | models.Q(published_on__isnull=False, published_precision__in=SourceDatePrecision.values),
                name="source_day_says_its_precision",
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="source_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"
