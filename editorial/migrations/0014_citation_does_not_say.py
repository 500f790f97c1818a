"""Whether an editor opened a source and did not find there what is cited."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("editorial", "0013_who_is_editing")]

    operations = [
        migrations.AddField(
            model_name="citation",
            name="does_not_say",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text=(
                    "The editor who opened the source did not find there what is cited. For the staff; never public."
                ),
                verbose_name="was found not to say it",
            ),
        ),
        AddConstraintNotValid(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(("does_not_say", False), ("opened_at__isnull", False), _connector="OR"),
                name="citation_found_not_to_say_it_was_opened",
            ),
        ),
    ]
