"""Which operations of a migration make others wait: those that read or write a whole table while it is locked."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.operations.base import Operation
from django.db.models import NOT_PROVIDED

WHY = {
    migrations.AddIndex: "builds an index under a lock: AddIndexConcurrently, in a migration that is not atomic",
    migrations.AddConstraint: "reads all rows under a lock: AddConstraintNotValid, then ValidateConstraint in the next",
    migrations.AlterField: "may write all rows anew: a new column, filled in batches",
    migrations.AlterUniqueTogether: "builds an index under a lock: a unique index built concurrently",
    migrations.AlterIndexTogether: "builds an index under a lock: AddIndexConcurrently",
    migrations.RunPython: "may move many rows in one transaction: in batches, in a migration that is not atomic",
}
REVIEWED = "takes_no_long_lock"
"""A migration that was measured on a million rows may say so: `takes_no_long_lock = "0.4 s, AlterField of a label"`."""

RELEASED = [
    ("editorial", "0002_logs_and_public_role"),
    ("handovers", "0002_under_the_logs"),
    ("attacks", "0003_under_the_logs"),
]
"""The newest migrations of what was released last; those after them must let readers through."""


def long_locks(migration: migrations.Migration) -> list[str]:
    """What is wrong with the migration, a line each; nothing about tables that it has just made itself."""
    if getattr(migration, REVIEWED, ""):
        return []
    made = {each.name_lower for each in migration.operations if isinstance(each, migrations.CreateModel)}
    return [
        f"{migration}: {each.describe()}: {why}" for each in old(migration.operations, made) if (why := wrong(each))
    ]


def old(operations: Iterable[Operation], made: set[str]) -> list[Operation]:
    """The operations on tables that may hold rows already."""
    return [each for each in operations if str(getattr(each, "model_name", "")).lower() not in made]


def wrong(operation: Operation) -> str:
    """Why the operation makes others wait, or nothing."""
    if isinstance(operation, migrations.AddField):
        return of_new_column(operation.field)
    if isinstance(operation, AddIndexConcurrently | AddConstraintNotValid):
        return ""
    return next((why for kind, why in WHY.items() if isinstance(operation, kind)), "")


def of_new_column(field: models.Field) -> str:
    """A constant default costs nothing; one that differs from row to row writes them all, an index reads them all."""
    if field.unique or (field.db_index and not field.null):
        return "builds an index under a lock: add the column, then the index concurrently"
    if isinstance(field, models.ManyToManyField) or field.null:
        return ""
    if field.db_default is NOT_PROVIDED and callable(field.default):
        return "has a default that differs from row to row: null first, filled in batches"
    return ""
