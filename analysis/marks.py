"""What the public record is at, told in one query: a mark that is another whenever any answer may be."""

from django.db import connection

from editorial.fields import REGISTRY

DAYS = (
    "(SELECT string_agg(DISTINCT (record_clock() AT TIME ZONE zone)::date::text, ' ')"
    " FROM (SELECT 'UTC' AS zone UNION SELECT 'Asia/Baghdad' UNION SELECT document->>'timezone'"
    " FROM handovers_publisheddrawdown WHERE document->>'timezone' IS NOT NULL AND published_from <= record_clock()"
    " AND published_until > record_clock()) zones)"
)
"""Today, wherever a page may say what today is."""


def mark_of_record() -> str:
    """Another text once anything public has changed at the record's clock, or its day has.

    The public log's newest number moves with every commit that changes what is public now; the newest instant from
    which a version is in force moves when an embargo lapses, whether the log has been sealed by then or not.
    """
    tables = [each.published_table for each in REGISTRY.values()]
    begun = ", ".join(
        f"(SELECT max(published_from) FROM {table} WHERE published_from <= record_clock())" for table in tables
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_current_xact_id_if_assigned() IS NOT NULL, (SELECT max(seq) FROM editorial_publiclogentry),"
            f" extract(epoch FROM greatest({begun})), {DAYS}"
        )
        has_written, *told = cursor.fetchone()
        return "" if has_written else " ".join(map(str, told))
