"""Areas and forces: reference rows, public when a public version uses them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.models.record import SLUG
from handovers.choices import AreaKind, ForceKind


class Area(models.Model):
    """An administrative area: a country, or a part of one, by its ISO 3166 code and OCHA's p-code."""

    code = models.CharField(_("code"), max_length=12, unique=True, help_text=_("ISO 3166-1 alpha-2 or ISO 3166-2"))
    name = models.CharField(_("name"), max_length=120)
    name_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=AreaKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    pcode = models.CharField(_("p-code"), max_length=12, blank=True)
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=AreaKind.values), name="area_kind_is_known"),
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(name=""), name="area_has_a_code_and_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Force(models.Model):
    """Who holds or receives a site: a country's forces, a coalition, the host's forces."""

    slug = models.CharField(_("slug"), max_length=80, unique=True, validators=[SLUG])
    name = models.CharField(_("name"), max_length=120)
    name_ar = models.CharField(_("name in Arabic"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=ForceKind)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("ISO 3166-1 alpha-2"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("force")
        verbose_name_plural = _("forces")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=ForceKind.values), name="force_kind_is_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="force_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
