"""The root row of every record, and the old addresses that lead to one."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind, WorkingState

SLUG = RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, digits and single hyphens."))


class RecordQuerySet(models.QuerySet["Record"]):
    def waiting_for_review(self) -> "RecordQuerySet":
        return self.filter(working_state=WorkingState.IN_REVIEW)


class Record(models.Model):
    """One thing that the editors record and publish: the editors' working copy, never what the public reads."""

    KIND: ClassVar[RecordKind | None] = None
    edited_before: int | None = None
    """Who had edited it before the save that is under way, by key: known while the desk saves it."""

    kind = models.CharField(_("kind"), max_length=20, choices=RecordKind, editable=False)
    slug = models.CharField(_("slug"), max_length=120, validators=[SLUG], help_text=_("Its part of the address."))
    working_state = models.CharField(
        _("working state"), max_length=10, choices=WorkingState, default=WorkingState.DRAFT
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    published_revision = models.PositiveIntegerField(_("revision last published"), null=True, editable=False)
    summary = models.TextField(_("summary"), blank=True, help_text=_("What happened or what it is, in our own words."))
    note = models.TextField(
        _("editors’ note"), blank=True, help_text=_("Published: what is uncertain or disputed, and why.")
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("edited by"),
    )
    edited_at = models.DateTimeField(_("edited at"), db_default=Now(), editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record")
        verbose_name_plural = _("records")
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="record_slug_is_unique_among_its_kind"),
            models.CheckConstraint(condition=models.Q(kind__in=RecordKind.values), name="record_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(working_state__in=WorkingState.values), name="record_working_state_is_known"
            ),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="record_revision_counts_from_one"),
            models.CheckConstraint(
                condition=models.Q(published_revision__isnull=True)
                | models.Q(published_revision__isnull=False, published_revision__lte=models.F("revision")),
                name="record_published_revision_is_one_of_its_own",
            ),
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="record_slug_is_fit_for_an_address"
            ),
        ]

    def __init__(self, *args: object, **kwargs: object) -> None:
        # A row loaded from the database arrives as positional values; a new one takes its class's kind.
        if self.KIND and not args:
            kwargs.setdefault("kind", self.KIND)
        super().__init__(*args, **kwargs)

    def __str__(self) -> str:
        return self.slug

    @property
    def address(self) -> str:
        """How files and logs name the record: `kind:slug`."""
        return f"{self.kind}:{self.slug}"


class Redirect(models.Model):
    """An address that a record had, or that a record merged into it had."""

    kind = models.CharField(_("kind"), max_length=20, choices=RecordKind)
    slug = models.CharField(_("former slug"), max_length=120, validators=[SLUG])
    record = models.ForeignKey(Record, models.PROTECT, related_name="redirects", verbose_name=_("record"))

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="redirect_leads_from_one_address_once")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"
