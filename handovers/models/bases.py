"""Named military places, and whether they count in a drawdown."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import RecordKind
from editorial.constraints import place_constraints
from editorial.models import Record
from editorial.models.shapes import Placed
from handovers.choices import BaseKind
from handovers.models.drawdowns import Drawdown
from handovers.models.references import Area


class MilitaryBase(Placed, Record):
    """One named military place; shown to people as "base"."""

    KIND = RecordKind.BASE

    name = models.CharField(_("name"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    base_kind = models.CharField(_("kind of base"), max_length=15, choices=BaseKind)
    within = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("lies within"),
        help_text=_("Attacks on the outer place are shown with it, not counted."),
    )
    governorate = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("governorate"),
        help_text=_("As the sources say; the map only suggests."),
    )

    class Meta:
        verbose_name = _("base")
        verbose_name_plural = _("bases")
        constraints = [
            *place_constraints("base"),
            models.CheckConstraint(condition=models.Q(base_kind__in=BaseKind.values), name="base_kind_is_known"),
            models.CheckConstraint(
                condition=models.Q(within__isnull=True) | ~models.Q(within=models.F("record_ptr")),
                name="base_does_not_lie_within_itself",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="base_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class DrawdownBase(models.Model):
    """Whether a base is one of the coalition's in a drawdown, and why."""

    MERGED_UNLESS_SAME: ClassVar = ("base_id", "drawdown_id")

    base = models.ForeignKey(MilitaryBase, models.PROTECT, related_name="drawdowns", verbose_name=_("base"))
    drawdown = models.ForeignKey(Drawdown, models.PROTECT, related_name="bases", verbose_name=_("drawdown"))
    counts = models.BooleanField(_("counts in the drawdown"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        verbose_name = _("base in a drawdown")
        verbose_name_plural = _("bases in drawdowns")
        constraints = [
            models.UniqueConstraint(fields=["base", "drawdown"], name="base_is_placed_in_a_drawdown_once"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="base_in_a_drawdown_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.base} · {self.drawdown}"
