"""A drawdown's time zone is checked by the forms; the column stays as it is."""

from django.db import migrations, models

import handovers.models.drawdowns


class Migration(migrations.Migration):
    takes_no_long_lock = "no statement at all: only what the forms check"
    dependencies = [("handovers", "0002_under_the_logs")]
    operations = [
        migrations.AlterField(
            "drawdown",
            "timezone",
            models.CharField(
                default="Asia/Baghdad",
                help_text="IANA name; days are local to it.",
                max_length=40,
                validators=[handovers.models.drawdowns.is_time_zone],
                verbose_name="time zone",
            ),
        )
    ]
