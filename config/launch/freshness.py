"""Whether the database and the collected files are as the last start left them, for what this checkout now holds."""

from __future__ import annotations

from importlib import import_module

import psycopg

from config import env
from config.errors import StartError
from config.launch.paths import CHECKOUT, LOCAL, REQUIREMENTS
from config.launch.stamps import digest, is_fresh, put

APPS = ("editorial", "handovers", "attacks", "analysis", "dashboard", "exchange")
STAMP = "prepared"


def is_prepared() -> bool:
    return (LOCAL / "static").is_dir() and is_fresh(STAMP, state())


def note_prepared() -> None:
    put(STAMP, state())


def state() -> str:
    """What a preparation depends on: migrations, shipped data, served files, libraries, and which database it is."""
    inputs = [CHECKOUT / app / "migrations" for app in APPS]
    inputs += [CHECKOUT / "dataset", CHECKOUT / "static/dist", CHECKOUT / "static/public", REQUIREMENTS]
    return digest(inputs, *database_mark())


def database_mark() -> list[str]:
    """The database's own identity and the migrations it says it has; nothing for a database that holds none."""
    with connection() as opened:
        if opened.execute("SELECT to_regclass('django_migrations')::text").fetchone() == (None,):
            return []
        found = opened.execute(
            "SELECT system_identifier::text, current_database(), count(*)::text, max(applied)::text"
            " FROM pg_control_system(), django_migrations GROUP BY 1, 2"
        ).fetchone()
    return [str(part) for part in found or ()]


def connection() -> psycopg.Connection[tuple[object, ...]]:
    """A connection to the site's database."""
    found = env.database(env.text("DATABASE_URL") or import_module("config.embedded").database_url())
    given = {"dbname": found["NAME"], "user": found["USER"], "password": found["PASSWORD"], "host": found["HOST"]}
    try:
        return psycopg.connect(**given, port=found["PORT"] or None, connect_timeout=5, **found["OPTIONS"])
    except psycopg.OperationalError as error:
        raise StartError(f"The database does not answer: {' '.join(str(error).split())}") from None
