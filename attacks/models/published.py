"""The published versions of attacks and of series attributions."""

from datetime import date

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce, Collate
from django.utils.translation import gettext_lazy as _

from editorial.models import Published
from handovers.models.published import (
    PublishedDated,
    PublishedPlaced,
    codes,
    in_order_of_days,
    place_and_days_index,
    reaching_index,
)

SUMMED = (
    "published_from",
    "published_until",
    "id",
    "date_earliest",
    "cell",
    "latitude",
    "longitude",
    "uncertainty_m",
    "munitions_min",
    "killed_min",
    "wounded_min",
    "facets",
    "named",
    "base_slug",
    "weapons",
    "drawdown_slug",
    "governorate_code",
    "location_basis",
    "date_precision",
    "outcome",
    "verifications",
)
"""What the index that sums read holds besides its key."""


def most_first(count: str) -> models.Index:
    """An index read backward by lists that begin with the highest count; what is not reported comes last there."""
    reported = Coalesce(f"{count}_max", f"{count}_min")
    return models.Index(
        Coalesce(reported, models.Value(-1)), Collate(F("slug"), "C"), name=f"published_attack_by_{count}"
    )


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
    place = models.CharField(_("place"), max_length=200, null=True)
    place_ar = models.CharField(_("place in Arabic"), max_length=200, null=True)
    launch_area_code = models.CharField(_("launch area"), max_length=12, null=True)
    launch_text = models.CharField(_("launched from"), max_length=300, null=True)
    claimed_by = codes()
    accused = codes()
    suspected = codes()
    denied = codes()
    verifications = codes()
    source_count = models.PositiveIntegerField(_("sources"), null=True)
    cell = models.BigIntegerField(_("H3 cell"), null=True)
    facets = models.TextField(_("what choices count"), null=True)
    named = models.TextField(_("who is named"), null=True)

    class Meta(Published.Meta):
        verbose_name = _("published attack")
        verbose_name_plural = _("published attacks")
        indexes = [
            *Published.Meta.indexes,
            place_and_days_index("published_attack_place_days"),
            *in_order_of_days("published_attack"),
            reaching_index("published_attack_reaching"),
            *(most_first(name) for name in ("killed", "wounded", "munitions")),
            # Sums over all attacks read one of these two alone: what filters ask for, and what sums are made of. Their
            # columns are short ones, since an index row has no room for more than some two thousand letters.
            models.Index(
                fields=["date_latest"],
                include=SUMMED,
                name="published_attack_sums",
                condition=models.Q(retracted=False, document__isnull=False),
            ),
            models.Index(
                fields=["base_slug", "date_latest"],
                include=["published_from", "published_until", "date_earliest"],
                name="published_attack_of_base",
                condition=models.Q(retracted=False, document__isnull=False),
            ),
            # A base's timeline reads this one alone, in its order.
            models.Index(
                F("base_slug"),
                Coalesce(
                    Coalesce("date_latest", "date_earliest", output_field=models.DateField()),
                    models.Value(date.max, models.DateField()),
                ),
                Collate(F("slug"), "C"),
                include=["id", "published_from", "published_until", "date_earliest", "date_latest"],
                name="published_attack_told",
                condition=models.Q(retracted=False, document__isnull=False),
            ),
            # Hexagons read this one alone, a quarter of the size.
            models.Index(
                fields=["longitude"],
                include=["latitude", "cell", "date_latest", "date_earliest", "published_from", "published_until"],
                name="published_attack_cells",
                condition=models.Q(retracted=False, document__isnull=False),
            ),
            GinIndex(fields=["claimed_by", "accused", "suspected", "denied"], name="published_attack_named"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="published_attack_searched"),
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
