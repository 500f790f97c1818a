"""Telling people at the desk who else has the same record open."""

from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from editorial.models import Editing, Record, User

GONE_AFTER = timedelta(seconds=60)
"""A page says so every 20 seconds; three times nothing, and the person counts as gone."""
FORGOTTEN_AFTER = timedelta(hours=1)

ARRIVE = """
INSERT INTO editorial_editing AS e (record_id, editor_id) VALUES (%s, %s)
ON CONFLICT (record_id, editor_id) DO UPDATE
   SET seen_at = excluded.seen_at,
       since = CASE WHEN e.seen_at < excluded.seen_at - make_interval(secs => %s) THEN excluded.since ELSE e.since END
"""


def arrive(record: Record, user: User) -> list[Editing]:
    """Note that the person has the record open, and give who else has, those who came first first. Three queries."""
    with connection.cursor() as cursor:
        cursor.execute(ARRIVE, [record.pk, user.pk, GONE_AFTER.total_seconds()])
    Editing.objects.filter(seen_at__lt=Now() - FORGOTTEN_AFTER).delete()
    here = Editing.objects.filter(record=record.pk, seen_at__gte=Now() - GONE_AFTER).exclude(editor=user)
    return list(here.select_related("editor").order_by("since", "pk"))


def leave(record: Record, user: User) -> None:
    """The person closed the page."""
    Editing.objects.filter(record=record.pk, editor=user).delete()
