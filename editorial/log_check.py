"""Checking both logs: that no entry was altered, left out or cut off, and that the rows are as the logs have them.

A chain recomputed from the start after a forgery is sound in itself; only a digest noted elsewhere betrays it. So each
check also takes the digests that were printed in releases and feeds, or kept in a file of anchors.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from editorial.fields import REFERENCES, REGISTRY
from editorial.models import PublicLogEntry, Revision


class BrokenLogError(Exception):
    """A log does not hold; the message names the first broken link."""


@dataclass(frozen=True)
class Anchor:
    """A digest noted outside the database: of which log, at which number."""

    log: str
    seq: int
    digest: str

    def __str__(self) -> str:
        return f"{self.log}:{self.seq}:{self.digest}"


def parse_anchor(text: str) -> Anchor:
    """An anchor from `staff:12:DIGEST` or `public:12:DIGEST`; ValueError says what is wrong."""
    log, _, rest = text.strip().partition(":")
    seq, _, digest = rest.partition(":")
    if log not in LOGS or not seq.isdigit() or len(digest) != 64:
        raise ValueError(f"{text.strip()!r} is not of the form staff:NUMBER:DIGEST or public:NUMBER:DIGEST.")
    return Anchor(log, int(seq), digest)


def heads() -> list[Anchor]:
    """The newest digest of each log, where it has any."""
    newest = ((log, model.objects.order_by("-seq").first()) for log, model in LOGS.items())
    return [Anchor(log, entry.seq, entry.digest) for log, entry in newest if entry]


def broken_links(anchors: Iterable[Anchor] = ()) -> Iterator[str]:
    """What is wrong, one line each, the first broken link of each chain first; nothing if both logs hold."""
    for check in CHECKS:
        yield from check()
    for anchor in anchors:
        found = LOGS[anchor.log].objects.filter(seq=anchor.seq).first()
        if found is None:
            yield f"{anchor.log} log: entry {anchor.seq} is gone, whose digest was noted elsewhere: the tail was cut."
        elif found.digest != anchor.digest:
            yield f"{anchor.log} log: entry {anchor.seq} has not the digest noted elsewhere: the chain was recomputed."


def _first(query: str, message: str) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        if row := cursor.fetchone():
            yield message.format(*row)


def _staff_chain() -> Iterator[str]:
    yield from _first(STAFF_CHAIN, "staff log: revision {0} is the first broken link.")
    yield from _first(UNSEALED_CHANGE, "staff log: change {0} of {1} belongs to no sealed revision.")


STAFF_CHAIN = """
WITH body AS (
  SELECT xid, sha256(string_agg(editorial_change_digest(c), ''::bytea ORDER BY c.id)) AS digest
    FROM editorial_change c GROUP BY xid
), link AS (
  SELECT r.seq, r.digest, lag(r.seq) OVER w AS previous_seq,
         editorial_revision_digest(lag(r.digest) OVER w, r.*::editorial_revision, b.digest) AS expected
    FROM editorial_revision r LEFT JOIN body b USING (xid) WINDOW w AS (ORDER BY r.seq)
)
SELECT seq FROM link WHERE digest IS DISTINCT FROM expected OR seq <> coalesce(previous_seq, 0) + 1 ORDER BY seq LIMIT 1
"""

UNSEALED_CHANGE = """
SELECT c.id, c."table" FROM editorial_change c
 WHERE NOT EXISTS (SELECT FROM editorial_revision r WHERE r.xid = c.xid)
   AND NOT EXISTS (SELECT FROM editorial_openrevision o WHERE o.xid = c.xid) ORDER BY c.id LIMIT 1
