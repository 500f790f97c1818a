"""Publishing reference rows: forces, actors, publishers, sources and areas, with the versions that speak of them."""

from datetime import datetime
from typing import Any

from django.db import connection

from editorial.clock import FOREVER
from editorial.fields import REFERENCES, ReferenceDocument


def publish_references_used(addresses: str, published_from: datetime | None, **given: str) -> list[str]:
    """Publish the reference rows whose addresses the query yields, where their document is not public as it stands.

    Returns the API addresses of those that had been public otherwise before: what others embed of them is outdated.
    """
    values = {"from": published_from, "forever": FOREVER, **given}
    return [renewed for reference in REFERENCES.values() for renewed in _publish(reference, addresses, values)]


def reference_query(reference: ReferenceDocument) -> str:
    """A query of `slug, api_url, name, name_ar, origin, document` of the rows whose addresses are in `wanted`."""
    columns = ", ".join(f'{field.expression} AS "{field.name}"' for field in reference.fields)
    document = reference.document or f"(SELECT to_jsonb(d) FROM (SELECT {columns}) d)"
    address = f"'{reference.path}' || {reference.key} || '/'"
    return f"""
SELECT {reference.key} AS slug, {address} AS api_url, {reference.name} AS name, {reference.name_ar} AS name_ar,
       {reference.origin} AS origin, {document} AS document
  FROM {reference.table} {reference.alias}
 WHERE {address} IN (SELECT api_url FROM wanted)"""


def _publish(reference: ReferenceDocument, addresses: str, values: dict[str, Any]) -> list[str]:
    given = {**values, "kind": reference.kind}
    with connection.cursor() as cursor:
        cursor.execute(MAKE_FRESH)
        cursor.execute("TRUNCATE fresh_reference")
        cursor.execute(FILL_FRESH.format(addresses=addresses, query=reference_query(reference)), given)
        cursor.execute(CLOSE_AND_INSERT, given)
        return [row[0] for row in cursor.fetchall()]


MAKE_FRESH = """
CREATE TEMP TABLE IF NOT EXISTS fresh_reference
  (slug text, api_url text, name text, name_ar text, origin text, document jsonb) ON COMMIT DROP"""

FILL_FRESH = """
INSERT INTO fresh_reference
WITH wanted(api_url) AS MATERIALIZED ({addresses})
SELECT q.* FROM ({query}) q
  LEFT JOIN editorial_publishedreference p ON p.api_url = q.api_url
   AND p.published_from <= coalesce(%(from)s, now()) AND p.published_until > coalesce(%(from)s, now())
 WHERE p.document IS DISTINCT FROM q.document"""

CLOSE_AND_INSERT = """
WITH covering AS (
  SELECT p.id, p.api_url, p.published_until FROM editorial_publishedreference p JOIN fresh_reference f USING (api_url)
   WHERE p.published_from <= coalesce(%(from)s, now()) AND p.published_until > coalesce(%(from)s, now())
), closed AS (
  UPDATE editorial_publishedreference p SET published_until = coalesce(%(from)s, now())
    FROM covering c WHERE c.id = p.id
), known AS (
  SELECT f.api_url, max(p.version) AS version,
         min(p.published_from) FILTER (WHERE p.published_from > coalesce(%(from)s, now())) AS next
    FROM fresh_reference f JOIN editorial_publishedreference p USING (api_url) GROUP BY 1
), inserted AS (
  INSERT INTO editorial_publishedreference
         (kind, slug, api_url, name, name_ar, origin, document, version, published_from, published_until, retracted)
  SELECT %(kind)s, f.slug, f.api_url, f.name, f.name_ar, f.origin, f.document, coalesce(k.version, 0) + 1,
         coalesce(%(from)s, now()), coalesce(c.published_until, k.next, %(forever)s), false
    FROM fresh_reference f LEFT JOIN covering c USING (api_url) LEFT JOIN known k USING (api_url) ORDER BY f.api_url
)
SELECT api_url FROM covering"""
"""The version in force ends, and the new one runs to where that would have ended: a later one under embargo stays."""
