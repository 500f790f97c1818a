-- One lock for both logs, taken at COMMIT only, so that nobody waits for a long import and no two locks can cross.
CREATE FUNCTION editorial_lock_logs() RETURNS void LANGUAGE sql AS $$ SELECT pg_advisory_xact_lock(7201925, 1) $$;

CREATE SEQUENCE editorial_transaction;

-- The number of this transaction in the staff log. Our own, since PostgreSQL's restart in a restored cluster.
CREATE FUNCTION editorial_open_revision() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  number bigint := nullif(current_setting('hw.transaction', true), '');
BEGIN
  IF number IS NULL THEN
    number := nextval('editorial_transaction');
    PERFORM set_config('hw.transaction', number::text, true);
    INSERT INTO editorial_openrevision (xid) VALUES (number);
  END IF;
  RETURN number;
END $$;

-- Notes one change of one working row. The argument names the column that leads to the record, or is empty.
CREATE FUNCTION editorial_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  becomes jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  either jsonb := coalesce(becomes, was);
  record bigint;
BEGIN
  IF was IS NOT DISTINCT FROM becomes THEN
    RETURN NULL;
  END IF;
  IF TG_ARGV[0] = 'citation_id' THEN
    SELECT c.record_id INTO record FROM editorial_citation c WHERE c.id = (either->>'citation_id')::bigint;
  ELSIF TG_ARGV[0] <> '' THEN
    record := (either->>TG_ARGV[0])::bigint;
  END IF;
  INSERT INTO editorial_change (xid, "table", "row", record_id, operation, before, after)
  VALUES (editorial_open_revision(), TG_TABLE_NAME, coalesce(either->>'id', either->>'record_ptr_id')::bigint,
          record, TG_OP, was, becomes);
  RETURN NULL;
END $$;

CREATE FUNCTION editorial_change_digest(c editorial_change) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(c.id, c.xid, c."table", c."row", c.record_id, c.operation, c.before, c.after)::text, 'UTF8'))
$$;

-- The instant enters as seconds since 1970, which no session's time zone can alter.
CREATE FUNCTION editorial_revision_digest(previous text, r editorial_revision, body bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(coalesce(previous, ''), 'UTF8') || coalesce(body, ''::bytea) || convert_to(
    jsonb_build_array(r.seq, r.xid, extract(epoch FROM r.sealed_at), r.who, r.why, r.changes)::text, 'UTF8')), 'hex')
$$;

-- At COMMIT: one revision for all that the transaction changed, with who and why, chained to the one before.
CREATE FUNCTION editorial_seal_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last editorial_revision;
  sealed editorial_revision;
  body bytea;
BEGIN
  PERFORM editorial_lock_logs();
  SELECT * INTO last FROM editorial_revision ORDER BY seq DESC LIMIT 1;
  sealed.seq := coalesce(last.seq, 0) + 1;
  sealed.xid := NEW.xid;
  sealed.sealed_at := clock_timestamp();
  sealed.who := coalesce(current_setting('hw.who', true), '');
  sealed.why := coalesce(current_setting('hw.why', true), '');
  SELECT count(*), sha256(string_agg(editorial_change_digest(c), ''::bytea ORDER BY c.id))
    INTO sealed.changes, body FROM editorial_change c WHERE c.xid = NEW.xid;
  sealed.digest := editorial_revision_digest(last.digest, sealed, body);
  INSERT INTO editorial_revision SELECT sealed.*;
  DELETE FROM editorial_openrevision WHERE xid = NEW.xid;
  PERFORM set_config('hw.transaction', '', true);
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER editorial_seals_at_commit AFTER INSERT ON editorial_openrevision
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION editorial_seal_revision();

CREATE FUNCTION editorial_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
