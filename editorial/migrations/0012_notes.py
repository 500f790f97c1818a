"""What the staff say to each other about a record: under the staff log, and never changed."""

import django.contrib.postgres.functions
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from editorial.triggers import NoteChanges

KEEP = (
    "CREATE TRIGGER refuse_change BEFORE UPDATE ON editorial_note"
    " FOR EACH ROW EXECUTE FUNCTION editorial_refuse_change()"
)


class Migration(migrations.Migration):
    dependencies = [("editorial", "0011_correction_requests")]

    operations = [
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("said", "note"), ("sent_back", "sent back")],
                        default="said",
                        max_length=9,
                        verbose_name="kind",
                    ),
                ),
                ("text", models.TextField(verbose_name="note")),
                (
                    "written_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(),
                        editable=False,
                        verbose_name="written at",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="editorial.record",
                        verbose_name="record",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["written_at", "pk"],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["record", "written_at"], name="note_by_record")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["said", "sent_back"])), name="note_kind_is_known"
                    ),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="note_says_something"),
                ],
            },
        ),
        NoteChanges("editorial_note", "record_id"),
        migrations.RunSQL(KEEP, "DROP TRIGGER refuse_change ON editorial_note"),
    ]
