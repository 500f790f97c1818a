"""Attacks on bases and places."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from attacks.choices import Outcome, Side, Target, Weapon
from editorial.choices import LocationBasis, RecordKind
from editorial.constraints import place_constraints, range_constraint, window_constraints
from editorial.models import Record
from editorial.models.shapes import Dated, Placed, count
from handovers.models import Area, Drawdown, MilitaryBase

RANGES = ["munitions", "killed", "wounded"]


class Attack(Dated, Placed, Record):
    """One attack on a base or place. Where it names a base and no point of its own, its place is the base's."""

    KIND = RecordKind.ATTACK

    drawdown = models.ForeignKey(Drawdown, models.PROTECT, related_name="attacks", verbose_name=_("drawdown"))
    base = models.ForeignKey(
        MilitaryBase, models.PROTECT, null=True, blank=True, related_name="attacks", verbose_name=_("base")
    )
    place = models.CharField(_("place"), max_length=200, blank=True)
    place_ar = models.CharField(_("place in Arabic"), max_length=200, blank=True)
    governorate = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("governorate")
    )
    time_local = models.TimeField(_("local time"), null=True, blank=True)
    weapons = ArrayField(models.CharField(max_length=20, choices=Weapon), verbose_name=_("weapons"))
    munition = models.CharField(
        _("munition"), max_length=120, blank=True, help_text=_("As reported: “Katyusha 107 mm”")
    )
    munitions_min = count(_("munitions, at least"))
    munitions_max = count(_("munitions, at most"))
    killed_min = count(_("killed, at least"))
    killed_max = count(_("killed, at most"))
    wounded_min = count(_("wounded, at least"))
    wounded_max = count(_("wounded, at most"))
    casualty_note = models.CharField(_("on the casualties"), max_length=300, blank=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome, default=Outcome.UNKNOWN)
    target = models.CharField(_("kind of target"), max_length=10, choices=Target)
    launch_area_text = models.CharField(_("launched from"), max_length=300, blank=True)
    launch_area = models.ForeignKey(
        Area,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("launch area"),
        help_text=_("The governorate or country, where known."),
    )

    class Meta:
        verbose_name = _("attack")
        verbose_name_plural = _("attacks")
        constraints = [
            *window_constraints("attack", "date"),
            *place_constraints("attack"),
            *[range_constraint("attack", what) for what in RANGES],
            models.CheckConstraint(condition=~models.Q(date_precision=""), name="attack_has_a_day"),
            models.CheckConstraint(
                condition=models.Q(base__isnull=False)
                | ~models.Q(place="")
                | models.Q(location_basis=LocationBasis.AREA),
                name="attack_has_a_base_or_a_place",
            ),
            models.CheckConstraint(
                condition=models.Q(weapons__len__gte=1)
                & models.Q(weapons__contained_by=[str(code) for code in Weapon.values]),
                name="attack_weapons_are_known_codes",
            ),
            models.CheckConstraint(condition=models.Q(outcome__in=Outcome.values), name="attack_outcome_is_known"),
            models.CheckConstraint(condition=models.Q(target__in=Target.values), name="attack_target_is_known"),
            models.CheckConstraint(
                condition=models.Q(time_local__isnull=True)
                | models.Q(time_local__isnull=False, date_precision__in=["time", "day"]),
                name="attack_has_a_time_only_on_a_known_day",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class Casualties(models.Model):
    """Who of one side was hurt in an attack. Never summed into the attack's totals, which lead."""

    attack = models.ForeignKey(Attack, models.PROTECT, related_name="casualties", verbose_name=_("attack"))
    side = models.CharField(_("side"), max_length=11, choices=Side)
    killed_min = count(_("killed, at least"))
    killed_max = count(_("killed, at most"))
    wounded_min = count(_("wounded, at least"))
    wounded_max = count(_("wounded, at most"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("casualties of one side")
        verbose_name_plural = _("casualties by side")
        constraints = [
            range_constraint("casualties", "killed"),
            range_constraint("casualties", "wounded"),
            models.CheckConstraint(condition=models.Q(side__in=Side.values), name="casualties_side_is_known"),
            models.UniqueConstraint(fields=["attack", "side"], name="casualties_name_each_side_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attack}: {self.side}"
