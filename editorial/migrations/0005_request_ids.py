"""From which request a revision or a job came."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from editorial.triggers import AppendOnly

SQL = Path(__file__).parent / "sql/request_ids.sql"


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0004_source_archive"),
    ]

    operations = [
        migrations.AddField(
            model_name="job",
            name="request_id",
            field=models.CharField(
                blank=True,
                db_default="",
                help_text="The request that asked for it.",
                max_length=64,
                verbose_name="request",
            ),
        ),
        migrations.CreateModel(
            name="RevisionRequest",
            fields=[
                (
                    "revision",
                    models.OneToOneField(
                        db_column="seq",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="request",
                        serialize=False,
                        to="editorial.revision",
                        verbose_name="revision",
                    ),
                ),
                ("request_id", models.CharField(max_length=64, verbose_name="request")),
            ],
            options={
                "verbose_name": "request of a revision",
                "verbose_name_plural": "requests of revisions",
            },
        ),
        migrations.RunSQL([SQL.read_text(encoding="utf-8")]),
        AppendOnly("editorial_revisionrequest"),
    ]
