"""Indexes for lists over many days, by which windows of uncertain days are found, and for those of the highest counts."""

from django.contrib.postgres.indexes import GistIndex
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce, Collate

DAYS = Func(F("date_earliest"), F("date_latest"), Value("[]"), function="daterange")
UNCERTAIN = Func(
    F("date_earliest"),
    F("date_latest"),
    arg_joiner=" IS DISTINCT FROM ",
    template="(%(expressions)s)",
    output_field=models.BooleanField(),
)


def most_first(count: str) -> AddIndexConcurrently:
    key = Coalesce(Coalesce(f"{count}_max", f"{count}_min"), Value(-1))
    return AddIndexConcurrently(
        "publishedattack", models.Index(key, Collate(F("slug"), "C"), name=f"published_attack_by_{count}")
    )


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("attacks", "0009_told_by_base")]
    operations = [
        AddIndexConcurrently(
            "publishedattack", GistIndex(DAYS, name="published_attack_reaching", condition=Q(UNCERTAIN))
        ),
        *(most_first(name) for name in ("killed", "wounded", "munitions")),
    ]
