"""Working rows are noted in the staff log; versions are kept, logged and open to the public's role."""

from django.db import migrations

from editorial.triggers import KeepVersions, NoteChanges


class Migration(migrations.Migration):
    dependencies = [("handovers", "0001_initial"), ("editorial", "0002_logs_and_public_role")]

    operations = [
        NoteChanges("handovers_area"),
        NoteChanges("handovers_force"),
        NoteChanges("handovers_drawdown", "record_ptr_id"),
        NoteChanges("handovers_coverage", "drawdown_id"),
        NoteChanges("handovers_militarybase", "record_ptr_id"),
        NoteChanges("handovers_drawdownbase", "base_id"),
        NoteChanges("handovers_presence", "record_ptr_id"),
        NoteChanges("handovers_handover", "record_ptr_id"),
        NoteChanges("handovers_transferringforce", "handover_id"),
        NoteChanges("handovers_milestone", "handover_id"),
        NoteChanges("handovers_contextevent", "record_ptr_id"),
        KeepVersions("handovers_publisheddrawdown", "drawdown"),
        KeepVersions("handovers_publishedmilitarybase", "base"),
        KeepVersions("handovers_publishedpresence", "presence"),
        KeepVersions("handovers_publishedhandover", "handover"),
        KeepVersions("handovers_publishedcontextevent", "context-event"),
    ]
