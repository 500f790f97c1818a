"""The two logs: what changed in the working rows, and what became public. Written by the database's triggers alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import ChangeOperation, PublicEvent


class OpenRevision(models.Model):
    """A transaction that changed working rows and is not yet sealed; gone at COMMIT."""

    xid = models.BigIntegerField(_("transaction"), primary_key=True)

    def __str__(self) -> str:
        return str(self.xid)


class Change(models.Model):
    """One change of one working row: the staff log's finest grain."""

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField(_("transaction"), db_index=True)
    table = models.CharField(_("table"), max_length=63)
    row = models.BigIntegerField(_("row"))
    record_id = models.BigIntegerField(_("record"), null=True)
    operation = models.CharField(_("operation"), max_length=6, choices=ChangeOperation)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        indexes = [models.Index(fields=["record_id", "id"], name="change_by_record")]

    def __str__(self) -> str:
        return f"{self.operation} {self.table} {self.row}"


class Revision(models.Model):
    """One sealed transaction of the staff log: who, why, and a digest chained to the one before."""

    seq = models.BigIntegerField(_("number"), primary_key=True)
    xid = models.BigIntegerField(_("transaction"), unique=True)
    sealed_at = models.DateTimeField(_("sealed at"))
    who = models.CharField(_("who"), max_length=150, blank=True)
    why = models.TextField(_("why"), blank=True)
    changes = models.PositiveIntegerField(_("changes"))
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self) -> str:
        return f"{self.seq} {self.who}"


class RevisionRequest(models.Model):
    """The request from which a revision came, as the lines of the site's logs name it. No part of the chain."""

    revision = models.OneToOneField(
        Revision, models.PROTECT, primary_key=True, db_column="seq", related_name="request", verbose_name=_("revision")
    )
    request_id = models.CharField(_("request"), max_length=64)

    class Meta:
        verbose_name = _("request of a revision")
        verbose_name_plural = _("requests of revisions")

    def __str__(self) -> str:
        return f"{self.pk} {self.request_id}"


class WaitingVersion(models.Model):
    """A version that was written and does not yet stand in the public log: not committed, or under embargo."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    event = models.CharField(max_length=10)
    published_from = models.DateTimeField(db_index=True)
    document_digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug} v{self.version}"


class PublicLogEntry(models.Model):
    """One version that became public: the digest of its document, chained. It names no editor."""

    seq = models.BigIntegerField(_("number"), primary_key=True)
    kind = models.CharField(_("kind"), max_length=20)
    slug = models.CharField(_("slug"), max_length=120)
    version = models.PositiveIntegerField(_("version"))
    event = models.CharField(_("event"), max_length=10, choices=PublicEvent)
    published_from = models.DateTimeField(_("public from"))
    document_digest = models.CharField(_("digest of the document"), max_length=64)
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("entry of the public log")
        verbose_name_plural = _("entries of the public log")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "version"], name="public_log_enters_a_version_once")
        ]
        indexes = [models.Index(fields=["kind", "slug", "seq"], name="public_log_by_record")]

    def __str__(self) -> str:
        return f"{self.seq} {self.event} {self.kind}:{self.slug}"
