"""Writing what was checked: new rows are added, differing ones changed, and what is the same is not touched."""

from psycopg.sql import SQL, Composable, Identifier, Literal

from exchange.loading.conflicts import owner
from exchange.loading.database import listed, name, names, rows, run, statement
from exchange.loading.files import FILES, File, parts, records
from exchange.loading.linking import ready
from exchange.loading.results import Count

TOUCHED = Identifier("load_touched")


def upsert(account: int) -> tuple[Count, ...]:
    """Write the `ready` rows, signed by the user `account`; returns what became of each file's rows."""
    counts = tuple(_count(file) for file in FILES if not file.within)
    _gather_touched()
    for file in FILES:
        if file.is_record:
            _write_roots(file, account)
        _add(file)
        _change(file)
        if file.within:
            _drop_unnamed(file)
    _number_other_revisions(account)
    _analyze()
    return counts


def _count(file: File) -> Count:
    added, changed, rows_in_file, stored = rows(
        "SELECT count(*) FILTER (WHERE fresh), count(*) FILTER (WHERE changed), count(*),"
        " (SELECT count(*) FROM {table}) FROM {ready}",
        ready=ready(file),
        table=name(file.table),
    )[0]
    return Count(file.shown, added, changed, rows_in_file - added - changed, stored - (rows_in_file - added))


def _gather_touched() -> None:
    """The stored records whose own row or whose parts the files change."""
    run("DROP TABLE IF EXISTS {touched}", touched=TOUCHED)
    run("CREATE TEMP TABLE {touched} (record_id bigint PRIMARY KEY) ON COMMIT DROP", touched=TOUCHED)
    for file in records(FILES):
        _touch(statement("SELECT record_ptr_id FROM {ready} WHERE changed", ready=ready(file)))
    for file in parts(FILES):
        _touch(statement("SELECT {owner} FROM {ready} r WHERE fresh OR changed", ready=ready(file), owner=owner(file)))
        if file.within:
            owned = name(file.column_of(file.part_of[0]))
            _touch(statement("SELECT t.{owned} FROM {unnamed}", owned=owned, unnamed=_unnamed(file)))
    run("ANALYZE {touched}", touched=TOUCHED)


def _touch(found: Composable) -> None:
    # Records that are new are not touched: they begin with revision 1.
    run(
        "INSERT INTO {touched} SELECT found.id FROM ({found}) found(id) JOIN editorial_record e ON e.id = found.id"
        " ON CONFLICT DO NOTHING",
        touched=TOUCHED,
        found=found,
    )


def _write_roots(file: File, account: int) -> None:
    # What is ready is published in this same transaction: noting it here spares a second change of every root row.
    columns = list(file.root_columns)
    run(
        "INSERT INTO editorial_record (id, kind, revision, published_revision, edited_by_id, note, {columns})"
        " SELECT record_ptr_id, {kind}, 1, CASE WHEN working_state = 'ready' THEN 1 END, {account}, {note}, {columns}"
        " FROM {ready} WHERE fresh ORDER BY line",
        columns=names(column for column in columns if column != "note"),
        note=SQL("note") if "note" in columns else Literal(""),
        kind=Literal(file.kind),
        account=Literal(account),
        ready=ready(file),
    )
    assigned = (statement("{c} = r.{c}", c=name(column)) for column in columns if column != "working_state")
    run(
        "UPDATE editorial_record e SET revision = e.revision + 1, edited_by_id = {account}, edited_at = now(),"
        " working_state = r.working_state, {assigned}, published_revision ="
        " CASE WHEN r.working_state = 'ready' THEN e.revision + 1 ELSE e.published_revision END"
        " FROM {ready} r JOIN {touched} t ON t.record_id = r.record_ptr_id WHERE e.id = r.record_ptr_id",
        account=Literal(account),
        assigned=listed(assigned),
        ready=ready(file),
        touched=TOUCHED,
    )


def _add(file: File) -> None:
    columns = names(dict.fromkeys([file.pk, *_own(file)]))
    run(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM {ready} WHERE fresh ORDER BY line",
        table=name(file.table),
        columns=columns,
        ready=ready(file),
    )


def _change(file: File) -> None:
    columns = [column for column in _own(file) if column not in file.key_columns]
    if not columns:
        return
    run(
        "UPDATE {table} t SET {assigned} FROM {ready} r WHERE t.{pk} = r.{pk} AND r.changed"
        " AND ({old}) IS DISTINCT FROM ({new})",
        table=name(file.table),
        ready=ready(file),
        pk=name(file.pk),
        assigned=listed(statement("{c} = r.{c}", c=name(column)) for column in columns),
        old=names(columns, "t"),
        new=names(columns, "r"),
    )


def _own(file: File) -> list[str]:
    return [column for column in file.own_columns if column != file.pk]


def _unnamed(file: File) -> Composable:
    """Stored rows `t` of a list that the files give otherwise."""
    outer = next(each for each in FILES if each.name == file.within)
    return statement(
        "{table} t JOIN {outer} o ON o.{pk} = t.{owner} WHERE NOT EXISTS (SELECT FROM {ready} r WHERE r.id = t.id)",
        table=name(file.table),
        outer=ready(outer),
        pk=name(outer.pk),
        owner=name(file.column_of(file.part_of[0])),
        ready=ready(file),
    )


def _drop_unnamed(file: File) -> None:
    run("DELETE FROM {table} WHERE id IN (SELECT t.id FROM {unnamed})", table=name(file.table), unnamed=_unnamed(file))


def _number_other_revisions(account: int) -> None:
    """Records that gain or change parts, and of which the files have no row of their own."""
    own = listed(
        (statement("SELECT record_ptr_id FROM {ready}", ready=ready(file)) for file in records(FILES)), " UNION ALL "
    )
    run(
        "UPDATE editorial_record e SET revision = e.revision + 1, edited_by_id = {account}, edited_at = now()"
        " FROM {touched} t WHERE t.record_id = e.id AND e.id NOT IN ({own})",
        account=Literal(account),
        touched=TOUCHED,
        own=own,
    )


def _analyze() -> None:
    """What is read next is planned by what the tables hold now, not by what they held before the load."""
    run(
        "ANALYZE editorial_record, {tables}",
        tables=listed(name(file.table) for file in FILES),
    )
