"""Publishing reference rows: forces, actors, publishers, sources and areas, with the versions that speak of them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection

from editorial.clock import FOREVER
from editorial.fields import REFERENCES, ReferenceDocument


def publish_references_used(addresses: str, published_from: datetime | None, **given: str) -> list[str]:
    """Publish the reference rows whose addresses the query yields, where their document is not public as it stands.

    Returns the API addresses of those that had been public otherwise before: what others embed of them is outdated.
    """
    values = {"from": published_from, "forever": FOREVER, **given}
    with connection.cursor() as cursor:
        cursor.execute(STAY.format(addresses=addresses), values)
        cursor.execute(MAKE_FRESH)
        cursor.execute(FILL_FRESH.format(addresses=addresses, query=_queries()), values)
        if not cursor.rowcount:
            return []
        cursor.execute(CLOSE_AND_INSERT, values)
        return [row[0] for row in cursor.fetchall()]


def end_references_left(kind: str, ids: Sequence[int], published_from: datetime | None = None) -> None:
    """Write a tombstone for each reference row that these records ceased to speak of at the instant (none: now).

    It begins where no public version speaks of the row any more, which a version under embargo may put off; where a
    version is to speak of it again, the row is public again from then on.
    """
    given = {"kind": kind, "ids": list(ids), "from": published_from, "forever": FOREVER}
    with connection.cursor() as cursor:
        cursor.execute(END_LEFT, given)


def _queries() -> str:
    """All kinds of reference rows in one query, each with the place of its kind: one statement for five."""
    placed = enumerate(REFERENCES.values())
    return " UNION ALL ".join(f"SELECT {place} AS place, * FROM ({_query(each)}) q{place}" for place, each in placed)


def _query(reference: ReferenceDocument) -> str:
    """A query of `kind, slug, api_url, name, name_ar, origin, document` of the rows whose addresses are in `wanted`.

    They are found by their keys, which have an index; their addresses are made, and have none.
    """
    columns = ", ".join(f'{field.expression} AS "{field.name}"' for field in reference.fields)
    document = reference.document or f"(SELECT to_jsonb(d) FROM (SELECT {columns}) d)"
    return f"""
SELECT '{reference.kind}' AS kind, {reference.key} AS slug, '{reference.path}' || {reference.key} || '/' AS api_url,
       {reference.name} AS name, {reference.name_ar} AS name_ar, {reference.origin} AS origin, {document} AS document
  FROM {reference.table} {reference.alias}
 WHERE {reference.key} IN (SELECT rtrim(substr(api_url, {len(reference.path) + 1}), '/') FROM wanted
                            WHERE starts_with(api_url, '{reference.path}'))"""


MAKE_FRESH = """
CREATE TEMP TABLE IF NOT EXISTS fresh_reference
  (place int, kind text, slug text, api_url text, name text, name_ar text, origin text, document jsonb) ON COMMIT DROP;
TRUNCATE fresh_reference"""

FILL_FRESH = """
INSERT INTO fresh_reference
WITH wanted(api_url) AS MATERIALIZED ({addresses})
SELECT q.* FROM ({query}) q
  LEFT JOIN editorial_publishedreference p ON p.api_url = q.api_url
   AND p.published_from <= coalesce(%(from)s, now()) AND p.published_until > coalesce(%(from)s, now())
 WHERE p.document IS DISTINCT FROM q.document"""

CLOSE_AND_INSERT = """
WITH covering AS (
  SELECT p.id, p.api_url, p.published_until, p.retracted
    FROM editorial_publishedreference p JOIN fresh_reference f USING (api_url)
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
  SELECT f.kind, f.slug, f.api_url, f.name, f.name_ar, f.origin, f.document, coalesce(k.version, 0) + 1,
         coalesce(%(from)s, now()), coalesce(c.published_until, k.next, %(forever)s), false
    FROM fresh_reference f LEFT JOIN covering c USING (api_url) LEFT JOIN known k USING (api_url)
   ORDER BY f.place, f.api_url
)
SELECT api_url FROM covering WHERE NOT retracted"""
"""The version in force ends, and the new one runs to where that would have ended: a later one under embargo stays."""

STAY = """
WITH wanted(api_url) AS MATERIALIZED ({addresses}), gone AS (
  DELETE FROM editorial_publishedreference p USING wanted w
   WHERE p.api_url = w.api_url AND p.retracted AND p.published_from > coalesce(%(from)s, now())
  RETURNING p.api_url, p.published_from, p.published_until
)
UPDATE editorial_publishedreference p SET published_until = g.published_until FROM gone g
 WHERE p.api_url = g.api_url AND p.published_until = g.published_from"""
"""Tombstones of rows that a version under embargo is to cease to speak of go: now another version speaks of them."""

END_LEFT = """
WITH ended AS (
  SELECT DISTINCT u.api_url FROM editorial_publisheduse u
   WHERE u.kind = %(kind)s AND u.record_id = ANY(%(ids)s::bigint[]) AND u.published_until = coalesce(%(from)s, now())
), rarely AS (
  SELECT e.api_url FROM ended e
   WHERE NOT EXISTS (SELECT FROM editorial_publisheduse u WHERE u.api_url = e.api_url
                        AND u.published_from <= coalesce(%(from)s, now()) AND u.published_until = %(forever)s)
), instant AS (
  SELECT api_url, coalesce(%(from)s, now()) AS at FROM rarely
   UNION SELECT u.api_url, u.published_until FROM rarely JOIN editorial_publisheduse u USING (api_url)
          WHERE u.published_until > coalesce(%(from)s, now()) AND u.published_until < %(forever)s
), alone AS (
  SELECT i.api_url, min(i.at) AS at FROM instant i
   WHERE NOT EXISTS (SELECT FROM editorial_publisheduse u
                      WHERE u.api_url = i.api_url AND u.published_from <= i.at AND u.published_until > i.at)
   GROUP BY 1
), ending AS (
  SELECT p.*, a.at,
         (SELECT max(v.version) FROM editorial_publishedreference v WHERE v.api_url = a.api_url) AS newest,
         (SELECT min(u.published_from) FROM editorial_publisheduse u
           WHERE u.api_url = a.api_url AND u.published_from > a.at) AS again
    FROM alone a JOIN editorial_publishedreference p
      ON p.api_url = a.api_url AND p.published_from <= a.at AND p.published_until > a.at AND NOT p.retracted
), closed AS (
  UPDATE editorial_publishedreference p SET published_until = e.at FROM ending e WHERE p.id = e.id
)
INSERT INTO editorial_publishedreference
       (kind, slug, api_url, name, name_ar, origin, document, version, published_from, published_until, retracted)
SELECT kind, slug, api_url, '', '', '', NULL, newest + 1, at, least(again, published_until), true FROM ending
 UNION ALL
SELECT kind, slug, api_url, name, name_ar, origin, document, newest + 2, again, published_until, false
  FROM ending WHERE again < published_until
 ORDER BY 3, 8"""
"""Rows that versions in force speak of for good are set aside first: of some, a hundred thousand do."""
