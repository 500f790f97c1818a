CREATE FUNCTION editorial_document_digest(document jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(coalesce(document::text, ''), 'UTF8')), 'hex')
$$;

-- Every new version waits for its place in the public log: until COMMIT, or until its embargo has lapsed.
CREATE FUNCTION editorial_await_public_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO editorial_waitingversion (kind, slug, version, event, published_from, document_digest)
  SELECT TG_ARGV[0], slug, version,
         CASE WHEN retraction = 'merged' THEN 'merged' WHEN retracted THEN 'retracted' WHEN version = 1 THEN 'published' ELSE 'changed' END,
         published_from, editorial_document_digest(document)
    FROM new_versions ORDER BY id;
  RETURN NULL;
END $$;

CREATE FUNCTION editorial_await_public_log_of_references() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO editorial_waitingversion (kind, slug, version, event, published_from, document_digest)
  SELECT kind, slug, version, CASE WHEN version = 1 THEN 'published' ELSE 'changed' END, published_from,
         editorial_document_digest(document)
    FROM new_versions ORDER BY id;
  RETURN NULL;
END $$;

CREATE FUNCTION editorial_public_log_digest(previous text, e editorial_publiclogentry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(coalesce(previous, '') || jsonb_build_array(
    e.seq, e.kind, e.slug, e.version, e.event, extract(epoch FROM e.published_from), e.document_digest)::text, 'UTF8')), 'hex')
$$;

-- The digest of each entry in turn, the one before carried along; the first continues from `previous`.
CREATE FUNCTION editorial_next_digest(digest text, entry editorial_publiclogentry, previous text) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT editorial_public_log_digest(coalesce(digest, previous), entry)
$$;
CREATE AGGREGATE editorial_chain(entry editorial_publiclogentry, previous text) (SFUNC = editorial_next_digest, STYPE = text);

-- Enters what is public by now and not yet entered, in the order in which it became public. Returns how many.
CREATE FUNCTION editorial_seal_public_log() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  newest editorial_publiclogentry;
  entered bigint;
BEGIN
  PERFORM editorial_lock_logs();
  SELECT * INTO newest FROM editorial_publiclogentry ORDER BY seq DESC LIMIT 1;
  INSERT INTO editorial_publiclogentry (seq, kind, slug, version, event, published_from, document_digest, digest)
  SELECT seq, kind, slug, version, event, published_from, document_digest,
         editorial_chain(ROW(seq, kind, slug, version, event, published_from, document_digest, NULL)::editorial_publiclogentry,
                         newest.digest) OVER (ORDER BY seq)
    FROM (SELECT coalesce(newest.seq, 0) + row_number() OVER (ORDER BY published_from, id) AS seq,
                 kind, slug, version, event, published_from, document_digest
            FROM editorial_waitingversion WHERE published_from <= now()) waiting
   ORDER BY seq;
  GET DIAGNOSTICS entered = ROW_COUNT;
  DELETE FROM editorial_waitingversion WHERE published_from <= now();
  RETURN entered;
END $$;

CREATE FUNCTION editorial_seal_waiting_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The first row's turn enters all of the transaction's rows; the others find themselves gone.
  IF NEW.published_from <= now() AND EXISTS (SELECT FROM editorial_waitingversion WHERE id = NEW.id) THEN
    PERFORM editorial_seal_public_log();
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER editorial_enters_public_log_at_commit AFTER INSERT ON editorial_waitingversion
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION editorial_seal_waiting_version();

-- What may happen to a version once written: it ends; it is taken back before it was ever public; or, under a
-- tombstone for safety, its content is erased. Nothing else.
CREATE FUNCTION editorial_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD) - 'published_until';
  becomes jsonb;
  withdrawn boolean := false;
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
  IF was ? 'record_id' AND becomes->'document' = 'null'::jsonb AND OLD.published_until = NEW.published_until
     AND (was->'record_id', was->'slug', was->'version', was->'published_from')
       = (becomes->'record_id', becomes->'slug', becomes->'version', becomes->'published_from') THEN
    EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE record_id = $1 AND retraction = ''safety'')', TG_TABLE_NAME)
      INTO withdrawn USING (was->>'record_id')::bigint;
  END IF;
  IF NOT withdrawn THEN
    RAISE EXCEPTION 'A published version is never changed (%, version %)', OLD.slug, OLD.version
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
