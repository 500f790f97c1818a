"""The record's clock, both logs and the public's role: what only the database can guarantee."""

from pathlib import Path

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

from editorial.triggers import AppendOnly, KeepVersions, NoteChanges, OpenToPublic

SQL = Path(__file__).parent / "sql"


def run(name: str) -> migrations.RunSQL:
    # A single string, not statements: the functions' bodies hold semicolons of their own.
    return migrations.RunSQL([(SQL / name).read_text(encoding="utf-8")])


class Migration(migrations.Migration):
    dependencies = [("editorial", "0001_initial")]

    operations = [
        UnaccentExtension(),
        run("clock_and_search.sql"),
        run("staff_log.sql"),
        run("public_role.sql"),
        run("public_log.sql"),
        AppendOnly("editorial_change"),
        AppendOnly("editorial_revision"),
        AppendOnly("editorial_publiclogentry"),
        OpenToPublic("editorial_publiclogentry"),
        KeepVersions("editorial_publishedreference", "reference"),
        OpenToPublic("editorial_publisheduse"),
        NoteChanges("editorial_record", "id"),
        NoteChanges("editorial_redirect", "record_id"),
        NoteChanges("editorial_name", "record_id"),
        NoteChanges("editorial_publisher"),
        NoteChanges("editorial_source"),
        NoteChanges("editorial_citation", "record_id"),
        NoteChanges("editorial_claim", "citation_id"),
    ]
