"""Rows that the editors have changed since their last load: a file does not write over people's work."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from psycopg.sql import Composable, Identifier, Literal

from editorial.clock import FOREVER
from editorial.fields import REGISTRY
from exchange.loading.database import name, names, rows, statement, value
from exchange.loading.files import FILES, File, parts, records
from exchange.loading.linking import ready
from exchange.loading.results import Problem


def problems_of_conflict(account: int, username: str) -> Iterator[Problem]:
    """`account` and `username` are of the user that signs loads."""
    for file in records(FILES):
        yield from _edited_records(file, account)
        yield from _withdrawn(file)
        yield from _under_embargo(file)
        yield from _moved(file)
    for file in parts(FILES):
        yield from _parts_of_edited_records(file, account)
    for file in FILES:
        if file.is_reference:
            yield from _edited_reference_rows(file, username)


def lock_changed() -> None:
    """Nobody saves the records that are about to change until the load has ended."""
    for file in records(FILES):
        rows(
            "SELECT id FROM editorial_record WHERE id IN (SELECT record_ptr_id FROM {ready} WHERE changed)"
            " ORDER BY id FOR UPDATE",
            ready=ready(file),
        )


def owner(file: File) -> Composable:
    """The id of the record that a part's row belongs to, over `r`."""
    columns = ["record_id"] if file.via else [file.column_of(field) for field in file.part_of]
    return statement("coalesce({columns})", columns=names(columns, "r"))


def _by_whom(who: str | None) -> str:
    return _("edited by %s since its last load, and the file says otherwise") % (who or _("somebody"))


def _of_record(who: str | None) -> str:
    said = _("its record was edited by %s since its last load, and the file says otherwise")
    return said % (who or _("somebody"))


def _edited_records(file: File, account: int) -> Iterator[Problem]:
    for line, who, columns in rows(
        "SELECT r.line, u.username, ARRAY(SELECT f.key FROM jsonb_each(to_jsonb(r)) f"
        " JOIN jsonb_each(to_jsonb(root) || to_jsonb(own)) s ON s.key = f.key AND s.value <> f.value)"
        " FROM {ready} r JOIN editorial_record root ON root.id = r.record_ptr_id"
        " JOIN {table} own ON own.record_ptr_id = root.id"
        " LEFT JOIN editorial_user u ON u.id = root.edited_by_id"
        " WHERE r.changed AND root.edited_by_id IS DISTINCT FROM {account} ORDER BY r.line",
        ready=ready(file),
        table=name(file.table),
        account=Literal(account),
    ):
        shown = [column.name for column in file.columns if column.stored in columns]
        yield Problem(file.shown, line, ", ".join(shown), _by_whom(who))


def _parts_of_edited_records(file: File, account: int) -> Iterator[Problem]:
    for line, who in rows(
        "SELECT r.line, u.username FROM {ready} r JOIN editorial_record root ON root.id = {owner}"
        " LEFT JOIN editorial_user u ON u.id = root.edited_by_id"
        " WHERE (r.fresh OR r.changed) AND root.edited_by_id IS DISTINCT FROM {account} ORDER BY r.line",
        ready=ready(file),
        owner=owner(file),
        account=Literal(account),
    ):
        yield Problem(file.shown, line, file.shown_column(file.part_of[0]), _of_record(who))


def _withdrawn(file: File) -> Iterator[Problem]:
    for (line,) in rows(
        "SELECT r.line FROM {ready} r JOIN {published} p ON p.record_id = r.record_ptr_id"
        " WHERE p.published_until = {forever} AND p.retracted AND r.working_state = 'ready' ORDER BY r.line",
        ready=ready(file),
        published=Identifier(REGISTRY[file.kind].published_table),
        forever=Literal(FOREVER),
    ):
        yield Problem(
            file.shown, line, "state", _("it was retracted or merged, which a file does not undo: take the row out")
        )


def _under_embargo(file: File) -> Iterator[Problem]:
    for (line,) in rows(
        "SELECT r.line FROM {ready} r WHERE r.changed AND EXISTS"
        " (SELECT FROM {published} p WHERE p.record_id = r.record_ptr_id AND p.published_from > now()) ORDER BY r.line",
        ready=ready(file),
        published=Identifier(REGISTRY[file.kind].published_table),
    ):
        yield Problem(file.shown, line, "slug", _("a version of it waits under embargo, and the file says otherwise"))


def _moved(file: File) -> Iterator[Problem]:
    for line, slug, other in rows(
        "SELECT r.line, r.slug, root.slug FROM {ready} r"
        " JOIN editorial_redirect d ON d.kind = {kind} AND d.slug = r.slug"
        " JOIN editorial_record root ON root.id = d.record_id WHERE r.fresh ORDER BY r.line",
        ready=ready(file),
        kind=Literal(file.kind),
    ):
        yield Problem(file.shown, line, "slug", _("this address leads to “%s” now") % other, slug)


def _edited_reference_rows(file: File, username: str) -> Iterator[Problem]:
    if not value("SELECT EXISTS (SELECT FROM {ready} WHERE changed)", ready=ready(file)):
        return
    for line, who in rows(
        "SELECT line, who FROM (SELECT DISTINCT ON (r.line) r.line, v.who FROM {ready} r"
        ' JOIN editorial_change c ON c."table" = {table} AND c."row" = r.id JOIN editorial_revision v ON v.xid = c.xid'
        " WHERE r.changed ORDER BY r.line, c.id DESC) latest WHERE who <> {username} ORDER BY line",
        ready=ready(file),
        table=Literal(file.table),
        username=Literal(username),
    ):
        yield Problem(file.shown, line, _key_column(file), _by_whom(who))


def _key_column(file: File) -> str:
    return next(column.name for column in file.columns if column.field.name == file.key[0])
