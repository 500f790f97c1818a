"""Indexes that lists read in their order, of the record as it is and as it was; those of current versions alone go."""

import datetime

from django.contrib.postgres.indexes import GistIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import DateField, F, Func, Value
from django.db.models.functions import Coalesce, Collate

DAY = Coalesce("date_latest", "date_earliest", output_field=DateField())
SLUG = Collate(F("slug"), "C")


def in_order_of_days(end: datetime.date, name: str) -> models.Index:
    return models.Index(Coalesce(DAY, Value(end, DateField())), SLUG, name=name)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("attacks", "0003_under_the_logs")]
    operations = [
        AddIndexConcurrently("publishedattack", in_order_of_days(datetime.date.max, "published_attack_oldest_first")),
        AddIndexConcurrently("publishedattack", in_order_of_days(datetime.date.min, "published_attack_newest_first")),
        AddIndexConcurrently(
            "publishedattack", models.Index(F("published_from"), SLUG, name="published_attack_updated")
        ),
        AddIndexConcurrently(
            "publishedattack",
            GistIndex(
                Func(F("longitude"), F("latitude"), function="point"),
                Func(F("date_earliest"), F("date_latest"), Value("[]"), function="daterange"),
                name="published_attack_place_days",
            ),
        ),
        RemoveIndexConcurrently("publishedattack", "published_attack_newest"),
        RemoveIndexConcurrently("publishedattack", "published_attack_current_point"),
    ]
