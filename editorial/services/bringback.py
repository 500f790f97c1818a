"""Bringing back a record as it was after one of its revisions, as a new revision: read out of the staff log."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Field, ForeignKey, Model
from django.utils.translation import gettext as _

from editorial import staff_log
from editorial.history import BOOKKEEPING
from editorial.models import Change, Note, Record, Revision, User
from editorial.services.review import reopen
from editorial.services.save import changed
from editorial.standing import standing

KEPT = BOOKKEEPING | {"working_state", "verification", "opened_by_id", "opened_at", "does_not_say"}
"""Columns that stay as they are now: where the copy stands, and who looked at what, is no part of what was said."""

Values = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One row of the record or of a part: its columns as they are now, and as they were; None where there is none."""

    table: str
    row: int
    now: Values | None
    then: Values | None


def steps_back(record: Record, revision: Revision) -> list[Step]:
    """What differs between the record now and right after the revision. Empty if nothing does.

    The staff log notes every row before and after each change, so that the first change after the revision tells how
    a row was, and the last one how it is.
    """
    of_record = Change.objects.filter(record_id=record.pk).exclude(table=Note._meta.db_table)
    end = of_record.filter(xid=revision.xid).order_by("-id").values_list("id", flat=True).first()
    if end is None:
        raise ValidationError(_("That revision is of another record."), code="other")
    first: dict[tuple[str, int], Values | None] = {}
    last: dict[tuple[str, int], Values | None] = {}
    for change in of_record.filter(id__gt=end).order_by("id"):
        first.setdefault((change.table, change.row), change.before)
        last[change.table, change.row] = change.after
    steps = [Step(*key, last[key], then) for key, then in first.items()]
    return [each for each in steps if _told(record, each.now) != _told(record, each.then)]


def _told(record: Record, values: Values | None) -> Values | None:
    return None if values is None else {name: value for name, value in values.items() if name not in _kept(record)}


def _kept(record: Record) -> set[str]:
    # An address that was public changes by a redirect only.
    return KEPT | ({"slug"} if standing(record).was_published else set())


@transaction.atomic
def bring_back(record: Record, revision: Revision, *, by: User, why: str) -> None:
    """Make the working copy, with its parts, what it was right after the revision. The public reads what it read.

    Refuses (ValidationError) if nothing would change, and names what it spoke of then and is not there any more.
    """
    steps = steps_back(record, revision)
    if not steps:
        raise ValidationError(_("The record is as it was then."), code="same")
    if missing := [*_missing(steps)]:
        told = ", ".join(dict.fromkeys(missing))
        raise ValidationError(_("It spoke of what is not there any more: %s") % told, code="missing")
    staff_log.sign(by, why)
    try:
        with transaction.atomic():
            walk(steps, _kept(record))
    except IntegrityError as error:
        raise ValidationError(
            _("What it said then does not fit what the record’s other parts say now."), code="fit"
        ) from error
    changed(record, by)
    reopen(record)


def walk(steps: list[Step], kept: set[str]) -> None:
    """Write the rows as they were, without the columns kept. Parts go before what they belong to, and come after it."""
    in_order = sorted(steps, key=lambda each: _depth(model_of(each.table)))
    for step in reversed(in_order):
        if step.then is None:
            model_of(step.table)._default_manager.filter(pk=step.row).delete()
    for step in in_order:
        if step.then is None:
            continue
        model, values = model_of(step.table), _values(step.table, step.then)
        if step.now is None:
            model._default_manager.bulk_create([model(**values)])
        else:
            told = {name: value for name, value in values.items() if name not in kept}
            model._default_manager.filter(pk=step.row).update(**told)


def model_of(table: str) -> type[Model]:
    """The model of a table, also of one that only joins two others. Raises ValidationError for a table of long ago."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table == table:
            return model
    raise ValidationError(_("The tables have changed since: %s") % table, code="table")


def _depth(model: type[Model]) -> int:
    """How many tables stand between this one and the record's root row."""
    if model is Record:
        return 0
    targets = [field.related_model for field in model._meta.local_fields if isinstance(field, ForeignKey)]
    above = [_depth(each) for each in targets if isinstance(each, type) and each is not model and _is_ours(each)]
    return 1 + max(above, default=0)


def _is_ours(model: type[Model]) -> bool:
    return model is Record or any(
        isinstance(field, ForeignKey)
        and isinstance(field.related_model, type)
        and issubclass(field.related_model, Record)
        for field in model._meta.local_fields
    )


def _columns(table: str) -> Iterable[Field]:
    return model_of(table)._meta.local_concrete_fields


def _values(table: str, values: Values) -> Values:
    """The columns as the model takes them; those that are new since have their default."""
    return {
        field.attname: None if values[field.column] is None else field.to_python(values[field.column])
        for field in _columns(table)
        if field.column in values
    }


def _missing(steps: Iterable[Step]) -> Iterable[str]:
    """What rows that come back point to, where it is neither there nor comes back with them."""
    coming = {(step.table, step.row) for step in steps if step.then is not None}
    for step in steps:
        for field in _columns(step.table) if step.then else ():
            key = (step.then or {}).get(field.column or "")
            target = field.related_model
            if not isinstance(field, ForeignKey) or key is None or not isinstance(target, type):
                continue
            tables = {target._meta.db_table, *(parent._meta.db_table for parent in target._meta.parents)}
            if any((table, key) in coming for table in tables):
                continue
            if not target._default_manager.filter(**{field.target_field.attname: key}).exists():
                yield f"{target._meta.verbose_name} #{key}"
