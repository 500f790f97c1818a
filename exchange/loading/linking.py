"""Linking: every staged row gets the id it has or will have, and the ids of the rows it refers to."""

from collections.abc import Iterable

from psycopg.sql import SQL, Composable, Identifier, Literal

from exchange.loading.columns import Column
from exchange.loading.database import listed, make_table, name, names, run, statement
from exchange.loading.files import FILES, File
from exchange.loading.staging import staged

KEYS = Identifier("load_key")


def ready(file: File) -> Identifier:
    """The staged rows of a file with ids, and whether each is `fresh` or `changed` against what is stored."""
    return Identifier(f"load_ready_{file.name}")


def link(files: Iterable[File] = FILES) -> None:
    """Make the `ready` table of every file. Nothing that outlives the transaction is written."""
    _gather_keys()
    for file in files:
        if file.via:
            _gather_citations()
        make_table(f"load_ready_{file.name}", _ready_query(file))


def _gather_keys() -> None:
    run("DROP TABLE IF EXISTS {keys}", keys=KEYS)
    run(
        "CREATE TEMP TABLE {keys} (target text, key text, id bigint, fresh boolean, PRIMARY KEY (target, key))"
        " ON COMMIT DROP",
        keys=KEYS,
    )
    run("INSERT INTO {keys} SELECT kind, slug, id, false FROM editorial_record", keys=KEYS)
    for file in FILES:
        if file.is_reference:
            key = name(file.key_columns[0])
            run(
                "INSERT INTO {keys} SELECT {target}, {key}, id, false FROM {table}",
                keys=KEYS,
                target=Literal(file.target),
                key=key,
                table=name(file.table),
            )
        if file.is_reference or file.is_record:
            _number_new_keys(file)
    run("ANALYZE {keys}", keys=KEYS)


def _number_new_keys(file: File) -> None:
    # Ids are given out in the order of the lines, and only to what is new.
    run(
        "INSERT INTO {keys} SELECT {target}, s.key, nextval(pg_get_serial_sequence({root}, 'id')), true"
        " FROM (SELECT {key} AS key, min(line) AS line FROM {staged} WHERE {key} IS NOT NULL GROUP BY 1) s"
        " WHERE NOT EXISTS (SELECT FROM {keys} k WHERE k.target = {target} AND k.key = s.key) ORDER BY s.line",
        keys=KEYS,
        target=Literal(file.target),
        root=Literal("editorial_record" if file.is_record else file.table),
        key=name(file.key_columns[0]),
        staged=staged(file),
    )


def _gather_citations() -> None:
    """Where the claims' citations are: those of the files, and those stored of sources that no file cites there."""
    make_table(
        "load_citation",
        statement(
            "WITH given AS (SELECT id, record_id, source_id FROM {ready}"
            " WHERE record_id IS NOT NULL AND source_id IS NOT NULL)"
            " SELECT * FROM given UNION ALL SELECT id, record_id, source_id FROM editorial_citation"
            " WHERE (record_id, source_id) NOT IN (SELECT record_id, source_id FROM given)",
            ready=Identifier("load_ready_citations"),
        ),
    )


def _ready_query(file: File) -> Composable:
    return statement(
        "WITH linked AS ({linked}) SELECT linked.*{numbered}, {changed} AS changed FROM linked {stored} ORDER BY line",
        linked=_linked_query(file),
        numbered=SQL("") if _has_key(file) else _part_numbers(file),
        changed=_changed(file),
        stored=_stored(file),
    )


def _has_key(file: File) -> bool:
    return file.is_record or file.is_reference


def _linked_query(file: File) -> Composable:
    """Staged rows with the ids of what they refer to; `bad` gains the references that lead nowhere."""
    own = (
        statement(", own.id AS {pk}, own.fresh", pk=name(file.pk))
        if _has_key(file)
        else SQL(", cited.id AS citation_id")
        if file.via
        else SQL("")
    )
    return statement(
        "SELECT s.line, {cells}, {bad} AS bad{ids}{own} FROM {staged} s {joins}",
        cells=names((column.staged for column in file.columns), "s"),
        bad=_bad(file),
        ids=listed((statement(", {key}.id AS {id}", key=_alias(c), id=name(c.stored)) for c in file.references), ""),
        own=own,
        staged=staged(file),
        joins=listed(_joins(file), " "),
    )


