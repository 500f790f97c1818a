"""Versions written out for lists; erased with what they were written from."""

from django.db import migrations, models

from editorial.triggers import OpenToPublic

PUBLISHED = {
    "attack": "attacks_publishedattack",
    "series-attribution": "attacks_publishedseriesattribution",
    "context-event": "handovers_publishedcontextevent",
}

FORGET = """
CREATE FUNCTION exchange_forget_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.document IS NULL OR NEW.document = 'null'::jsonb THEN
    DELETE FROM exchange_versiontext t WHERE t.version_id = OLD.id AND t.kind = TG_ARGV[0];
  END IF;
  RETURN NULL;
END $$;
"""


def forget(kind: str, table: str) -> migrations.RunSQL:
    """A text goes when its version's document is erased, or the version is taken back before it was public."""
    return migrations.RunSQL(
        f'CREATE TRIGGER "forget_text" AFTER DELETE OR UPDATE OF document ON "{table}"'
        f" FOR EACH ROW EXECUTE FUNCTION exchange_forget_text('{kind}')",
        f'DROP TRIGGER "forget_text" ON "{table}"',
    )


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0001_releases"),
        ("attacks", "0003_under_the_logs"),
        ("handovers", "0002_under_the_logs"),
    ]
    operations = [
        migrations.CreateModel(
            name="VersionText",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "version_id", "kind", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version_id", models.BigIntegerField(verbose_name="version")),
                ("kind", models.CharField(max_length=20, verbose_name="kind")),
                ("form", models.CharField(max_length=16, verbose_name="form")),
                ("json", models.TextField(verbose_name="as JSON")),
                ("csv", models.TextField(verbose_name="as CSV")),
            ],
            options={"verbose_name": "version written out", "verbose_name_plural": "versions written out"},
        ),
        # Whole rows beside each other, uncompressed: a list reads them by the hundred.
        migrations.RunSQL("ALTER TABLE exchange_versiontext SET (toast_tuple_target = 8160)", migrations.RunSQL.noop),
        OpenToPublic("exchange_versiontext"),
        migrations.RunSQL(FORGET, "DROP FUNCTION exchange_forget_text()"),
        *[forget(kind, table) for kind, table in PUBLISHED.items()],
    ]
