-- The one thing that the public's role may write: a request, which waits and which that role cannot read back. It runs
-- with its owner's rights, so the role has no right to the table itself. Returns the request's reference: the one given,
-- that of the very same request of the day before, or nothing where so many wait that no more are taken.
CREATE FUNCTION editorial_receive_correction_request(
  receipt text, of_record bigint, of_version integer, said text, source_url text
) RETURNS text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  known text;
BEGIN
  SELECT r.receipt INTO known FROM editorial_correctionrequest r
   WHERE r.record_id = of_record AND r.said = editorial_receive_correction_request.said
     AND r.source_url = editorial_receive_correction_request.source_url AND r.received_at > now() - interval '1 day'
   LIMIT 1;
  IF known IS NOT NULL THEN
    RETURN known;
  END IF;
  IF (SELECT count(*) FROM editorial_correctionrequest r
       WHERE r.state = 'waiting' AND r.received_at > now() - interval '1 hour') >= 120
     OR (SELECT count(*) FROM editorial_correctionrequest r
          WHERE r.record_id = of_record AND r.state = 'waiting' AND r.received_at > now() - interval '1 day') >= 30 THEN
    RETURN NULL;
  END IF;
  INSERT INTO editorial_correctionrequest (receipt, record_id, version, said, source_url, state)
  VALUES (receipt, of_record, of_version, said, source_url, 'waiting');
  RETURN receipt;
END $$;
REVOKE ALL ON FUNCTION editorial_receive_correction_request FROM PUBLIC;
GRANT EXECUTE ON FUNCTION editorial_receive_correction_request TO handover_watch_public;

-- An answer that was public may end, and its words may be erased; one that waits may be taken back. Nothing else.
CREATE FUNCTION editorial_keep_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was jsonb := to_jsonb(OLD) - '{published_until,asked,answer,on_page}'::text[];
BEGIN
  IF TG_OP = 'DELETE' AND OLD.published_from > now() THEN
    RETURN OLD;
  END IF;
  IF TG_OP = 'UPDATE' AND was = to_jsonb(NEW) - '{published_until,asked,answer,on_page}'::text[] THEN
    IF (NEW.asked, NEW.answer, NEW.on_page) = ('', '', false) AND NEW.published_until = OLD.published_until
       OR (NEW.asked, NEW.answer, NEW.on_page) = (OLD.asked, OLD.answer, OLD.on_page)
          AND OLD.published_until > now() AND NEW.published_until >= now() THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'An answer that was public is never changed (%)', OLD.receipt
    USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER keep_answer BEFORE UPDATE OR DELETE ON editorial_publishedanswer
  FOR EACH ROW EXECUTE FUNCTION editorial_keep_answer();
