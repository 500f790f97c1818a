"""Armed groups, and who says that they did an attack or a series of them."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from attacks.choices import ActorKind, Stance
from attacks.models.attacks import Attack
from editorial.choices import RecordKind
from editorial.constraints import window_constraints
from editorial.models import Record, Source
from editorial.models.record import SLUG
from editorial.models.shapes import Dated
from handovers.models import Drawdown


class Actor(models.Model):
    """An armed group, or a label for some, that attacks are attributed to; no private person."""

    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[SLUG])
    name = models.CharField(_("name"), max_length=200)
    name_ar = models.CharField(_("name in Arabic"), max_length=200, blank=True)
    aliases = models.JSONField(_("other names"), default=list, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=ActorKind)
    affiliation = models.CharField(_("affiliation"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="actors", verbose_name=_("source")
    )

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ActorKind.values), name="actor_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="actor_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Attribution(models.Model):
    """A speaker says, on a day, that an actor did, or did not do, one attack."""

    MERGED_UNLESS_SAME: ClassVar = ("actor_id", "stance", "speaker")

    attack = models.ForeignKey(Attack, models.PROTECT, related_name="attributions", verbose_name=_("attack"))
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="attributions", verbose_name=_("actor"))
    stance = models.CharField(_("stance"), max_length=9, choices=Stance)
    speaker = models.CharField(_("speaker"), max_length=200, help_text=_("Who says so."))
    said_on = models.DateField(_("said on"), null=True, blank=True)
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="attributions", verbose_name=_("source")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("attribution")
        verbose_name_plural = _("attributions")
        constraints = [
            models.CheckConstraint(condition=models.Q(stance__in=Stance.values), name="attribution_stance_is_known"),
            models.CheckConstraint(condition=~models.Q(speaker=""), name="attribution_names_its_speaker"),
            models.UniqueConstraint(
                fields=["attack", "actor", "stance", "speaker"], name="attribution_is_said_once_by_a_speaker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.actor} ({self.stance})"


class SeriesAttribution(Dated, Record):
    """A standing statement about a whole series of attacks: never copied onto each, never counted as theirs."""

    KIND = RecordKind.SERIES_ATTRIBUTION

    drawdown = models.ForeignKey(
        Drawdown, models.PROTECT, related_name="series_attributions", verbose_name=_("drawdown")
    )
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="series_attributions", verbose_name=_("actor"))
    stance = models.CharField(_("stance"), max_length=9, choices=Stance)
    speaker = models.CharField(_("speaker"), max_length=200)
    said_on = models.DateField(_("said on"), null=True, blank=True)

    class Meta:
        verbose_name = _("series attribution")
        verbose_name_plural = _("series attributions")
        constraints = [
            *window_constraints("series_attribution", "date"),
            models.CheckConstraint(
                condition=models.Q(stance__in=Stance.values), name="series_attribution_stance_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(speaker=""), name="series_attribution_names_its_speaker"),
            models.CheckConstraint(condition=~models.Q(date_precision=""), name="series_attribution_has_a_window"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.actor} ({self.stance})"