def _alias(column: Column) -> Identifier:
    return Identifier(f"key_{column.name}")


def _bad(file: File) -> Composable:
    if not file.references:
        return SQL("s.bad")
    lost = (
        statement(
            "CASE WHEN {cell} IS NOT NULL AND {key}.id IS NULL THEN {field} END",
            cell=Identifier("s", column.staged),
            key=_alias(column),
            field=Literal(column.field.name),
        )
        for column in file.references
    )
    return statement("s.bad || array_remove(ARRAY[{lost}]::text[], NULL)", lost=listed(lost))


def _joins(file: File) -> Iterable[Composable]:
    if _has_key(file):
        yield statement(
            "JOIN {keys} own ON own.target = {target} AND own.key = s.{key}",
            keys=KEYS,
            target=Literal(file.target),
            key=name(file.key_columns[0]),
        )
    for column in file.references:
        yield statement(
            "LEFT JOIN {keys} {key} ON {key}.target = {target} AND {key}.key = {cell}",
            keys=KEYS,
            key=_alias(column),
            target=_target_of(column),
            cell=_key_of(column),
        )
    if file.via:
        yield SQL(
            "LEFT JOIN load_citation cited ON cited.record_id = key_record.id AND cited.source_id = key_source.id"
        )


def _target_of(column: Column) -> Composable:
    cell = Identifier("s", column.staged)
    return Literal(column.target) if column.target else statement("split_part({cell}, ':', 1)", cell=cell)


def _key_of(column: Column) -> Composable:
    cell = Identifier("s", column.staged)
    return cell if column.target else statement("split_part({cell}, ':', 2)", cell=cell)


def _part_numbers(file: File) -> Composable:
    return statement(
        ", coalesce(stored.id, nextval(pg_get_serial_sequence({table}, 'id'))) AS id, stored.id IS NULL AS fresh",
        table=Literal(file.table),
    )


def _stored(file: File) -> Composable:
    """Joins to what is stored of the row: its own table, and for records their root row."""
    table = name(file.table)
    if file.is_record:
        return statement(
            "LEFT JOIN editorial_record root ON root.id = linked.{pk} AND NOT linked.fresh"
            " LEFT JOIN {table} stored ON stored.{pk} = root.id",
            table=table,
            pk=name(file.pk),
        )
    if file.is_reference:
        return statement("LEFT JOIN {table} stored ON stored.id = linked.id AND NOT linked.fresh", table=table)
    same = (_same_key(file, field) for field in file.key)
    return statement("LEFT JOIN {table} stored ON {same}", table=table, same=listed(same, " AND "))


def _same_key(file: File, field_name: str) -> Composable:
    nullable = file.model._meta.get_field(field_name).null
    template = "coalesce(stored.{c}, 0) = coalesce(linked.{c}, 0)" if nullable else "stored.{c} = linked.{c}"
    return statement(template, c=name(file.column_of(field_name)))


def _changed(file: File) -> Composable:
    """Whether what is stored differs; a row whose review the editors finished does not fall back by its state alone."""
    own = [column for column in file.own_columns if column not in file.key_columns and column != file.pk]
    differs = _differs("stored", own)
    if not file.is_record:
        return statement("stored.id IS NOT NULL AND {own}", own=differs)
    root = [column for column in file.root_columns if column not in {"slug", "working_state"}]
    return statement(
        "root.id IS NOT NULL AND ({own} OR {root} OR root.working_state <> linked.working_state"
        " AND NOT (linked.working_state = 'in_review' AND root.working_state = 'ready'))",
        own=differs,
        root=_differs("root", root),
    )


def _differs(row: str, columns: list[str]) -> Composable:
    if not columns:
        return SQL("false")
    return statement(
        "({stored}) IS DISTINCT FROM ({linked})", stored=names(columns, row), linked=names(columns, "linked")
    )
