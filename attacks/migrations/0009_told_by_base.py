"""An index that the timeline of one base reads alone, in its order."""

import datetime

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import DateField, F, Value
from django.db.models.functions import Coalesce, Collate

DAY = Coalesce("date_latest", "date_earliest", output_field=DateField())


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("attacks", "0008_counted_by_cell")]
    operations = [
        AddIndexConcurrently(
            "publishedattack",
            models.Index(
                F("base_slug"),
                Coalesce(DAY, Value(datetime.date.max, DateField())),
                Collate(F("slug"), "C"),
                include=["id", "published_from", "published_until", "date_earliest", "date_latest"],
                name="published_attack_told",
                condition=models.Q(retracted=False, document__isnull=False),
            ),
        )
    ]
