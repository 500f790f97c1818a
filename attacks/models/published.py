"""The published versions of attacks and of series attributions."""

from django.db import models
from django.db.models import F
from django.db.models.functions import Collate
from django.utils.translation import gettext_lazy as _

from editorial.models import Published
from handovers.models.published import PublishedDated, PublishedPlaced, codes, in_order_of_days, place_and_days_index


class PublishedAttack(PublishedDated, PublishedPlaced, Published):
    """One version of an attack. Where it has no point of its own, the columns hold its base's."""

    drawdown_slug = models.CharField(_("drawdown"), max_length=120, null=True)
    base_slug = models.CharField(_("base"), max_length=120, null=True)
    weapons = codes()
    outcome = models.CharField(_("outcome"), max_length=15, null=True)
    target = models.CharField(_("kind of target"), max_length=10, null=True)
    munitions_min = models.PositiveIntegerField(_("munitions, at least"), null=True)
    munitions_max = models.PositiveIntegerField(_("munitions, at most"), null=True)
    killed_min = models.PositiveIntegerField(_("killed, at least"), null=True)
    killed_max = models.PositiveIntegerField(_("killed, at most"), null=True)
    wounded_min = models.PositiveIntegerField(_("wounded, at least"), null=True)
    wounded_max = models.PositiveIntegerField(_("wounded, at most"), null=True)
    launch_area_code = models.CharField(_("launch area"), max_length=12, null=True)
    claimed_by = codes()
    accused = codes()

    class Meta(Published.Meta):
        verbose_name = _("published attack")
        verbose_name_plural = _("published attacks")
        indexes = [
            *Published.Meta.indexes,
            place_and_days_index("published_attack_place_days"),
            *in_order_of_days("published_attack"),
            models.Index(fields=["base_slug", "date_latest"], name="published_attack_by_base"),
            models.Index(F("published_from"), Collate(F("slug"), "C"), name="published_attack_updated"),
        ]


class PublishedSeriesAttribution(PublishedDated, Published):
    """One version of a series attribution."""

    drawdown_slug = models.CharField(_("drawdown"), max_length=120, null=True)
    actor_slug = models.CharField(_("actor"), max_length=80, null=True)
    stance = models.CharField(_("stance"), max_length=9, null=True)

    class Meta(Published.Meta):
        verbose_name = _("published series attribution")
        verbose_name_plural = _("published series attributions")
