"""The rule of the migration before, for the rows that were there already: read without keeping anybody waiting."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("editorial", "0014_citation_does_not_say")]

    operations = [ValidateConstraint(model_name="citation", name="citation_found_not_to_say_it_was_opened")]
