"""Releases: dated, immutable bundles of the whole public record."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from editorial.choices import Retraction, Role
from editorial.fields import REGISTRY
from editorial.publishing import published_model
from exchange.choices import ReleaseState


class ReleaseQuerySet(models.QuerySet["Release"]):
    def published(self) -> Self:
        return self.filter(state=ReleaseState.PUBLISHED)

    def newest_first(self) -> Self:
        return self.order_by("-cut_at")

    def holding_erased(self) -> Self:
        """Releases that hold a record which has been retracted for safety since: nobody may have them any more."""
        held = models.Q(pk__in=[])
        for kind in REGISTRY:
            versions = published_model(kind)._default_manager
            unsafe = versions.filter(retraction=Retraction.SAFETY).values("record")
            was_public = versions.filter(record__in=unsafe, retracted=False)
            for begun, ended in was_public.values_list("published_from", "published_until"):
                held |= models.Q(cut_at__gte=begun, cut_at__lt=ended)
        return self.filter(held)


class Release(models.Model):
    """The public record as it was at one instant, as one file; the same instant gives the same bytes."""

    slug = models.SlugField(_("name"), max_length=20, unique=True, help_text=_("The day of its instant, UTC."))
    cut_at = models.DateTimeField(_("the record as of"), unique=True)
    state = models.CharField(_("state"), max_length=10, choices=ReleaseState, default=ReleaseState.PUBLISHED)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    counts = models.JSONField(_("rows by table"), default=dict)
    origin = models.CharField(
        _("address of the site"), max_length=200, blank=True, help_text=_("What the addresses in it begin with.")
    )
    log_seq = models.BigIntegerField(_("number in the public log"), null=True, blank=True)
    log_digest = models.CharField(_("digest of the public log"), max_length=64, blank=True)
    made_at = models.DateTimeField(_("made at"), db_default=Now())
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    reason = models.TextField(_("reason, for the public"), blank=True)

    objects = ReleaseQuerySet.as_manager()

    GRANTED = {Role.EDITOR: ("view",), Role.EDITOR_IN_CHIEF: ("view", "cut", "withdraw")}

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-cut_at"]
        default_permissions = ("view", "cut", "withdraw")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=ReleaseState.PUBLISHED, withdrawn_at__isnull=True, reason="")
                | models.Q(state=ReleaseState.WITHDRAWN, withdrawn_at__isnull=False) & ~models.Q(reason=""),
                name="withdrawn_release_says_when_and_why",
            ),
        ]

    def __str__(self) -> str:
        return self.slug

    @property
    def is_published(self) -> bool:
        return self.state == ReleaseState.PUBLISHED


class VersionText(models.Model):
    """A version as lists tell it, written out once: never the only place of anything, made anew where it is missing.

    `form` names the code that wrote it, so that what other code would write otherwise is not read. A relative address
    is marked by the character U+0001 before it; the answer puts the site's origin in its place.
    """

    pk = models.CompositePrimaryKey("version_id", "kind")
    version_id = models.BigIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=20)
    form = models.CharField(_("form"), max_length=16)
    json = models.TextField(_("as JSON"))
    csv = models.TextField(_("as CSV"))

    class Meta:
        verbose_name = _("version written out")
        verbose_name_plural = _("versions written out")

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id}"


class EntryText(models.Model):
    """An entry of timelines, written out once from its version; for the rest as `VersionText`."""

    pk = models.CompositePrimaryKey("version_id", "kind", "part")
    version_id = models.BigIntegerField(_("version"))
    kind = models.CharField(_("kind of entry"), max_length=20)
    part = models.PositiveSmallIntegerField(_("part"), help_text=_("Which of the version's entries of its kind."))
    form = models.CharField(_("form"), max_length=16)
    geometry = models.TextField(_("its point as GeoJSON"))
    json = models.TextField(_("as JSON"))
    csv = models.TextField(_("as CSV"))

    class Meta:
        verbose_name = _("entry written out")
        verbose_name_plural = _("entries written out")

    def __str__(self) -> str:
        return f"{self.kind} {self.version_id} {self.part}"
