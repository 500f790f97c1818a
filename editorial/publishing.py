"""Writing versions, a set of records at a time: the one place where a working copy becomes public.

`write_versions` fills the temporary table `fresh_version` with the documents that are to be public, and every further
statement works from there. Table and column names come from the code's own declarations, values go in as parameters.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import Model

from editorial.clock import FOREVER
from editorial.documents import CITED_BY_RECORDS
from editorial.fields import REGISTRY, Document, api_url
from editorial.hooks import AFTER_WRITING, BEFORE_WRITING
from editorial.models import Published
from editorial.references import end_references_left, publish_references_used

FROM = "coalesce(%(from)s, now())"
"""The instant from which the versions are in force."""

FILL_USES = """
INSERT INTO fresh_use
SELECT DISTINCT f.record_id, jsonb_path_query(f.document, '$.**.api_url') #>> '{}' FROM fresh_version f"""
"""Every row that a document speaks of, however deep inside it: each names itself by its API address."""


@dataclass(frozen=True)
class Written:
    """The records that got a version, and the API addresses of reference rows that read otherwise than before."""

    records: list[int]
    renewed: list[str]


def document_query(document: Document) -> str:
    """A query of `record_id, slug, document, search_text` of the records `%(ids)s`, as they would read at `%(at)s`."""
    columns = ", ".join(f'{field.expression} AS "{field.name}"' for field in document.stored())
    return f"""
WITH {CITED_BY_RECORDS}
SELECT r.id AS record_id, r.slug, to_jsonb(d) AS document, search_fold({document.searched}) AS search_text
  FROM editorial_record r JOIN {document.table} w ON w.record_ptr_id = r.id
  LEFT JOIN cited ON cited.record_id = r.id {document.joins}
 CROSS JOIN LATERAL (SELECT {columns}) d
 WHERE r.id = ANY(%(ids)s::bigint[])"""


def working_documents(kind: str, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The documents that publishing these records now would serve, by record id. For the staff plane only."""
    query = f"SELECT record_id, document FROM ({document_query(REGISTRY[kind])}) q"
    with connection.cursor() as cursor:
        cursor.execute(query.replace("%(at)s", "now()"), {"ids": list(ids)})
        return {record_id: as_object(document) for record_id, document in cursor.fetchall()}


def as_object(document: str | dict[str, Any]) -> dict[str, Any]:
    """A jsonb value as Django's cursor gives it: text, unless a driver has read it already."""
    return json.loads(document) if isinstance(document, str) else document


def write_versions(kind: str, ids: Sequence[int], published_from: datetime | None = None) -> Written:
    """Make the working copies of these records versions, in force from the instant (none: now).

    A record whose document is the same as in its current version gets no new one. Reference rows that the documents
    speak of are published with them.
    """
    document = REGISTRY[kind]
    with connection.cursor() as cursor:
        _empty_fresh()
        cursor.execute(_fill_fresh(document), {"ids": list(ids), "from": published_from, "forever": FOREVER})
        if len(ids) > 1:
            cursor.execute("ANALYZE fresh_version")
    return _write_fresh(document, published_from)


def write_documents(kind: str, documents: dict[int, dict[str, Any]], published_from: datetime | None = None) -> int:
    """Make these documents versions of public records, each by record id: what another record's change carries forward.

    Returns how many were written.
    """
    document = REGISTRY[kind]
    with connection.cursor() as cursor:
        _empty_fresh()
        cursor.executemany(
            "INSERT INTO fresh_version SELECT p.record_id, p.slug, %(document)s::jsonb, p.search_text"
            f" FROM {document.published_table} p WHERE p.record_id = %(id)s AND p.published_until = %(forever)s",
            [{"id": pk, "document": json.dumps(each), "forever": FOREVER} for pk, each in documents.items()],
        )
    return len(_write_fresh(document, published_from).records)


def _empty_fresh() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE IF NOT EXISTS fresh_version"
            " (record_id bigint, slug text, document jsonb, search_text text) ON COMMIT DROP;"
            "CREATE TEMP TABLE IF NOT EXISTS fresh_use (record_id bigint, api_url text) ON COMMIT DROP;"
            "TRUNCATE fresh_version, fresh_use"
        )


