"""The rules of rows and files: keys stand once, references lead somewhere, the models' constraints hold."""

from collections.abc import Collection, Iterator

from django.db import connection
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _
from psycopg.sql import SQL, Literal

from editorial.models import Record
from exchange.loading.cells import nearest
from exchange.loading.columns import Column
from exchange.loading.database import listed, name, rows
from exchange.loading.files import FILES, File
from exchange.loading.linking import KEYS, ready
from exchange.loading.results import Problem

SHOWN_AT = {
    "attack_has_a_base_or_a_place": "place",
    "base_has_both_coordinates_with_their_basis_or_neither": "latitude",
    "attack_has_both_coordinates_with_their_basis_or_neither": "latitude",
    "claim_in_conflict_has_a_note": "note",
    "milestone_belongs_to_a_handover_or_to_a_drawdown": "handover",
}
"""The column at which a rule's breach is shown, where that is not the last that the rule speaks of."""

MOST_KEYS = 5000
"""Among more keys than this, no nearest one is looked for."""


def problems_of_rows(unread: Collection[str]) -> Iterator[Problem]:
    """All rows that break a rule. `unread` are the targets whose files could not be read: their keys are missing."""
    for file in FILES:
        yield from _said_twice(file)
        for column in file.references:
            if column.target not in unread and not (unread and not column.target):
                yield from _lost_references(file, column)
        for constraint in _constraints(file):
            yield from _breaches(file, constraint)


def _said_twice(file: File) -> Iterator[Problem]:
    for key in (file.key_columns, *((column,) for column in file.unique)):
        named = [column for column in key if column in file.unique or not _may_be_empty(file, column)]
        for line, first in rows(
            "SELECT line, first FROM (SELECT line, min(line) OVER (PARTITION BY {key}) AS first FROM {ready}"
            " WHERE {named}) r WHERE line > first",
            key=listed(SQL("coalesce({}::text, '')").format(name(column)) for column in key),
            named=listed((SQL("{}::text <> ''").format(name(column)) for column in named), " AND "),
            ready=ready(file),
        ):
            yield Problem(file.shown, line, _column_of(file, key[0]), _("the same stands in line %d already") % first)
    for column in file.unique:
        yield from _held_by_another(file, column)


def _may_be_empty(file: File, column: str) -> bool:
    return next(field for field in file.model._meta.concrete_fields if field.column == column).blank


def _held_by_another(file: File, column: str) -> Iterator[Problem]:
    key = file.key_columns[0]
    for line, value, other in rows(
        "SELECT r.line, r.{column}, t.{key} FROM {ready} r JOIN {table} t ON t.{column} = r.{column}"
        " WHERE r.{column} <> '' AND t.id <> r.id",
        column=name(column),
        key=name(key),
        ready=ready(file),
        table=name(file.table),
    ):
        yield Problem(file.shown, line, _column_of(file, column), _("“%s” has it already") % other, str(value))


def _lost_references(file: File, column: Column) -> Iterator[Problem]:
    lost = rows(
        "SELECT line, {cell} FROM {ready} WHERE {cell} IS NOT NULL AND {id} IS NULL ORDER BY line",
        cell=name(column.staged),
        id=name(column.stored),
        ready=ready(file),
    )
    known = _keys(column.target) if lost and column.target else []
    for line, text in lost:
        reason = _("“%(key)s” is not known, neither from the files nor from the record.") % {"key": text}
        yield Problem(file.shown, line, file.shown_column(column.name), reason + nearest(text, known), text)


def _keys(target: str) -> list[str]:
    found = rows("SELECT key FROM {keys} WHERE target = {target}", keys=KEYS, target=Literal(target))
    return [key for (key,) in found] if len(found) <= MOST_KEYS else []


def _constraints(file: File) -> Iterator[CheckConstraint]:
    """The models' own constraints that speak of nothing but columns of the file."""
    models = (Record, file.model) if file.is_record else (file.model,)
    known = {*(column.field.name for column in file.columns), file.model._meta.pk.name}
    for model in models:
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint) and _fields(constraint) <= known:
                yield constraint


def _fields(constraint: CheckConstraint) -> set[str]:
    return set(constraint.condition.referenced_base_fields)  # type: ignore[union-attr]


def _breaches(file: File, constraint: CheckConstraint) -> Iterator[Problem]:
    editor = connection.schema_editor(collect_sql=True)
    rule = str(constraint.constraint_sql(file.model, editor)).partition(" CHECK ")[2]
    for (line,) in rows(
        "SELECT line FROM {ready} WHERE NOT {rule} AND NOT bad && {fields} ORDER BY line",
        ready=ready(file),
        rule=SQL(rule),
        fields=Literal(sorted(_fields(constraint))),
    ):
        yield Problem(file.shown, line, _shown_at(file, constraint), _reason(constraint))


def _shown_at(file: File, constraint: CheckConstraint) -> str:
    own = _fields(constraint)
    shown = SHOWN_AT.get(constraint.name)
    return next(
        column.name
        for column in reversed(file.columns)
        if (column.field.name == shown if shown else column.field.name in own)
    )


def _reason(constraint: CheckConstraint) -> str:
    """The constraint's message, or its name, which is a sentence."""
    if constraint.violation_error_message != constraint.default_violation_error_message:
        return str(constraint.violation_error_message)
    return _("rule broken: %s") % constraint.name.replace("_", " ")


def _column_of(file: File, stored: str) -> str:
    return next((file.shown_column(column.name) for column in file.columns if column.stored == stored), stored)
