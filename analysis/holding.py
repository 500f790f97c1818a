"""The facts behind the statuses of bases, read at one clock."""

from collections import defaultdict
from datetime import timedelta

from django.db.models import QuerySet

from analysis.status import BaseFacts, Passing, Presence, Spell, Stay, spells, stay
from editorial.clock import NOW, Instant
from editorial.models import PublishedReference
from handovers.choices import ForceKind
from handovers.models import PublishedDrawdown, PublishedHandover, PublishedMilitaryBase, PublishedPresence

PRESENCE_COLUMNS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "end_known", "last_confirmed_on")


def spells_of_bases(clock: Instant = NOW) -> dict[str, list[Spell]]:
    """The spells of every base that counts in a drawdown, by slug."""
    counting = PublishedMilitaryBase.objects.at(clock).exclude(counted_in=[]).values_list("slug", "counted_in")
    presences, passings, stale = _presences(clock), _passings(clock), _stale_after(clock)
    return {
        slug: spells(
            BaseFacts(
                presences[slug], passings[slug], min((stale[each] for each in counted_in), default=timedelta(365))
            )
        )
        for slug, counted_in in counting
    }


def stays_of_forces(clock: Instant = NOW) -> dict[str, dict[str, list[Stay]]]:
    """By force and base, when it was there or may have been; handovers end the stays of guests alone."""
    passings, hosts = _passings(clock), set(_hosts(clock).values_list("slug", flat=True))
    found: dict[str, dict[str, list[Stay]]] = defaultdict(lambda: defaultdict(list))
    for force, base, *columns in PublishedPresence.objects.at(clock).values_list(
        "force_slug", "base_slug", *PRESENCE_COLUMNS
    ):
        ends = () if force in hosts else passings[base]
        found[force][base].append(stay(Presence(*columns), ends, timedelta(days=365)))
    return found


def _hosts(clock: Instant) -> QuerySet[PublishedReference]:
    return PublishedReference.objects.at(clock).filter(kind="force", document__kind=ForceKind.HOST)


def _presences(clock: Instant) -> dict[str, list[Presence]]:
    found: dict[str, list[Presence]] = defaultdict(list)
    guests = PublishedPresence.objects.at(clock).exclude(force_slug__in=_hosts(clock).values("slug"))
    for slug, *columns in guests.values_list("base_slug", *PRESENCE_COLUMNS):
        found[slug].append(Presence(*columns))
    return found


def _passings(clock: Instant) -> dict[str, list[Passing]]:
    found: dict[str, list[Passing]] = defaultdict(list)
    rows = PublishedHandover.objects.at(clock).filter(counted=True)
    for slug, status, earliest, latest in rows.values_list("base_slug", "status", "date_earliest", "date_latest"):
        found[str(slug)].append(Passing(str(status), earliest, latest))
    return found


def _stale_after(clock: Instant) -> dict[str, timedelta]:
    rows = PublishedDrawdown.objects.at(clock).values_list("slug", "document__stale_after_days")
    return {slug: timedelta(days=days) for slug, days in rows}
