"""Who was at a base, in what role, from when until when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.constraints import window_constraints
from editorial.models import Record
from editorial.models.shapes import day, precision
from handovers.choices import EndKnown, PresenceRole
from handovers.models.bases import MilitaryBase
from handovers.models.references import Force


class Presence(Record):
    """A force at a base in a role, with a window for its start and one for its end."""

    KIND = RecordKind.PRESENCE

    base = models.ForeignKey(MilitaryBase, models.PROTECT, related_name="presences", verbose_name=_("base"))
    force = models.ForeignKey(Force, models.PROTECT, related_name="presences", verbose_name=_("force"))
    unit = models.CharField(_("unit"), max_length=120, blank=True)
    role = models.CharField(_("role"), max_length=8, choices=PresenceRole)
    start_earliest = day(_("start, earliest day"))
    start_latest = day(_("start, latest day"))
    start_precision = precision(_("precision of the start"))
    end_earliest = day(_("end, earliest day"))
    end_latest = day(_("end, latest day"))
    end_precision = precision(_("precision of the end"))
    end_known = models.CharField(
        _("how the end is known"), max_length=15, choices=EndKnown, default=EndKnown.NOT_ESTABLISHED
    )
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [
            *window_constraints("presence", "start"),
            *window_constraints("presence", "end"),
            models.CheckConstraint(condition=models.Q(role__in=PresenceRole.values), name="presence_role_is_known"),
            models.CheckConstraint(
                condition=models.Q(end_known=EndKnown.ENDED) & ~models.Q(end_precision="")
                | models.Q(end_known__in=[EndKnown.ONGOING, EndKnown.NOT_ESTABLISHED], end_precision=""),
                name="presence_has_an_end_exactly_where_it_ended",
                violation_error_message=_("Give an end exactly where the presence is known to have ended."),
            ),
            models.CheckConstraint(
                condition=models.Q(start_earliest__isnull=True)
                | models.Q(end_latest__isnull=True)
                | models.Q(end_latest__gte=models.F("start_earliest")),
                name="presence_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.force} · {self.base}"
