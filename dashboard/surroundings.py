"""What stands round a record: the attacks before and after a handover, the steps and turning points on its way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from analysis.dates import as_day
from analysis.timeline import KINDS, Entry, Wanted, entries
from attacks.models import PublishedAttack, PublishedSeriesAttribution
from handovers.choices import HandoverStatus
from handovers.models import PublishedDrawdown

Row = dict[str, Any]

AROUND = timedelta(days=150)
"""How far before and after a handover attacks are counted."""

MOST_ENTRIES = 200
"""How many entries a dossier's timeline shows; the rest is one link away."""

STILL_TO_COME = {HandoverStatus.ANNOUNCED, HandoverStatus.SCHEDULED, HandoverStatus.POSTPONED}


@dataclass(frozen=True)
class FireAround:
    """Attacks on the base within so many days before a handover and after it."""

    before: int
    days_before: int
    after: int
    days_after: int


def fire_around(row: Row, today: date) -> FireAround | None:
    """Counted by the days that an attack certainly lies on that side; null where the handover has no day yet."""
    earliest, latest = as_day(row["date_earliest"]), as_day(row["date_latest"])
    if earliest is None or latest is None or not row["base"]:
        return None
    until = min(latest + AROUND, today)
    attacks = PublishedAttack.objects.at().filter(base_slug=row["base"]["slug"])
    found = attacks.aggregate(
        before=Count("pk", Q(date_latest__lte=earliest, date_latest__gte=earliest - AROUND)),
        after=Count("pk", Q(date_earliest__gt=latest, date_earliest__lte=until)),
    )
    return FireAround(found["before"], AROUND.days, found["after"], max((until - latest).days, 0))


def story(row: Row) -> list[Entry]:
    """What happened at the base and round it on the way to a handover, oldest first."""
    ends = as_day(row["date_latest"]) or as_day(row["scheduled_latest"])
    if ends is None or not row["base"]:
        return []
    days = [as_day(step["date_earliest"] or step["date_latest"]) for step in row["milestones"]]
    begins = min([ends - AROUND, *(day for day in days if day)])
    local_kinds = [kind for kind in KINDS if kind != "context_event"]
    here = Wanted(base=row["base"]["slug"], kinds=local_kinds, earliest=begins, latest=ends + timedelta(days=30))
    beyond = Wanted(drawdown=row["drawdown"]["slug"], kinds=["context_event"], earliest=begins, latest=ends)
    return merged([*entries(here, limit=MOST_ENTRIES), *entries(beyond, limit=MOST_ENTRIES)])


def merged(found: Iterable[Entry]) -> list[Entry]:
    """Entries of several reads in one order of days."""
    return sorted(found, key=lambda entry: (entry.position.day, entry.position.rank))


def standing_accusations(row: Row) -> QuerySet[PublishedSeriesAttribution]:
    """What is said of a series of attacks in whose window this one lies; none of it counts as said of this one."""
    of_drawdown = PublishedSeriesAttribution.objects.at().filter(drawdown_slug=(row["drawdown"] or {}).get("slug"))
    begins_in_time = Q(date_earliest__isnull=True) | Q(date_earliest__lte=row["date_latest"] or date.max)
    ends_in_time = Q(date_latest__isnull=True) | Q(date_latest__gte=row["date_earliest"] or date.min)
    return of_drawdown.filter(begins_in_time, ends_in_time).order_by("slug")


def drawdown_of(row: Row) -> Row | None:
    """The drawdown that a record belongs to, as it is public."""
    slug = (row["drawdown"] or {}).get("slug")
    found = PublishedDrawdown.objects.at().filter(slug=slug).first()
    return found.document if found else None


def is_overdue(row: Row, today: date) -> bool:
    """Whether a handover that was to come should have come by now."""
    due = as_day(row["scheduled_latest"])
    return row["status"] in STILL_TO_COME and due is not None and due < today