def _fill_fresh(document: Document) -> str:
    return f"""
INSERT INTO fresh_version
SELECT q.* FROM ({document_query(document).replace("%(at)s", FROM)}) q
  LEFT JOIN {document.published_table} p ON p.record_id = q.record_id AND p.published_until = %(forever)s
 WHERE p.document IS DISTINCT FROM q.document OR p.slug <> q.slug"""


def _write_fresh(document: Document, published_from: datetime | None) -> Written:
    given = {"from": published_from, "forever": FOREVER, "kind": document.kind}
    for beforehand in BEFORE_WRITING:
        beforehand(document.kind)
    with connection.cursor() as cursor:
        cursor.execute(_end_versions(document), given)
        cursor.execute(END_USES, given)
        uses_ended = cursor.rowcount
        for statement in (_insert_versions(document), FILL_USES, _insert_uses(document)):
            cursor.execute(statement, given)
        renewed = publish_references_used("SELECT DISTINCT api_url FROM fresh_use", published_from)
        cursor.execute("SELECT record_id FROM fresh_version ORDER BY 1")
        records = [row[0] for row in cursor.fetchall()]
    if uses_ended:
        end_references_left(document.kind, records, published_from)
    for afterwards in AFTER_WRITING if records else ():
        afterwards(document.kind, records)
    return Written(records, renewed)


def _end_versions(document: Document) -> str:
    return f"""
UPDATE {document.published_table} p SET published_until = {FROM} FROM fresh_version f
 WHERE p.record_id = f.record_id AND p.published_until = %(forever)s"""


END_USES = f"""
UPDATE editorial_publisheduse u SET published_until = {FROM} FROM fresh_version f
 WHERE u.kind = %(kind)s AND u.record_id = f.record_id AND u.published_until = %(forever)s"""


def _insert_versions(document: Document) -> str:
    columns = _typed_columns(document)
    return f"""
INSERT INTO {document.published_table} (record_id, slug, version, published_from, published_until, first_published_at,
       search_text, document, retracted, retraction, retraction_reason, merged_into
       {"".join(f", {name}" for name in columns)})
SELECT f.record_id, f.slug, coalesce(o.version, 0) + 1, {FROM}, %(forever)s, coalesce(o.first, {FROM}),
       f.search_text, f.document, false, '', '', ''{"".join(f", t.{name}" for name in columns)}
  FROM fresh_version f
  LEFT JOIN LATERAL (SELECT max(p.version) AS version, min(p.first_published_at) AS first
                       FROM {document.published_table} p WHERE p.record_id = f.record_id) o ON true
 CROSS JOIN LATERAL jsonb_populate_record(NULL::{document.published_table}, f.document || {_typed(document)}) t
 ORDER BY f.record_id"""


def _typed(document: Document) -> str:
    pairs = ", ".join(f"'{name}', {expression}" for name, expression in document.typed.items())
    return f"jsonb_build_object({pairs.replace('document', 'f.document')})"


def _typed_columns(document: Document) -> list[str]:
    common = {field.name for field in Published._meta.get_fields()}
    fields = published_model(document.kind)._meta.local_concrete_fields
    return [str(field.column) for field in fields if field.name not in common and not field.primary_key]


def _insert_uses(document: Document) -> str:
    return f"""
INSERT INTO editorial_publisheduse (kind, record_id, slug, version, api_url, published_from, published_until)
SELECT %(kind)s, p.record_id, p.slug, p.version, u.api_url, p.published_from, p.published_until
  FROM fresh_use u JOIN {document.published_table} p ON p.record_id = u.record_id AND p.published_until = %(forever)s"""


def published_model(kind: str) -> type[Model]:
    """The model of the versions of a kind of record."""
    table = REGISTRY[kind].published_table
    return next(model for model in apps.get_models() if model._meta.db_table == table)


def addresses_of(kind: str, pk: int) -> set[str]:
    """Every address that a record had in the API while it was public."""
    slugs = published_model(kind)._default_manager.filter(record=pk).values_list("slug", flat=True)
    return {api_url(kind, slug) for slug in slugs}
