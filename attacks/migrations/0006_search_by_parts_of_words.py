"""An index over the texts that are searched, by three letters at a time: a word is found wherever it stands."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, TrigramExtension
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("attacks", "0005_typed_for_sums")]
    operations = [
        TrigramExtension(),
        AddIndexConcurrently(
            "publishedattack",
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="published_attack_searched"),
        ),
    ]
