"""Columns that several records share: a window of days, a place on the ground."""

from typing import TYPE_CHECKING

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from editorial.choices import DatePrecision, LocationBasis

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def day(label: "_StrOrPromise") -> models.DateField:
    """A bound of a window, inclusive; null is open or unknown."""
    return models.DateField(label, null=True, blank=True)


def precision(label: "_StrOrPromise") -> models.CharField:
    """What the editor says of a window's width; empty where there is no window."""
    return models.CharField(label, max_length=5, choices=DatePrecision, blank=True, default="")


def count(label: "_StrOrPromise") -> models.PositiveIntegerField:
    """One end of a count's range; null is not reported, which is not 0."""
    return models.PositiveIntegerField(
        label, null=True, blank=True, help_text=_("Leave empty if not reported; 0 is “reported as none”.")
    )


class Dated(models.Model):
    """A record that happened within a window of days, local to the place."""

    date_earliest = day(_("earliest day"))
    date_latest = day(_("latest day"))
    date_precision = precision(_("precision of the day"))

    class Meta:
        abstract = True


class Placed(models.Model):
    """A record with a point (WGS 84 degrees, right within `uncertainty_m` metres), or with an area, or neither."""

    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    uncertainty_m = models.PositiveIntegerField(_("uncertainty in metres"), null=True, blank=True)
    location_basis = models.CharField(
        _("basis of the point"), max_length=10, choices=LocationBasis, blank=True, default=""
    )

    class Meta:
        abstract = True