"""


def _working_rows() -> Iterator[str]:
    """Every working row is as the log last noted it: a tail cut with its changes leaves rows that no log explains."""
    for table in _tables_under_the_staff_log():
        yield from _first(
            WORKING_ROW.format(table=table, key=_key(table)), f"staff log: row {{0}} of {table} is not as last noted."
        )
        yield from _first(
            MISSING_ROW.format(table=table, key=_key(table)), f"staff log: row {{0}} of {table} is gone unnoted."
        )


WORKING_ROW = """
SELECT t.{key} FROM "{table}" t LEFT JOIN (
  SELECT DISTINCT ON ("row") "row", after FROM editorial_change WHERE "table" = '{table}' ORDER BY "row", id DESC
) c ON c."row" = t.{key}
 WHERE c.after IS NULL OR EXISTS (
  SELECT FROM jsonb_each(c.after) noted WHERE to_jsonb(t) ? noted.key AND to_jsonb(t)->noted.key <> noted.value
) ORDER BY t.{key} LIMIT 1
"""

MISSING_ROW = """
SELECT c."row" FROM (
  SELECT DISTINCT ON ("row") "row", operation FROM editorial_change WHERE "table" = '{table}' ORDER BY "row", id DESC
) c LEFT JOIN "{table}" t ON t.{key} = c."row" WHERE t.{key} IS NULL AND c.operation <> 'DELETE' ORDER BY 1 LIMIT 1
"""


def _tables_under_the_staff_log() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'note_insert' ORDER BY 1")
        return [row[0] for row in cursor.fetchall()]


def _key(table: str) -> str | None:
    return next(
        model._meta.pk.column for model in apps.get_models() if model._meta.db_table == table and model._meta.pk
    )


def _public_chain() -> Iterator[str]:
    yield from _first(PUBLIC_CHAIN, "public log: entry {0} is the first broken link.")
    for kind, kinds, table in _published_tables():
        for query, message in VERSION_CHECKS.items():
            yield from _first(
                query.format(kind=kind, kinds=kinds, table=table), f"public log: version {{1}} of {{0}} {message}."
            )


PUBLIC_CHAIN = """
WITH link AS (
  SELECT e.seq, e.digest, lag(e.seq) OVER w AS previous_seq,
         editorial_public_log_digest(lag(e.digest) OVER w, e.*::editorial_publiclogentry) AS expected
    FROM editorial_publiclogentry e WINDOW w AS (ORDER BY e.seq)
)
SELECT seq FROM link WHERE digest IS DISTINCT FROM expected OR seq <> coalesce(previous_seq, 0) + 1 ORDER BY seq LIMIT 1
"""

ALTERED_VERSION = """
SELECT {kind} || ':' || v.slug, v.version FROM {table} v JOIN editorial_publiclogentry e
    ON e.kind = {kind} AND e.slug = v.slug AND e.version = v.version
 WHERE (v.document IS NOT NULL AND editorial_document_digest(v.document) <> e.document_digest)
    OR v.published_from <> e.published_from ORDER BY e.seq LIMIT 1
"""

UNENTERED_VERSION = """
SELECT {kind} || ':' || v.slug, v.version FROM {table} v
 WHERE NOT EXISTS (SELECT FROM editorial_publiclogentry e
                    WHERE e.kind = {kind} AND e.slug = v.slug AND e.version = v.version)
   AND NOT EXISTS (SELECT FROM editorial_waitingversion w
                    WHERE w.kind = {kind} AND w.slug = v.slug AND w.version = v.version)
 ORDER BY v.id LIMIT 1
"""

LOST_VERSION = """
SELECT e.kind || ':' || e.slug, e.version FROM editorial_publiclogentry e
 WHERE e.kind IN ({kinds})
   AND NOT EXISTS (SELECT FROM {table} v WHERE {kind} = e.kind AND v.slug = e.slug AND v.version = e.version)
 ORDER BY e.seq LIMIT 1
"""


VERSION_CHECKS = {
    ALTERED_VERSION: "is not as it was entered",
    UNENTERED_VERSION: "was never entered",
    LOST_VERSION: "was entered and is gone",
}


def _published_tables() -> Iterator[tuple[str, str, str]]:
    """Each published table: the SQL of the kind that its versions are entered under, all such kinds, its name."""
    for kind, document in REGISTRY.items():
        yield f"'{kind}'", f"'{kind}'", document.published_table
    yield "v.kind", ", ".join(f"'{kind}'" for kind in REFERENCES), "editorial_publishedreference"


LOGS: dict[str, type[Revision] | type[PublicLogEntry]] = {"staff": Revision, "public": PublicLogEntry}
CHECKS: list[Callable[[], Iterator[str]]] = [_staff_chain, _working_rows, _public_chain]
