"""That nothing public speaks of a reference row any more is told in the public log, by a tombstone of the row."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql/references_left.sql"


class Migration(migrations.Migration):
    dependencies = [("editorial", "0015_citation_does_not_say_is_valid")]

    operations = [migrations.RunSQL([SQL.read_text(encoding="utf-8")])]
