"""What readers say is wrong, and the answers; what may be erased once a record is withdrawn for safety."""

import datetime
from pathlib import Path

import django.db.models.deletion
import django.contrib.postgres.functions
from django.conf import settings
from django.db import migrations, models

from editorial.triggers import AppendOnly, OpenToPublic

SQL = Path(__file__).parent / "sql"
STATES = [("waiting", "waiting"), ("answered", "answered"), ("declined", "declined")]


def run(name: str) -> migrations.RunSQL:
    # A single string, not statements: the functions' bodies hold semicolons of their own.
    return migrations.RunSQL([(SQL / name).read_text(encoding="utf-8")])


class Migration(migrations.Migration):
    dependencies = [("editorial", "0006_index_uses_by_record")]

    operations = [
        migrations.CreateModel(
            name="CorrectionRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt", models.CharField(max_length=12, unique=True, verbose_name="reference")),
                ("version", models.PositiveIntegerField(verbose_name="version that was read")),
                ("said", models.TextField(verbose_name="what is wrong")),
                ("source_url", models.CharField(max_length=2000, verbose_name="address of the source")),
                ("state", models.CharField(choices=STATES, default="waiting", max_length=8, verbose_name="state")),
                (
                    "received_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="received at"
                    ),
                ),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="answered at")),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="correction_requests",
                        to="editorial.record",
                        verbose_name="record",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="answered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for correction",
                "verbose_name_plural": "requests for correction",
                "ordering": ["-received_at", "-pk"],
                "default_permissions": ("view",),
                "indexes": [models.Index(fields=["state", "received_at"], name="correction_request_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("settled_at__isnull", True), ("state", "waiting"))
                        | models.Q(
                            ("settled_at__isnull", False),
                            ("settled_by__isnull", False),
                            ("state__in", ["answered", "declined"]),
                        ),
                        name="correction_request_is_settled_by_somebody_or_waits",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublishedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("receipt", models.CharField(max_length=12, verbose_name="reference")),
                ("record_id", models.BigIntegerField(verbose_name="record")),
                ("state", models.CharField(choices=STATES, max_length=8, verbose_name="state")),
                ("on_page", models.BooleanField(default=True, verbose_name="on the record’s page")),
                ("asked", models.TextField(blank=True, verbose_name="what was said, in the editors’ words")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                (
                    "answered_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="answered at"
                    ),
                ),
                (
                    "published_from",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="in force from"
                    ),
                ),
                (
                    "published_until",
                    models.DateTimeField(
                        default=datetime.datetime(9999, 12, 31, 0, 0, tzinfo=datetime.timezone.utc),
                        verbose_name="in force until",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="editorial.correctionrequest",
                        verbose_name="request",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer to a request for correction",
                "verbose_name_plural": "answers to requests for correction",
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["record_id"], name="published_answer_by_record"),
                    models.Index(fields=["receipt"], name="published_answer_by_receipt"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["answered", "declined"])),
                        name="published_answer_answers_or_declines",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("published_until__gte", models.F("published_from"))),
                        name="published_answer_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20, verbose_name="kind of the record")),
                ("record_id", models.BigIntegerField(verbose_name="record")),
                ("api_url", models.CharField(max_length=200, verbose_name="API address")),
                (
                    "erased_at",
                    models.DateTimeField(
                        db_default=django.contrib.postgres.functions.TransactionNow(), verbose_name="erased at"
                    ),
                ),
            ],
            options={
                "verbose_name": "erasure",
                "verbose_name_plural": "erasures",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("api_url", "kind", "record_id"), name="erasure_names_an_address_once"
                    )
                ],
            },
        ),
        run("correction_requests.sql"),
        run("erasure.sql"),
        AppendOnly("editorial_erasure"),
        OpenToPublic("editorial_publishedanswer"),
    ]
