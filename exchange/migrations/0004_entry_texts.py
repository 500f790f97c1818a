"""Entries of timelines written out; erased with what they were written from."""

from django.db import migrations, models

from editorial.triggers import OpenToPublic

PUBLISHED = {
    "attacks_publishedattack": ("attack",),
    "handovers_publishedcontextevent": ("context_event",),
    "handovers_publishedhandover": ("handover", "milestone"),
    "handovers_publishedpresence": ("presence_start", "presence_end"),
}

FORGET = """
CREATE FUNCTION exchange_forget_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.document IS NULL OR NEW.document = 'null'::jsonb THEN
    DELETE FROM exchange_entrytext t WHERE t.version_id = OLD.id AND t.kind = ANY (TG_ARGV);
  END IF;
  RETURN NULL;
END $$;
"""


def forget(table: str, kinds: tuple[str, ...]) -> migrations.RunSQL:
    """The entries of a version go when its document is erased, or the version is taken back before it was public."""
    arguments = ", ".join(f"'{kind}'" for kind in kinds)
    return migrations.RunSQL(
        f'CREATE TRIGGER "forget_entries" AFTER DELETE OR UPDATE OF document ON "{table}"'
        f" FOR EACH ROW EXECUTE FUNCTION exchange_forget_entries({arguments})",
        f'DROP TRIGGER "forget_entries" ON "{table}"',
    )


class Migration(migrations.Migration):
    dependencies = [
        ("exchange", "0003_mark_of_record"),
        ("attacks", "0003_under_the_logs"),
        ("handovers", "0002_under_the_logs"),
    ]
    operations = [
        migrations.CreateModel(
            name="EntryText",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "version_id", "kind", "part", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version_id", models.BigIntegerField(verbose_name="version")),
                ("kind", models.CharField(max_length=20, verbose_name="kind of entry")),
                (
                    "part",
                    models.PositiveSmallIntegerField(
                        help_text="Which of the version's entries of its kind.", verbose_name="part"
                    ),
                ),
                ("form", models.CharField(max_length=16, verbose_name="form")),
                ("geometry", models.TextField(verbose_name="its point as GeoJSON")),
                ("json", models.TextField(verbose_name="as JSON")),
                ("csv", models.TextField(verbose_name="as CSV")),
            ],
            options={"verbose_name": "entry written out", "verbose_name_plural": "entries written out"},
        ),
        # Whole rows beside each other, uncompressed: a timeline reads them by the hundred.
        migrations.RunSQL("ALTER TABLE exchange_entrytext SET (toast_tuple_target = 8160)", migrations.RunSQL.noop),
        OpenToPublic("exchange_entrytext"),
        migrations.RunSQL(FORGET, "DROP FUNCTION exchange_forget_entries()"),
        *[forget(table, kinds) for table, kinds in PUBLISHED.items()],
    ]
