"""An index that hexagons are counted from, without reading what else sums ask for."""

from __future__ import annotations

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("attacks", "0007_summed_by_day")]
    operations = [
        AddIndexConcurrently(
            "publishedattack",
            models.Index(
                fields=["longitude"],
                include=["latitude", "cell", "date_latest", "date_earliest", "published_from", "published_until"],
                name="published_attack_cells",
                condition=Q(retracted=False, document__isnull=False),
            ),
        ),
    ]
