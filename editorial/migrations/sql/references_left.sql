-- A reference row that no public version speaks of any more has a tombstone in force, and its entry says so.
CREATE OR REPLACE FUNCTION editorial_await_public_log_of_references() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO editorial_waitingversion (kind, slug, version, event, published_from, document_digest)
  SELECT kind, slug, version,
         CASE WHEN retracted THEN 'retracted' WHEN version = 1 THEN 'published' ELSE 'changed' END,
         published_from, editorial_document_digest(document)
    FROM new_versions ORDER BY id;
  RETURN NULL;
END $$;

-- Those that were left before there were such tombstones.
WITH alone AS (
  UPDATE editorial_publishedreference p SET published_until = now()
   WHERE p.published_from <= now() AND p.published_until = '9999-12-31 00:00:00+00' AND NOT p.retracted
     AND NOT EXISTS (SELECT FROM editorial_publisheduse u WHERE u.api_url = p.api_url AND u.published_until > now())
  RETURNING p.kind, p.slug, p.api_url
)
INSERT INTO editorial_publishedreference
       (kind, slug, api_url, name, name_ar, origin, document, version, published_from, published_until, retracted)
SELECT a.kind, a.slug, a.api_url, '', '', '', NULL,
       (SELECT max(v.version) + 1 FROM editorial_publishedreference v WHERE v.api_url = a.api_url),
       now(), '9999-12-31 00:00:00+00', true
  FROM alone a ORDER BY a.api_url;
