"""What the public record is at, as one text: a function, so that its plan is made once for each connection."""

from django.db import migrations

TABLES = (
    "handovers_publisheddrawdown",
    "handovers_publishedmilitarybase",
    "handovers_publishedpresence",
    "handovers_publishedhandover",
    "handovers_publishedcontextevent",
    "attacks_publishedattack",
    "attacks_publishedseriesattribution",
)
BEGUN = ", ".join(
    f"(SELECT max(published_from) FROM {table} WHERE published_from <= record_clock())" for table in TABLES
)
MARK = f"""
CREATE FUNCTION record_mark() RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF pg_current_xact_id_if_assigned() IS NOT NULL THEN
    RETURN '';
  END IF;
  RETURN concat_ws(' ',
    (SELECT max(seq) FROM editorial_publiclogentry),
    extract(epoch FROM greatest({BEGUN})),
    (SELECT string_agg(DISTINCT (record_clock() AT TIME ZONE zone)::date::text, ' ')
       FROM (SELECT 'UTC' AS zone UNION SELECT 'Asia/Baghdad' UNION
             SELECT document->>'timezone' FROM handovers_publisheddrawdown
              WHERE document->>'timezone' IS NOT NULL
                AND published_from <= record_clock() AND published_until > record_clock()) zones));
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_version_texts")]
    operations = [migrations.RunSQL(MARK, "DROP FUNCTION record_mark()")]
