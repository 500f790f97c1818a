"""One run: many rows, then one migration after another, each beside those who read and write."""

from __future__ import annotations

import os
import sys
import time

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from benchmarks.million.rows import fill, patterns, released_database
from benchmarks.million.waiters import waiting
from benchmarks.site import database_address

PATTERN = 1_000
"""Attacks in the small record whose rows are repeated."""


def run(rows: int) -> float:
    """The longest wait of all, in seconds; tells of each migration."""
    small = patterns(PATTERN)
    name = f"benchmark_million_{os.getpid()}"
    with released_database(name):
        for pattern in small:
            say(f"{pattern.table}: {fill(pattern, rows):,} rows")
        return apply_all(name, [pattern.table for pattern in small])


def apply_all(name: str, tables: list[str]) -> float:
    executor = MigrationExecutor(connection)
    worst = 0.0
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        begun = time.monotonic()
        with waiting(database_address(name), tables) as waits:
            call_command("migrate", migration.app_label, migration.name, verbosity=0)
        took, read, write = time.monotonic() - begun, waits.worst("read"), waits.worst("write")
        say(
            f"{migration.app_label}.{migration.name}: {took:.1f} s; longest read {read[0]:.3f} s ({read[1]}),"
            f" longest write {write[0]:.3f} s ({write[1]}), of {waits.asked:,}"
        )
        worst = max(worst, read[0], write[0])
    return worst


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
