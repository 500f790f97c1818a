"""What the public record is at: a mark that is another whenever any answer may be."""

from django.db import connection

from editorial.publicplane import mark_read


def mark_of_record() -> str:
    """Another text once anything public has changed at the record's clock, or its day has.

    The public log's newest number moves with every commit that changes what is public now; the newest instant from
    which a version is in force moves when an embargo lapses, whether the log has been sealed by then or not. A
    reference row's version is in force from the same instant as that of the record it came with. Empty within a
    transaction that has itself written: what is not committed has no mark.
    """
    known = mark_read()
    if known is not None:
        return known
    with connection.cursor() as cursor:
        cursor.execute("SELECT record_mark()")
        return cursor.fetchone()[0]
