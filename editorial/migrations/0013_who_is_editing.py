"""Who has a record open at the desk: no part of any log, and forgotten within the hour."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0012_notes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Editing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "since",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="since"),
                ),
                (
                    "seen_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="seen at"),
                ),
                (
                    "editor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="editor",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="editing",
                        to="editorial.record",
                        verbose_name="record",
                    ),
                ),
            ],
            options={
                "verbose_name": "editing",
                "verbose_name_plural": "editing",
                "default_permissions": (),
                "indexes": [models.Index(fields=["seen_at"], name="editing_by_time")],
                "constraints": [
                    models.UniqueConstraint(fields=("record", "editor"), name="editing_is_noted_once_for_each")
                ],
            },
        ),
    ]
