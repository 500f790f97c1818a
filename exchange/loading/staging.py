"""Staging: the cells of the files as typed columns of tables that live as long as the transaction."""

from collections.abc import Iterable

from django.db import connection
from psycopg.sql import SQL, Identifier

from exchange.loading.database import listed, make_table, name, names, run, statement
from exchange.loading.files import File
from exchange.loading.reading import Row


def staged(file: File) -> Identifier:
    return Identifier(f"load_staged_{file.name}")


def make_room(file: File) -> None:
    """An empty staging table: the line, the fields whose cells were refused, and the cells."""
    columns = [SQL("{} {}").format(name(column.staged), SQL(column.staged_type)) for column in file.columns]
    run("DROP TABLE IF EXISTS {table}", table=staged(file))
    run(
        "CREATE TEMP TABLE {table} (line integer, bad text[], {columns}) ON COMMIT DROP",
        table=staged(file),
        columns=listed(columns),
    )


def copy_rows(file: File, rows: Iterable[Row]) -> None:
    """Stage the rows as they are read, in the room made for them."""
    columns = ["line", "bad", *(column.staged for column in file.columns)]
    copy = statement("COPY {table} ({columns}) FROM STDIN", table=staged(file), columns=names(columns))
    with connection.cursor() as cursor, cursor.copy(copy) as sink:
        for row in rows:
            sink.write_row(row)
    run("ANALYZE {table}", table=staged(file))


def unfold(file: File, outer: File) -> None:
    """Stage the rows of a file that stands as lists in the cells of another, each with its position in the list."""
    owner, member, position = file.columns
    make_table(
        f"load_staged_{file.name}",
        statement(
            "SELECT o.line, '{{}}'::text[] AS bad, o.{key} AS {owner}, m.key AS {member},"
            " m.position::integer AS {position} FROM {outer} o"
            " CROSS JOIN LATERAL unnest(o.{list}) WITH ORDINALITY m(key, position)",
            key=name(outer.key_columns[0]),
            owner=name(owner.staged),
            member=name(member.staged),
            position=name(position.staged),
            outer=staged(outer),
            list=name(file.name),
        ),
    )
