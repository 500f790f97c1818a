"""What readers say is wrong with a public record, and what the editors answered in public."""

from django.conf import settings
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial import receipts
from editorial.choices import RequestState, Role
from editorial.clock import FOREVER
from editorial.models.published import PublishedQuerySet
from editorial.models.record import Record


class CorrectionRequest(models.Model):
    """One reader's word that a record is wrong, and the source for it. Never public, and without a word of who sent it.

    The staff log does not note it: it is no working copy, and a stranger's text must not stand there for ever.
    """

    receipt = models.CharField(_("reference"), max_length=12, unique=True)
    record = models.ForeignKey(Record, models.PROTECT, related_name="correction_requests", verbose_name=_("record"))
    version = models.PositiveIntegerField(_("version that was read"))
    said = models.TextField(_("what is wrong"))
    source_url = models.CharField(_("address of the source"), max_length=2000)
    state = models.CharField(_("state"), max_length=8, choices=RequestState, default=RequestState.WAITING)
    received_at = models.DateTimeField(_("received at"), db_default=TransactionNow())
    settled_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    GRANTED = {Role.EDITOR: ("view",), Role.EDITOR_IN_CHIEF: ("view",)}

    class Meta:
        verbose_name = _("request for correction")
        verbose_name_plural = _("requests for correction")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["state", "received_at"], name="correction_request_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=RequestState.WAITING, settled_at__isnull=True)
                | models.Q(
                    state__in=[RequestState.ANSWERED, RequestState.DECLINED],
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
                name="correction_request_is_settled_by_somebody_or_waits",
            ),
        ]

    def __str__(self) -> str:
        return receipts.written(self.receipt)


class PublishedAnswer(models.Model):
    """What the public reads of one request from one instant until the next: the editors' words alone.

    A row is never changed: it ends when another takes its place, or its words are erased.
    """

    request = models.ForeignKey(CorrectionRequest, models.PROTECT, related_name="answers", verbose_name=_("request"))
    receipt = models.CharField(_("reference"), max_length=12)
    record_id = models.BigIntegerField(_("record"))
    state = models.CharField(_("state"), max_length=8, choices=RequestState)
    on_page = models.BooleanField(_("on the record’s page"), default=True)
    asked = models.TextField(_("what was said, in the editors’ words"), blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), db_default=TransactionNow())
    published_from = models.DateTimeField(_("in force from"), db_default=TransactionNow())
    published_until = models.DateTimeField(_("in force until"), default=FOREVER)

    objects = PublishedQuerySet.as_manager()

    GRANTED = {Role.EDITOR: ("view",), Role.EDITOR_IN_CHIEF: ("view",)}

    class Meta:
        verbose_name = _("answer to a request for correction")
        verbose_name_plural = _("answers to requests for correction")
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["record_id"], name="published_answer_by_record"),
            models.Index(fields=["receipt"], name="published_answer_by_receipt"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[RequestState.ANSWERED, RequestState.DECLINED]),
                name="published_answer_answers_or_declines",
            ),
            models.CheckConstraint(
                condition=models.Q(published_until__gte=models.F("published_from")),
                name="published_answer_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return receipts.written(self.receipt)


class Erasure(models.Model):
    """A record whose words were erased for safety: the database lets nothing else that was published be erased.

    One row for each address that the record, or one merged into it, ever had in the API.
    """

    kind = models.CharField(_("kind of the record"), max_length=20)
    record_id = models.BigIntegerField(_("record"))
    api_url = models.CharField(_("API address"), max_length=200)
    erased_at = models.DateTimeField(_("erased at"), db_default=TransactionNow())

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["api_url", "kind", "record_id"], name="erasure_names_an_address_once")
        ]

    def __str__(self) -> str:
        return self.api_url
