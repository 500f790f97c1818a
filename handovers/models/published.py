"""The published versions of drawdowns, bases, presences, handovers and context events."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce, Collate
from django.utils.translation import gettext_lazy as _

from editorial.models import Published, PublishedQuerySet
from handovers.choices import HandoverStatus


def codes() -> ArrayField:
    """Slugs or codes to filter by."""
    return ArrayField(models.CharField(max_length=120), null=True)


class PublishedDated(models.Model):
    """The typed copy of a version's window."""

    date_earliest = models.DateField(_("earliest day"), null=True)
    date_latest = models.DateField(_("latest day"), null=True)
    date_precision = models.CharField(_("precision"), max_length=5, null=True)

    class Meta:
        abstract = True


class PublishedPlaced(models.Model):
    """The typed copy of a version's place."""

    latitude = models.FloatField(_("latitude"), null=True)
    longitude = models.FloatField(_("longitude"), null=True)
    uncertainty_m = models.PositiveIntegerField(_("uncertainty in metres"), null=True)
    location_basis = models.CharField(_("basis"), max_length=10, null=True)
    governorate_code = models.CharField(_("governorate"), max_length=12, null=True)

    class Meta:
        abstract = True


def point_index(name: str) -> GistIndex:
    """An index over the points of all versions; boxes read it, of the record as it is or as it was."""
    return GistIndex(Func(F("longitude"), F("latitude"), function="point"), name=name)


def place_and_days_index(name: str) -> GistIndex:
    """The same with windows of days beside the points: a box and a window are answered together, or either alone."""
    point = Func(F("longitude"), F("latitude"), function="point")
    days = Func(F("date_earliest"), F("date_latest"), models.Value("[]"), function="daterange")
    return GistIndex(point, days, name=name)


def reaching_index(name: str) -> GistIndex:
    """An index over the windows of uncertain days: it finds those that hold a day, in whatever order they stand."""
    days = Func(F("date_earliest"), F("date_latest"), models.Value("[]"), function="daterange")
    differ = Func(
        F("date_earliest"),
        F("date_latest"),
        arg_joiner=" IS DISTINCT FROM ",
        template="(%(expressions)s)",
        output_field=models.BooleanField(),
    )
    return GistIndex(days, name=name, condition=Q(differ))


def in_order_of_days(name: str) -> list[models.Index]:
    """Indexes that lists read in order of their days: undated rows come last, whichever way the order goes."""
    day = Coalesce("date_latest", "date_earliest", output_field=models.DateField())
    slug = Collate(F("slug"), "C")
    ends = {"oldest": date.max, "newest": date.min}
    return [
        models.Index(Coalesce(day, models.Value(end, models.DateField())), slug, name=f"{name}_{which}_first")
        for which, end in ends.items()
    ]


class PublishedDrawdown(Published):
    """One version of a drawdown."""

    name = models.CharField(_("name"), max_length=120, null=True)

    class Meta(Published.Meta):
        verbose_name = _("published drawdown")
        verbose_name_plural = _("published drawdowns")


class PublishedMilitaryBase(PublishedPlaced, Published):
    """One version of a base."""

    name = models.CharField(_("name"), max_length=200, null=True)
    base_kind = models.CharField(_("kind of base"), max_length=15, null=True)
    within_slug = models.CharField(_("lies within"), max_length=120, null=True)
    drawdown_slugs = codes()
    counted_in = codes()

    class Meta(Published.Meta):
        verbose_name = _("published base")
        verbose_name_plural = _("published bases")
        indexes = [*Published.Meta.indexes, point_index("published_base_point")]


class PublishedPresence(Published):
    """One version of a presence."""

    base_slug = models.CharField(_("base"), max_length=120, null=True)
    force_slug = models.CharField(_("force"), max_length=80, null=True)
    role = models.CharField(_("role"), max_length=8, null=True)
    start_earliest = models.DateField(_("start, earliest"), null=True)
    start_latest = models.DateField(_("start, latest"), null=True)
    end_earliest = models.DateField(_("end, earliest"), null=True)
    end_latest = models.DateField(_("end, latest"), null=True)
    end_known = models.CharField(_("how the end is known"), max_length=15, null=True)
    last_confirmed_on = models.DateField(_("last confirmed on"), null=True)

    class Meta(Published.Meta):
        verbose_name = _("published presence")
        verbose_name_plural = _("published presences")
        indexes = [*Published.Meta.indexes, models.Index(fields=["base_slug"], name="published_presence_by_base")]


class PublishedHandoverQuerySet(PublishedQuerySet["PublishedHandover"]):
    def counted(self) -> Self:
        """Completed ones that count in their drawdown: those that have an ordinal."""
        return self.filter(status=HandoverStatus.COMPLETED, counted=True)


class PublishedHandover(PublishedDated, PublishedPlaced, Published):
    """One version of a handover; its place is its base's."""

    drawdown_slug = models.CharField(_("drawdown"), max_length=120, null=True)
    base_slug = models.CharField(_("base"), max_length=120, null=True)
    status = models.CharField(_("status"), max_length=10, null=True)
    portion = models.CharField(_("portion"), max_length=20, null=True)
    counted = models.BooleanField(_("counted"), null=True)
    force_slugs = codes()
    receiving_force_slug = models.CharField(_("receiving force"), max_length=80, null=True)
    scheduled_earliest = models.DateField(_("scheduled, earliest"), null=True)
    scheduled_latest = models.DateField(_("scheduled, latest"), null=True)

    objects = PublishedHandoverQuerySet.as_manager()  # type: ignore[misc]  # a manager narrower than its base class has

    class Meta(Published.Meta):
        verbose_name = _("published handover")
        verbose_name_plural = _("published handovers")
        indexes = [
            *Published.Meta.indexes,
            point_index("published_handover_points"),
            models.Index(fields=["base_slug"], name="published_handover_by_base"),
        ]


class PublishedContextEvent(PublishedDated, Published):
    """One version of a context event."""

    drawdown_slug = models.CharField(_("drawdown"), max_length=120, null=True)
    refers_to = models.CharField(_("is the record"), max_length=150, null=True)

    class Meta(Published.Meta):
        verbose_name = _("published context event")
        verbose_name_plural = _("published context events")
