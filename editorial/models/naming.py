"""The spellings under which a record was met."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import NameKind
from editorial.models.record import Record
from editorial.models.sourcing import Source


class Name(models.Model):
    """One spelling of a record's name, in one language (BCP 47), and where it was met."""

    MERGED_UNLESS_SAME: ClassVar = ("text", "lang")

    record = models.ForeignKey(Record, models.PROTECT, related_name="names", verbose_name=_("record"))
    text = models.CharField(_("name"), max_length=200)
    lang = models.CharField(_("language"), max_length=35, help_text=_("BCP 47: en, ar, es …"))
    kind = models.CharField(_("kind"), max_length=15, choices=NameKind, default=NameKind.ALIAS)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="names", verbose_name=_("met in")
    )

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        constraints = [
            models.UniqueConstraint(fields=["record", "text", "lang"], name="name_is_recorded_once_in_each_language"),
            models.CheckConstraint(condition=models.Q(kind__in=NameKind.values), name="name_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(text=""), name="name_has_a_text"),
        ]

    def __str__(self) -> str:
        return self.text
