"""Turning points to read the timeline against."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.constraints import window_constraints
from editorial.models import Record
from editorial.models.shapes import Dated
from handovers.models.drawdowns import Drawdown


class ContextEvent(Dated, Record):
    """A turning point. One that is also a record points to it, and is shown once."""

    KIND = RecordKind.CONTEXT_EVENT

    drawdown = models.ForeignKey(Drawdown, models.PROTECT, related_name="context_events", verbose_name=_("drawdown"))
    title = models.CharField(_("title"), max_length=200)
    title_ar = models.CharField(_("title in Arabic"), max_length=200, blank=True)
    refers_to = models.ForeignKey(
        Record, models.PROTECT, null=True, blank=True, related_name="retold_by", verbose_name=_("is the record")
    )

    class Meta:
        verbose_name = _("context event")
        verbose_name_plural = _("context events")
        constraints = [
            *window_constraints("context_event", "date"),
            models.CheckConstraint(condition=~models.Q(date_precision=""), name="context_event_has_a_day"),
            models.CheckConstraint(condition=~models.Q(title=""), name="context_event_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title
