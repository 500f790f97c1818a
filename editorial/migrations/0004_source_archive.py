"""What stood at the address of each source, and which sources are never fetched."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from editorial.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [
        ("editorial", "0003_jobs"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="is_never_fetched",
            field=models.BooleanField(
                db_default=False,
                default=False,
                help_text="Its host would learn from a fetch that somebody is interested.",
                verbose_name="never fetched",
            ),
        ),
        migrations.CreateModel(
            name="SourceArchive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fetched_at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(), verbose_name="fetched at"
                    ),
                ),
                (
                    "url",
                    models.CharField(
                        help_text="Where the source's address led.", max_length=4000, verbose_name="address"
                    ),
                ),
                ("status", models.PositiveSmallIntegerField(null=True, verbose_name="status")),
                ("content_type", models.CharField(blank=True, max_length=100, verbose_name="kind of content")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(null=True, verbose_name="size in bytes")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("address", "its address is none that may be fetched"),
                            ("name", "its host is not known any more"),
                            ("connection", "its host does not answer as it should"),
                            ("tls", "its host does not prove who it is"),
                            ("time", "it took too long"),
                            ("size", "it is too large"),
                            ("kind", "it is neither a page, a text nor a PDF"),
                            ("encoding", "it is packed in a way not read here"),
                            ("redirects", "it leads on and on"),
                            ("robots", "its host asks machines to stay away"),
                            ("status", "its host refuses it or has it no more"),
                        ],
                        max_length=10,
                        verbose_name="problem",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="archives",
                        to="editorial.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "archived page",
                "verbose_name_plural": "archived pages",
                "ordering": ["-fetched_at", "-id"],
                "indexes": [models.Index(fields=["source", "-fetched_at"], name="archive_by_source")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("digest__regex", "^[0-9a-f]{64}$"), ("problem", ""), ("size__isnull", False)),
                            models.Q(
                                ("digest", ""),
                                (
                                    "problem__in",
                                    [
                                        "address",
                                        "name",
                                        "connection",
                                        "tls",
                                        "time",
                                        "size",
                                        "kind",
                                        "encoding",
                                        "redirects",
                                        "robots",
                                        "status",
                                    ],
                                ),
                                ("size__isnull", True),
                                ("text", ""),
                            ),
                            _connector="OR",
                        ),
                        name="archive_holds_a_page_or_says_why_not",
                    )
                ],
            },
        ),
        AppendOnly("editorial_sourcearchive"),
    ]
