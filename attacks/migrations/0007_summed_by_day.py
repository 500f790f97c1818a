"""Who is named, as a column, and the indexes that sums read: one with all that they ask for, one by base and day."""

from __future__ import annotations

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

AT_ONCE = 1_000

FILL = """
UPDATE attacks_publishedattack p SET named = (
  SELECT CASE WHEN length(n) > 1000 THEN '…' ELSE n END FROM (SELECT string_agg(DISTINCT (t->>'stance') || ':' ||
         (t->'actor'->>'slug'), ' ') FROM jsonb_path_query(document, '$.attributions[*]') t) x (n))
 WHERE id = ANY(%s) AND document IS NOT NULL
"""


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the column from the documents, some versions at a time; nothing else of a version changes.

    The rule that versions are never changed rests for each of these short transactions, and holds between them.
    """
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM attacks_publishedattack WHERE jsonb_array_length(document->'attributions') > 0")
        keys = [key for (key,) in cursor.fetchall()]
        for start in range(0, len(keys), AT_ONCE):
            with transaction.atomic(using=editor.connection.alias):
                cursor.execute("ALTER TABLE attacks_publishedattack DISABLE TRIGGER keep_version")
                cursor.execute(FILL, [keys[start : start + AT_ONCE]])
                cursor.execute("ALTER TABLE attacks_publishedattack ENABLE TRIGGER keep_version")


PUBLIC = Q(retracted=False, document__isnull=False)
SUMMED = [
    "published_from", "published_until", "id", "date_earliest", "cell", "latitude", "longitude", "uncertainty_m",
    "munitions_min", "killed_min", "wounded_min", "facets", "named", "base_slug", "weapons", "drawdown_slug",
    "governorate_code", "location_basis", "date_precision", "outcome", "verifications",
]  # fmt: skip


class Migration(migrations.Migration):
    atomic = False
    takes_no_long_lock = "1,000,000 versions: 38 s in batches; nobody waited for more than 0.4 s"
    dependencies = [("attacks", "0006_search_by_parts_of_words")]
    operations = [
        migrations.AddField("publishedattack", "named", models.TextField("who is named", null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently(
            "publishedattack",
            models.Index(fields=["date_latest"], include=SUMMED, name="published_attack_sums", condition=PUBLIC),
        ),
        AddIndexConcurrently(
            "publishedattack",
            models.Index(
                fields=["base_slug", "date_latest"],
                include=["published_from", "published_until", "date_earliest"],
                name="published_attack_of_base",
                condition=PUBLIC,
            ),
        ),
        RemoveIndexConcurrently("publishedattack", "published_attack_summed"),
    ]
