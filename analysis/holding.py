"""The facts behind the statuses of bases, read at one clock."""

from collections import defaultdict
from collections.abc import Collection
from datetime import timedelta

from django.db.models import Q

from analysis.status import BaseFacts, Passing, Presence, Spell, Stay, spells, stay
from editorial.clock import NOW, Instant
from editorial.models import PublishedReference
from handovers.choices import ForceKind
from handovers.models import PublishedDrawdown, PublishedHandover, PublishedMilitaryBase, PublishedPresence

PRESENCE_COLUMNS = ("start_earliest", "start_latest", "end_earliest", "end_latest", "end_known", "last_confirmed_on")


def spells_of_bases(clock: Instant = NOW) -> dict[str, list[Spell]]:
    """The spells of every base that counts in a drawdown, by slug."""
    counting = PublishedMilitaryBase.objects.at(clock).exclude(counted_in=[]).values_list("slug", "counted_in")
    presences, passings, stale = _presences(clock, ~_of_hosts(clock)), _passings(clock), _stale_after(clock)
    return {
        slug: spells(
            BaseFacts(
                presences[slug], passings[slug], min((stale[each] for each in counted_in), default=timedelta(365))
            )
        )
        for slug, counted_in in counting
    }


def stays_of_forces(forces: Collection[str], clock: Instant = NOW) -> dict[str, list[Stay]]:
    """When one of these forces was, or may have been, at each base; handovers end the stays of guests alone."""
    asked, year = Q(force_slug__in=list(forces)), timedelta(days=365)
    guests, hosts = (_presences(clock, asked & which) for which in (~_of_hosts(clock), _of_hosts(clock)))
    passings = _passings(clock)
    found = {base: [stay(each, passings[base], year) for each in there] for base, there in guests.items()}
    for base, there in hosts.items():
        found.setdefault(base, []).extend(stay(each, (), year) for each in there)
    return found


def _of_hosts(clock: Instant) -> Q:
    hosts = PublishedReference.objects.at(clock).filter(kind="force", document__kind=ForceKind.HOST)
    return Q(force_slug__in=hosts.values("slug"))


def _presences(clock: Instant, which: Q) -> dict[str, list[Presence]]:
    found: dict[str, list[Presence]] = defaultdict(list)
    for slug, *columns in PublishedPresence.objects.at(clock).filter(which).values_list("base_slug", *PRESENCE_COLUMNS):
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
