"""Deleting a record that was never published, with all that belongs to it alone."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from editorial import staff_log
from editorial.models import Record, User
from editorial.models.published import Versioned
from editorial.standing import standing


@transaction.atomic
def discard(record: Record, *, by: User, why: str) -> None:
    """Delete the record and its parts.

    Refuses (ValidationError) one of which any version exists, and one that other records still point to.
    """
    if standing(record).was_published:
        raise ValidationError(_("A record that was published is never deleted: retract it."), code="published")
    staff_log.sign(by, why)
    try:
        for part in [*parts_of(record)]:
            part.delete()
        record.delete()
    except ProtectedError as error:
        others = ", ".join(sorted({str(each) for each in error.protected_objects})[:20])
        raise ValidationError(_("Other records point to it: %s") % others, code="used") from error


def parts_of(row: Model) -> Iterator[Model]:
    """Rows that belong to this one alone, each after its own parts: claims before their citation."""
    for relation in row._meta.related_objects:
        owner = relation.related_model
        if issubclass(owner, Record | Versioned) or relation.field.many_to_many or relation.parent_link:
            continue
        for part in owner._default_manager.filter(**{relation.field.name: row.pk}):
            yield from parts_of(part)
            yield part
