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

-- Notes what one statement did to working rows, all of them at once. The argument names the column that leads to the
-- record, or is empty. The revision is opened by the first row noted, so that a statement without effect opens none.
-- OFFSET 0 keeps a row from being made into jsonb anew for each mention.
CREATE FUNCTION editorial_note_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO editorial_change (xid, "table", "row", record_id, operation, before, after)
    SELECT (SELECT editorial_open_revision()), TG_TABLE_NAME,
           coalesce(becomes->>'id', becomes->>'record_ptr_id')::bigint,
           CASE TG_ARGV[0] WHEN 'citation_id'
                THEN (SELECT c.record_id FROM editorial_citation c WHERE c.id = (becomes->>'citation_id')::bigint)
                ELSE (becomes->>TG_ARGV[0])::bigint END,
           TG_OP, NULL, becomes
      FROM (SELECT to_jsonb(n) AS becomes FROM new_rows n OFFSET 0) noted;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO editorial_change (xid, "table", "row", record_id, operation, before, after)
    SELECT (SELECT editorial_open_revision()), TG_TABLE_NAME,
           coalesce(was->>'id', was->>'record_ptr_id')::bigint,
           CASE TG_ARGV[0] WHEN 'citation_id'
                THEN (SELECT c.record_id FROM editorial_citation c WHERE c.id = (was->>'citation_id')::bigint)
                ELSE (was->>TG_ARGV[0])::bigint END,
           TG_OP, was, NULL
      FROM (SELECT to_jsonb(o) AS was FROM old_rows o OFFSET 0) noted;
  ELSE
    -- A row whose key was changed has no partner, and is noted in both shapes.
    INSERT INTO editorial_change (xid, "table", "row", record_id, operation, before, after)
    SELECT (SELECT editorial_open_revision()), TG_TABLE_NAME, id,
           CASE TG_ARGV[0] WHEN 'citation_id'
                THEN (SELECT c.record_id FROM editorial_citation c WHERE c.id = (either->>'citation_id')::bigint)
                ELSE (either->>TG_ARGV[0])::bigint END,
           TG_OP, was, becomes
      FROM (SELECT coalesce(o->>'id', o->>'record_ptr_id')::bigint AS id, o AS was
              FROM (SELECT to_jsonb(r) AS o FROM old_rows r OFFSET 0) one) before
      FULL JOIN (SELECT coalesce(n->>'id', n->>'record_ptr_id')::bigint AS id, n AS becomes
                   FROM (SELECT to_jsonb(r) AS n FROM new_rows r OFFSET 0) one) after USING (id)
     CROSS JOIN LATERAL (SELECT coalesce(becomes, was) AS either) shape
     WHERE was IS DISTINCT FROM becomes ORDER BY id;
  END IF;
  RETURN NULL;
END $$;

-- The digests are declared STABLE, as convert_to is, so that the planner can take them apart instead of calling them.
CREATE FUNCTION editorial_change_digest(c editorial_change) RETURNS bytea LANGUAGE sql STABLE AS $$
  -- The separator stands in no name and, unescaped, in no JSON; an absent part is a dash, which is no JSON either.
  SELECT sha256(convert_to(concat_ws(chr(31), c.id, c.xid, c."table", c."row", coalesce(c.record_id::text, '-'),
                                     c.operation, coalesce(c.before::text, '-'), coalesce(c.after::text, '-')), 'UTF8'))
$$;

-- The instant enters as seconds since 1970, which no session's time zone can alter.
CREATE FUNCTION editorial_revision_digest(previous text, r editorial_revision, body bytea) RETURNS text LANGUAGE sql STABLE AS $$
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
