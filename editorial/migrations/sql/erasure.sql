-- What may happen to a version once written: it ends; it is taken back before it was ever public; or, once its record
-- has been erased for safety, its content goes too: that of the record itself, of former versions of others that speak
-- of it, and of reference rows that nothing public speaks of any more. Nothing else.
CREATE OR REPLACE FUNCTION editorial_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD) - 'published_until';
  becomes jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.published_from > now() THEN
      DELETE FROM editorial_waitingversion w
       WHERE w.kind = coalesce(was->>'kind', TG_ARGV[0]) AND w.slug = OLD.slug AND w.version = OLD.version;
      RETURN OLD;
    END IF;
    RAISE EXCEPTION 'A version that was public is never deleted (%, version %)', OLD.slug, OLD.version
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  becomes := to_jsonb(NEW) - 'published_until';
  IF was = becomes AND OLD.published_until > now() AND NEW.published_until >= now() THEN
    RETURN NEW;
  END IF;
  IF becomes->'document' = 'null'::jsonb AND OLD.published_until = NEW.published_until
     AND (was->'record_id', was->'api_url', was->'slug', was->'version', was->'published_from')
         IS NOT DISTINCT FROM
         (becomes->'record_id', becomes->'api_url', becomes->'slug', becomes->'version', becomes->'published_from')
     AND editorial_may_be_erased(TG_ARGV[0], was) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'A published version is never changed (%, version %)', OLD.slug, OLD.version
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION editorial_may_be_erased(of_kind text, was jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN of_kind = 'reference' THEN
    EXISTS (SELECT FROM editorial_erasure)
    AND NOT EXISTS (SELECT FROM editorial_publisheduse u WHERE u.api_url = was->>'api_url')
  ELSE
    EXISTS (SELECT FROM editorial_erasure e WHERE e.kind = of_kind AND e.record_id = (was->>'record_id')::bigint)
    OR EXISTS (SELECT FROM editorial_publisheduse u JOIN editorial_erasure e ON e.api_url = u.api_url
                WHERE u.kind = of_kind AND u.record_id = (was->>'record_id')::bigint
                  AND u.version = (was->>'version')::integer AND u.published_until <= now())
  END
$$;
