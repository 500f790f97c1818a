"""Campaigns of handovers, and what was searched for in each."""

from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.models import Record
from handovers.models.references import Area, Force


def is_time_zone(name: str) -> None:
    """Raises ValidationError unless it is an IANA zone: today, on every public page, is told by it."""
    if name not in available_timezones():
        raise ValidationError(gettext("“%(name)s” is not a time zone, like Asia/Baghdad."), params={"name": name})


class Drawdown(Record):
    """One campaign of handovers: a coalition, a host nation, a start and perhaps an end."""

    KIND = RecordKind.DRAWDOWN

    # Named, since other records have a field `drawdown`, which the default name of this link would hide.
    record_ptr = models.OneToOneField(
        Record, models.CASCADE, parent_link=True, primary_key=True, related_name="as_drawdown"
    )
    name = models.CharField(_("name"), max_length=120)
    name_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    coalition = models.ForeignKey(Force, models.PROTECT, related_name="+", verbose_name=_("coalition"))
    host = models.ForeignKey(Force, models.PROTECT, related_name="+", verbose_name=_("host nation’s forces"))
    country = models.ForeignKey(Area, models.PROTECT, related_name="+", verbose_name=_("country"))
    timezone = models.CharField(
        _("time zone"),
        max_length=40,
        default="Asia/Baghdad",
        validators=[is_time_zone],
        help_text=_("IANA name; days are local to it."),
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    checked_on = models.DateField(_("checked to"), help_text=_("The day up to which the record was checked."))
    stale_after_days = models.PositiveIntegerField(
        _("presences count as unknown after (days)"),
        default=365,
        help_text=_("How long a presence is believed after it was last confirmed."),
    )

    class Meta:
        verbose_name = _("drawdown")
        verbose_name_plural = _("drawdowns")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True) | models.Q(ends_on__gte=models.F("starts_on")),
                name="drawdown_ends_after_it_starts",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="drawdown_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Coverage(models.Model):
    """What was searched for, over which months and places, and when last: “nothing found” differs from “not looked”."""

    drawdown = models.ForeignKey(Drawdown, models.PROTECT, related_name="coverage", verbose_name=_("drawdown"))
    what = models.CharField(_("searched for"), max_length=200)
    date_earliest = models.DateField(_("from"), null=True, blank=True)
    date_latest = models.DateField(_("until"), null=True, blank=True)
    area = models.CharField(_("places"), max_length=200, blank=True)
    languages = models.JSONField(_("languages"), default=list, blank=True)
    searched_on = models.DateField(_("last searched on"))
    result = models.TextField(_("result"), blank=True)

    class Meta:
        verbose_name = _("coverage")
        verbose_name_plural = _("coverage")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(date_earliest__isnull=True)
                | models.Q(date_latest__isnull=True)
                | models.Q(date_latest__gte=models.F("date_earliest")),
                name="coverage_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["drawdown", "what", "searched_on"], name="coverage_is_noted_once_a_day"),
        ]

    def __str__(self) -> str:
        return self.what
