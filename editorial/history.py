"""A record's history out of the staff log: each revision, who and why, and field by field what it changed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Field, ForeignKey, Model
from django.utils.functional import Promise

from editorial.choices import ChangeOperation
from editorial.claimvalues import write
from editorial.models import Change, Record, Revision

BOOKKEEPING = {"revision", "published_revision", "edited_by_id", "edited_at"}
"""Columns that every save moves, which the revision itself tells already."""


Names = dict[tuple[type[Model], Any], str]
"""How rows are called, by model and key."""


@dataclass(frozen=True)
class FieldChange:
    """One field of one row: what it was and what it became, in words; None where there was nothing."""

    label: str | Promise
    before: str | None
    after: str | None


@dataclass(frozen=True)
class RowChange:
    """One row that a revision added, changed or deleted."""

    what: str | Promise
    operation: str | Promise
    fields: list[FieldChange]


@dataclass(frozen=True)
class RevisionOfRecord:
    """One revision of the staff log, as far as it concerns one record."""

    revision: Revision
    rows: list[RowChange]


def revisions_of(record: Record, revisions: Iterable[Revision]) -> list[RevisionOfRecord]:
    """What each of these revisions did to the record. Three queries, and one for each model that foreign keys name."""
    wanted = list(revisions)
    changes = list(Change.objects.filter(record_id=record.pk, xid__in=[each.xid for each in wanted]).order_by("id"))
    names = _names(changes)
    by_xid: dict[int, list[RowChange]] = defaultdict(list)
    for change in changes:
        if row := _row(change, names):
            by_xid[change.xid].append(row)
    return [RevisionOfRecord(each, by_xid[each.xid]) for each in wanted]


def told_of(
    record: Record, steps: Iterable[tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]]
) -> list[RowChange]:
    """Rows before and after something that did not happen yet, in the words of the history."""
    changes = [
        Change(
            table=table, row=row, record_id=record.pk, operation=_operation(before, after), before=before, after=after
        )
        for table, row, before, after in steps
    ]
    names = _names(changes)
    return [row for row in (_row(change, names) for change in changes) if row]


def _operation(before: object, after: object) -> ChangeOperation:
    if before is None:
        return ChangeOperation.INSERT
    return ChangeOperation.DELETE if after is None else ChangeOperation.UPDATE


def _model_of(table: str) -> type[Model] | None:
    return next((model for model in apps.get_models(include_auto_created=True) if model._meta.db_table == table), None)


def _columns(table: str) -> dict[str, Field]:
    model = _model_of(table)
    fields = model._meta.local_concrete_fields if model else []
    return {field.column: field for field in fields if field.column}


def _row(change: Change, names: Names) -> RowChange | None:
    model = _model_of(change.table)
    what = model._meta.verbose_name if model else change.table
    fields = [*_fields(change, names)]
    if not fields and change.operation == "UPDATE":
        return None
    return RowChange(what or "", change.get_operation_display(), fields)


def _fields(change: Change, names: Names) -> Iterator[FieldChange]:
    before, after = change.before or {}, change.after or {}
    for column, field in _columns(change.table).items():
        sides = before.get(column), after.get(column)
        if column in BOOKKEEPING or field.primary_key or _leads_home(field, sides, change):
            continue
        was, becomes = (_in_words(field, value, names) for value in sides)
        if was != becomes:
            yield FieldChange(field.verbose_name, was, becomes)


def _leads_home(field: Field, sides: tuple[Any, Any], change: Change) -> bool:
    """Whether the column only says that a part belongs to the record whose history this is."""
    return isinstance(field, ForeignKey) and change.record_id in sides and issubclass(field.related_model, Record)


def _in_words(field: Field, value: Any, names: Names) -> str | None:
    if value in (None, "", []):
        return None
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), f"#{value}")
    if isinstance(value, dict | list):
        return write(value)
    labels = dict(field.flatchoices) if field.choices else {}
    return str(labels.get(value, value))


def _names(changes: Iterable[Change]) -> Names:
    """How the rows that changed foreign keys point to are called now; one query for each model."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for change in changes:
        for column, field in _columns(change.table).items():
            if isinstance(field, ForeignKey) and column not in BOOKKEEPING:
                wanted[field.related_model] |= {(side or {}).get(column) for side in (change.before, change.after)}
    return {
        (model, key): str(row) for model, keys in wanted.items() for key, row in _called(model, keys - {None}).items()
    }


def _called(model: type[Model], keys: set[Any]) -> dict[Any, Model]:
    # Names of rows are made of the rows they point to: fetched with them, or each would ask again.
    return model._default_manager.select_related().in_bulk(keys)
