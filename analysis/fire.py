"""Attacks beside bases and handovers: how many, when last, how long before a handover."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, DateField, Max, OuterRef, Subquery

from attacks.models import PublishedAttack
from editorial.clock import NOW, Instant
from handovers.models import PublishedHandover


@dataclass(frozen=True)
class Fire:
    """Attacks on one base in the record: how many, and the latest day of the last of them."""

    count: int
    last_on: date | None


def fire_on_bases(slugs: Collection[str], clock: Instant = NOW) -> dict[str, Fire]:
    """By base; a base without a recorded attack has none. Attacks on the place a base lies within do not count."""
    rows = (
        PublishedAttack.objects.at(clock)
        .filter(base_slug__in=slugs)
        .values("base_slug")
        .annotate(count=Count("pk"), last_on=Max("date_latest"))
    )
    return {str(row["base_slug"]): Fire(row["count"], row["last_on"]) for row in rows}


def days_since_last_attack(slugs: Collection[str], clock: Instant = NOW) -> dict[str, int]:
    """By handover: days from the latest day of the last attack on its base to its own earliest day; absent if none.

    An attack whose window reaches past the handover's earliest day is not known to have come before it.
    """
    before = (
        PublishedAttack.objects.at(clock)
        .filter(base_slug=OuterRef("base_slug"), date_latest__lte=OuterRef("date_earliest"))
        .order_by("-date_latest")
        .values("date_latest")[:1]
    )
    rows = (
        PublishedHandover.objects.at(clock)
        .filter(slug__in=slugs, date_earliest__isnull=False)
        .annotate(attacked_on=Subquery(before, output_field=DateField()))
        .filter(attacked_on__isnull=False)
        .values_list("slug", "date_earliest", "attacked_on")
    )
    return {slug: (handed_over - attacked).days for slug, handed_over, attacked in rows}
