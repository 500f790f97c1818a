DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'handover_watch_public') THEN
    BEGIN
      CREATE ROLE handover_watch_public NOLOGIN;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;  -- another database of this cluster was faster
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'The role handover_watch_public is missing, and % may not create it', current_user
          USING HINT = format('As a superuser: CREATE ROLE handover_watch_public NOLOGIN; GRANT handover_watch_public TO %I;', current_user);
    END;
  END IF;
  IF NOT pg_has_role(current_user, 'handover_watch_public', 'MEMBER') THEN
    EXECUTE format('GRANT handover_watch_public TO %I', current_user);
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO handover_watch_public;
