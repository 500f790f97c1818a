"""Publishing reference rows: forces, actors, publishers, sources and areas, with the versions that speak of them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

from editorial.clock import FOREVER
from editorial.fields import REFERENCES, ReferenceDocument


def reference_query(reference: ReferenceDocument) -> str:
    """A query of `slug, api_url, name, name_ar, origin, document` of the rows whose API addresses are in `wanted`."""
    columns = ", ".join(f'{field.expression} AS "{field.name}"' for field in reference.fields)
    document = reference.document or f"(SELECT to_jsonb(d) FROM (SELECT {columns}) d)"
    address = f"'{reference.path}' || {reference.key} || '/'"
    return (
        f"SELECT {reference.key} AS slug, {address} AS api_url, {reference.name} AS name, {reference.name_ar} AS name_ar,"
        f" {reference.origin} AS origin, {document} AS document"
        f" FROM {reference.table} {reference.alias} WHERE {address} IN (SELECT api_url FROM wanted)"
    )


def publish_references_used(addresses: str, published_from: datetime | None, **given: str) -> list[str]:
    """Publish the reference rows whose addresses the query yields, where their document is not public as it stands.

    Returns the API addresses of those that had been public otherwise before: what others embed of them is outdated.
    """
    return [
        outdated
        for reference in REFERENCES.values()
        for outdated in _publish(reference, addresses, {"from": published_from, "forever": FOREVER, **given})
    ]


def _publish(reference: ReferenceDocument, addresses: str, given: dict[str, Any]) -> Iterator[str]:
    given = {**given, "kind": reference.kind}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE IF NOT EXISTS fresh_reference (slug text, api_url text, name text, name_ar text, origin text, document jsonb) ON COMMIT DROP")
        cursor.execute("TRUNCATE fresh_reference")
        cursor.execute(
            f"INSERT INTO fresh_reference WITH wanted(api_url) AS MATERIALIZED ({addresses}) SELECT q.* FROM ({reference_query(reference)}) q"
            " LEFT JOIN editorial_publishedreference p ON p.api_url = q.api_url AND p.published_from <= coalesce(%(from)s, now())"
            " AND p.published_until > coalesce(%(from)s, now()) WHERE p.document IS DISTINCT FROM q.document",
            given,
        )
        cursor.execute(CLOSE_AND_INSERT, given)
        outdated = [row[0] for row in cursor.fetchall()]
    yield from outdated


CLOSE_AND_INSERT = """
WITH covering AS (
  SELECT p.id, p.api_url, p.published_until FROM editorial_publishedreference p JOIN fresh_reference f USING (api_url)
   WHERE p.published_from <= coalesce(%(from)s, now()) AND p.published_until > coalesce(%(from)s, now())
), closed AS (
  UPDATE editorial_publishedreference p SET published_until = coalesce(%(from)s, now()) FROM covering c WHERE c.id = p.id
), numbered AS (
  SELECT f.*, coalesce((SELECT max(p.version) FROM editorial_publishedreference p WHERE p.api_url = f.api_url), 0) + 1 AS version,
         coalesce((SELECT c.published_until FROM covering c WHERE c.api_url = f.api_url),
                  (SELECT min(p.published_from) FROM editorial_publishedreference p
                    WHERE p.api_url = f.api_url AND p.published_from > coalesce(%(from)s, now())), %(forever)s) AS published_until
    FROM fresh_reference f
), inserted AS (
  INSERT INTO editorial_publishedreference (kind, slug, api_url, name, name_ar, origin, document, version, published_from, published_until, retracted)
  SELECT %(kind)s, slug, api_url, name, name_ar, origin, document, version, coalesce(%(from)s, now()), published_until, false
    FROM numbered ORDER BY api_url
)
SELECT api_url FROM covering
"""
"""The version in force ends, and the new one runs to where that would have ended: a later one under embargo stays."""
