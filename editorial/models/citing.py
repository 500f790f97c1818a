"""Which source supports a record, and what it says of each field."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from editorial.choices import ClaimStatus, Verification
from editorial.models.record import Record
from editorial.models.sourcing import Publisher, Source


class Citation(models.Model):
    """One source supporting one record: who said it there, where in it, and how far that was checked."""

    MERGED_UNLESS_SAME: ClassVar = ("source_id", "said_by")

    record = models.ForeignKey(Record, models.PROTECT, related_name="citations", verbose_name=_("record"))
    source = models.ForeignKey(Source, models.PROTECT, related_name="citations", verbose_name=_("source"))
    said_by = models.CharField(_("said by"), max_length=300, blank=True, help_text=_("The person or body quoted."))
    relays = models.ForeignKey(
        Publisher,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="relayed_citations",
        verbose_name=_("passes on a statement of"),
        help_text=_("Only origins count as independent."),
    )
    locator = models.CharField(_("where in it"), max_length=200, blank=True)
    verification = models.CharField(_("verification"), max_length=8, choices=Verification, default=Verification.NONE)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("opened by"),
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True, editable=False)
    does_not_say = models.BooleanField(
        _("was found not to say it"),
        default=False,
        db_default=False,
        editable=False,
        help_text=_("The editor who opened the source did not find there what is cited. For the staff; never public."),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "source", "said_by"], name="citation_names_each_speaker_of_a_source_once"
            ),
            models.CheckConstraint(
                condition=models.Q(verification__in=Verification.values), name="citation_verification_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True, opened_by__isnull=True)
                | models.Q(
                    opened_at__isnull=False,
                    opened_by__isnull=False,
                    verification__in=[Verification.OPENED, Verification.ARCHIVED],
                ),
                name="citation_opened_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(does_not_say=False) | models.Q(opened_at__isnull=False),
                name="citation_found_not_to_say_it_was_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source}" + (f" ({self.said_by})" if self.said_by else "")


class SaidField(models.JSONField):
    """JSON in which None is the null that a source said, and never the absence of a value."""

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        said = models.Value(None, models.JSONField()) if value is None else value
        return super().get_db_prep_save(said, connection)

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, given, named = super().deconstruct()
        return name, "django.db.models.JSONField", given, named


class Claim(models.Model):
    """What one citation says of one field of the record: typed, with its wording kept short, judged by the editors."""

    citation = models.ForeignKey(Citation, models.PROTECT, related_name="claims", verbose_name=_("citation"))
    field = models.CharField(
        _("field"), max_length=40, help_text=_("A field of the API, or a group: date, place, munitions …")
    )
    value = SaidField(
        _("value"), blank=True, default=None, help_text=_("Typed; null where the source says it is not known.")
    )
    wording = models.CharField(_("wording"), max_length=300, blank=True, help_text=_("In a few words of our own."))
    status = models.CharField(_("status"), max_length=8, choices=ClaimStatus, default=ClaimStatus.ACCEPTED)
    note = models.TextField(_("note"), blank=True, help_text=_("Published: why the editors decided so."))
    credibility = models.PositiveSmallIntegerField(
        _("credibility"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(6)],
        help_text=_("Admiralty scale, 1 to 6; left empty unless somebody judged it."),
    )

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        constraints = [
            models.UniqueConstraint(fields=["citation", "field"], name="claim_speaks_of_each_field_once"),
            models.CheckConstraint(condition=models.Q(status__in=ClaimStatus.values), name="claim_status_is_known"),
            models.CheckConstraint(
                condition=models.Q(status=ClaimStatus.ACCEPTED) | ~models.Q(note=""),
                name="claim_in_conflict_has_a_note",
                violation_error_message=_("Say in the note why the editors decided against this claim."),
            ),
            models.CheckConstraint(
                condition=models.Q(credibility__isnull=True) | models.Q(credibility__range=(1, 6)),
                name="claim_credibility_is_a_grade",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
