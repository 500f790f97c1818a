"""Working rows are noted in the staff log; versions are kept, logged and open to the public's role."""

from django.db import migrations

from editorial.triggers import KeepVersions, NoteChanges


class Migration(migrations.Migration):
    dependencies = [("attacks", "0002_initial"), ("editorial", "0002_logs_and_public_role")]

    operations = [
        NoteChanges("attacks_actor"),
        NoteChanges("attacks_attack", "record_ptr_id"),
        NoteChanges("attacks_casualties", "attack_id"),
        NoteChanges("attacks_attribution", "attack_id"),
        NoteChanges("attacks_seriesattribution", "record_ptr_id"),
        KeepVersions("attacks_publishedattack", "attack"),
        KeepVersions("attacks_publishedseriesattribution", "series-attribution"),
    ]
