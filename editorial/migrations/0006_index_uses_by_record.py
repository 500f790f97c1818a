"""Uses in the public record are found by their record; the key that the log of versions makes needless goes."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("editorial", "0005_request_ids")]
    operations = [
        AddIndexConcurrently("publisheduse", models.Index(fields=["record_id"], name="published_use_by_record")),
        migrations.RemoveConstraint("publisheduse", "published_use_is_noted_once"),
    ]
