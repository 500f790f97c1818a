-- Which request a revision came from stands beside the staff log, so that no digest of it changes.
CREATE FUNCTION editorial_note_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  request text := coalesce(current_setting('hw.request', true), '');
BEGIN
  IF request <> '' THEN
    INSERT INTO editorial_revisionrequest (seq, request_id) VALUES (NEW.seq, left(request, 64));
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER note_request AFTER INSERT ON editorial_revision FOR EACH ROW EXECUTE FUNCTION editorial_note_request();
