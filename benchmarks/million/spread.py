"""A second public record beside a made-up one: the same rows, and copies of them in other countries."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import psycopg

from benchmarks.million.rows import APART, run_outside
from benchmarks.site import database_address

EAST, SOUTH, ACROSS = 12, 9, 11
"""How many degrees one copy lies from the next, and how many lie beside one another before the next row of them."""

BASE_CELLS = "ARRAY[0,1,2,3,5,6,7,8,9,10,11,12,13,15,16,17,18,19,20]"
"""Cells of H3's coarsest level, none of them a pentagon, of which each copy has one."""

LATER = "k % 7"
"""Days by which a copy is later: the newest of all countries stand among one another, as they would."""

KEY = f"+ k::bigint * {APART}"
OWN = {"record_id": f"record_id {KEY}", "slug": "slug || '-' || k"}
VERSION = OWN | {"id": f"id {KEY}"}
PLACED = VERSION | {
    "longitude": f"longitude + k % {ACROSS} * {EAST}",
    "latitude": f"latitude - k / {ACROSS} * {SOUTH}",
}
AT_BASE = {"base_slug": "base_slug || '-' || k"}
DATED = {name: f"{name} + {LATER}" for name in ("date_earliest", "date_latest")}
CELL = f"(cell & ~(127::bigint << 45)) | (({BASE_CELLS})[1 + k % 19]::bigint << 45)"
TEXT = {"version_id": f"version_id {KEY}"}


@dataclass(frozen=True)
class Copied:
    """A table, what differs from copy to copy, which of its rows are copied, and what is read beside them."""

    table: str
    differ: Mapping[str, str]
    only: str = "true"
    beside: str = ""


COPIED = [
    Copied("handovers_publishedmilitarybase", PLACED),
    Copied("handovers_publishedhandover", PLACED | AT_BASE | DATED),
    Copied("handovers_publishedpresence", VERSION | AT_BASE),
    Copied("attacks_publishedattack", PLACED | AT_BASE | DATED | {"cell": CELL}),
    Copied(
        "exchange_versiontext",
        TEXT | {name: f"replace({name}, slug, slug || '-' || k)" for name in ("json", "csv")},
        only=f"kind = 'attack' AND version_id < {APART}",
        beside=f" JOIN (SELECT id, slug FROM attacks_publishedattack WHERE id < {APART}) v ON v.id = version_id",
    ),
    Copied("exchange_entrytext", TEXT, only="kind <> 'context_event'"),
    Copied(
        "editorial_publiclogentry",
        {"seq": f"seq {KEY}", "slug": OWN["slug"]},
        only="kind IN ('attack', 'base', 'handover', 'presence')",
    ),
    Copied("editorial_publisheduse", VERSION),
]
"""What the public reads of records, and the log of it; reference rows are used more often, not more of them."""

INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
 WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)"""
COLUMNS = """
SELECT attname FROM pg_attribute
 WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""
SETTINGS = (
    "SET session_replication_role = replica; SET statement_timeout = 0; SET synchronous_commit = off;"
    " SET maintenance_work_mem = '512MB'; SET work_mem = '64MB'"
)


@contextlib.contextmanager
def database_of_more(name: str, copies: int) -> Iterator[str]:
    """The name of a database like the one named, and with so many copies of its public rows; none is connected to it.

    It goes at the end, unless `BENCHMARK_DATABASE` names the first: then it is kept, and taken as it is the next time.
    """
    more, kept = f"{name}_and_{copies}_copies", os.environ.get("BENCHMARK_DATABASE", "")
    if not (kept and exists(more)):
        write_copies(name, more, copies)
    try:
        yield more
    finally:
        if not kept:
            run_outside(f"DROP DATABASE {more} WITH (FORCE)")


def exists(name: str) -> bool:
    with psycopg.connect(database_address("postgres")) as outside:
        return outside.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def write_copies(name: str, more: str, copies: int) -> None:
    """Make the database under another name first, so that one which was not finished is not taken for it."""
    unfinished = f"{more}_unfinished"
    run_outside(f"DROP DATABASE IF EXISTS {unfinished} WITH (FORCE)")
    run_outside(f"CREATE DATABASE {unfinished} TEMPLATE {name} STRATEGY file_copy")
    with psycopg.connect(database_address(unfinished), autocommit=True) as own:
        own.execute(SETTINGS)
        for each in COPIED:
            copy(own, each, copies)
        own.execute("VACUUM ANALYZE")
    run_outside(f"DROP DATABASE IF EXISTS {more} WITH (FORCE)")
    run_outside(f"ALTER DATABASE {unfinished} RENAME TO {more}")


def copy(own: psycopg.Connection, what: Copied, copies: int) -> None:
    """Write the copies of one table; indexes that no constraint needs are built afterwards, which is sooner."""
    names = [name for (name,) in own.execute(COLUMNS, [what.table])]
    indexes = list(own.execute(INDEXES, [what.table]))
    for index, _definition in indexes:
        own.execute(f"DROP INDEX {index}".encode())
    values = ", ".join(what.differ.get(each, each) for each in names)
    own.execute(
        f"INSERT INTO {what.table} ({', '.join(names)}) SELECT {values}"
        f" FROM {what.table}{what.beside}, generate_series(1, {copies}) k WHERE {what.only}".encode()
    )
    for _index, definition in indexes:
        own.execute(definition.encode())
