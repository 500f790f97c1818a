"""Sites passing from forces to forces, and the dated steps of each."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.constraints import window_constraints
from editorial.models import Record, Source
from editorial.models.shapes import Dated, day, precision
from handovers.choices import HandoverStatus, MilestoneKind, Portion
from handovers.models.bases import MilitaryBase
from handovers.models.drawdowns import Drawdown
from handovers.models.references import Force

HAPPENED = [HandoverStatus.COMPLETED]


class Handover(Dated, Record):
    """One site passing from one or more forces to another: announced, scheduled, completed, postponed or cancelled."""

    KIND = RecordKind.HANDOVER

    drawdown = models.ForeignKey(Drawdown, models.PROTECT, related_name="handovers", verbose_name=_("drawdown"))
    base = models.ForeignKey(MilitaryBase, models.PROTECT, related_name="handovers", verbose_name=_("base"))
    status = models.CharField(_("status"), max_length=10, choices=HandoverStatus)
    portion = models.CharField(_("portion"), max_length=20, choices=Portion, default=Portion.UNKNOWN)
    site_name = models.CharField(
        _("site"), max_length=200, blank=True, help_text=_("“the Spanish forces’ site”, “site no. 8”")
    )
    site_name_ar = models.CharField(_("site in Arabic"), max_length=200, blank=True)
    transferring_forces = models.ManyToManyField(
        Force, through="TransferringForce", related_name="handovers_from", verbose_name=_("transferring forces")
    )
    receiving_force = models.ForeignKey(
        Force, models.PROTECT, null=True, blank=True, related_name="handovers_to", verbose_name=_("receiving force")
    )
    receiving_detail = models.CharField(_("receiver, in detail"), max_length=200, blank=True)
    announced_on = models.DateField(_("announced on"), null=True, blank=True)
    scheduled_earliest = day(_("scheduled for, earliest day"))
    scheduled_latest = day(_("scheduled for, latest day"))
    scheduled_precision = precision(_("precision of the schedule"))
    counted = models.BooleanField(_("counted in the drawdown"))
    counted_reason = models.CharField(_("why it counts or not"), max_length=500)
    on_schedule = models.BooleanField(_("on schedule"), null=True, blank=True)
    onward_destination = models.CharField(
        _("where the forces went"), max_length=300, blank=True, help_text=_("Leave empty if not reported.")
    )

    class Meta:
        verbose_name = _("handover")
        verbose_name_plural = _("handovers")
        constraints = [
            *window_constraints("handover", "date"),
            *window_constraints("handover", "scheduled"),
            models.CheckConstraint(
                condition=models.Q(status__in=HandoverStatus.values), name="handover_status_is_known"
            ),
            models.CheckConstraint(condition=models.Q(portion__in=Portion.values), name="handover_portion_is_known"),
            models.CheckConstraint(
                condition=models.Q(status__in=HAPPENED, date_latest__isnull=False)
                | ~models.Q(status__in=HAPPENED) & models.Q(date_precision=""),
                name="handover_has_a_day_exactly_when_completed",
                violation_error_message=_(
                    "A completed handover has a day; any other has none (its own is “scheduled for”)."
                ),
            ),
            models.CheckConstraint(condition=~models.Q(counted_reason=""), name="handover_says_why_it_counts_or_not"),
        ]

    def __str__(self) -> str:
        return f"{self.base}" + (f" ({self.site_name})" if self.site_name else "")


class TransferringForce(models.Model):
    """One force that gives the site up, in the order in which the record names them."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="transfers", verbose_name=_("handover"))
    force = models.ForeignKey(Force, models.PROTECT, related_name="transfers", verbose_name=_("force"))
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("transferring force")
        verbose_name_plural = _("transferring forces")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "force"], name="handover_names_each_transferring_force_once")
        ]

    def __str__(self) -> str:
        return str(self.force)


class Milestone(models.Model):
    """A dated step of a handover, or of the drawdown alone ("other sites will follow")."""

    MERGED_UNLESS_SAME: ClassVar = ("kind", "date_earliest", "date_latest")

    handover = models.ForeignKey(
        Handover, models.PROTECT, null=True, blank=True, related_name="milestones", verbose_name=_("handover")
    )
    drawdown = models.ForeignKey(
        Drawdown, models.PROTECT, null=True, blank=True, related_name="milestones", verbose_name=_("drawdown")
    )
    kind = models.CharField(_("kind"), max_length=21, choices=MilestoneKind)
    date_earliest = day(_("earliest day"))
    date_latest = day(_("latest day"))
    date_precision = precision(_("precision of the day"))
    title = models.CharField(_("title"), max_length=300)
    title_ar = models.CharField(_("title in Arabic"), max_length=300, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="milestones", verbose_name=_("source")
    )

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["date_latest", "id"]
        constraints = [
            *window_constraints("milestone", "date"),
            models.CheckConstraint(
                condition=models.Q(handover__isnull=True, drawdown__isnull=False)
                | models.Q(handover__isnull=False, drawdown__isnull=True),
                name="milestone_belongs_to_a_handover_or_to_a_drawdown",
            ),
            models.CheckConstraint(condition=models.Q(kind__in=MilestoneKind.values), name="milestone_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(title=""), name="milestone_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title
