"""More of an attack's document as columns, so that filters and sums over many attacks read one index."""

from __future__ import annotations

import django.contrib.postgres.fields
import h3
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import Q

AT_ONCE = 1_000

FILL = """
UPDATE attacks_publishedattack p SET
  place = document->>'place',
  place_ar = document->>'place_ar',
  launch_text = document->'launch_area'->>'text',
  suspected = ARRAY(SELECT jsonb_path_query(document, '$.attributions[*] ? (@.stance == "suspected").actor.slug') #>> '{}'),
  denied = ARRAY(SELECT jsonb_path_query(document, '$.attributions[*] ? (@.stance == "denied").actor.slug') #>> '{}'),
  verifications = ARRAY(SELECT DISTINCT jsonb_path_query(document, '$.citations[*].verification') #>> '{}' ORDER BY 1),
  source_count = (SELECT count(DISTINCT i) FROM jsonb_path_query(document, '$.citations[*].source.id') i),
  cell = (SELECT c.cell FROM unnest(%(ids)s::bigint[], %(cells)s::bigint[]) c(id, cell) WHERE c.id = p.id),
  facets = concat_ws('|', coalesce(drawdown_slug, ''), coalesce(base_slug, ''), coalesce(governorate_code, ''),
    coalesce((SELECT string_agg(w, ' ' ORDER BY w) FROM unnest(weapons) w), ''), coalesce(outcome, ''),
    coalesce(date_precision, ''), coalesce(location_basis, ''), coalesce((SELECT string_agg(DISTINCT c #>> '{}', ' ')
    FROM jsonb_path_query(document, '$.citations[*].verification') c), ''))
 WHERE id = ANY(%(ids)s) AND document IS NOT NULL
"""


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Fill the new columns from the documents, some versions at a time; nothing else of a version changes.

    The rule that versions are never changed rests for each of these short transactions, and holds between them.
    """
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, latitude, longitude FROM attacks_publishedattack WHERE facets IS NULL ORDER BY id")
        rows = cursor.fetchall()
        for start in range(0, len(rows), AT_ONCE):
            part = rows[start : start + AT_ONCE]
            given = {"ids": [pk for pk, _, _ in part], "cells": [cell_of(*point) for _, *point in part]}
            with transaction.atomic(using=editor.connection.alias):
                cursor.execute("ALTER TABLE attacks_publishedattack DISABLE TRIGGER keep_version")
                cursor.execute(FILL, given)
                cursor.execute("ALTER TABLE attacks_publishedattack ENABLE TRIGGER keep_version")


def cell_of(latitude: float | None, longitude: float | None) -> int | None:
    if latitude is None or longitude is None:
        return None
    return h3.str_to_int(h3.latlng_to_cell(latitude, longitude, 9))


def codes() -> django.contrib.postgres.fields.ArrayField:
    return django.contrib.postgres.fields.ArrayField(models.CharField(max_length=120), null=True, size=None)


SUMMED = models.Index(
    fields=["base_slug", "date_latest"],
    include=[
        "published_from", "published_until", "id", "date_earliest", "cell", "latitude", "longitude", "uncertainty_m",
        "munitions_min", "killed_min", "wounded_min", "facets", "weapons", "drawdown_slug", "governorate_code",
        "location_basis", "date_precision", "outcome", "verifications",
    ],
    name="published_attack_summed",
    condition=Q(retracted=False, document__isnull=False),
)  # fmt: skip

COLUMNS = {
    "place": models.CharField("place", max_length=200, null=True),
    "place_ar": models.CharField("place in Arabic", max_length=200, null=True),
    "launch_text": models.CharField("launched from", max_length=300, null=True),
    "suspected": codes(),
    "denied": codes(),
    "verifications": codes(),
    "source_count": models.PositiveIntegerField("sources", null=True),
    "cell": models.BigIntegerField("H3 cell", null=True),
    "facets": models.TextField("what choices count", null=True),
}


class Migration(migrations.Migration):
    atomic = False
    takes_no_long_lock = "1,000,000 versions: 203 s in batches; nobody waited for more than 0.8 s"
    dependencies = [("attacks", "0004_indexes_for_lists")]
    operations = [
        *[migrations.AddField("publishedattack", name, field) for name, field in COLUMNS.items()],
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexConcurrently("publishedattack", SUMMED),
        AddIndexConcurrently(
            "publishedattack",
            GinIndex(fields=["claimed_by", "accused", "suspected", "denied"], name="published_attack_named"),
        ),
        RemoveIndexConcurrently("publishedattack", "published_attack_by_base"),
    ]
