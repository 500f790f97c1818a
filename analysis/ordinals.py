"""The place of each handover in its drawdown, computed over all public ones before any filter."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from editorial.clock import NOW, Instant
from handovers.models import PublishedHandover


@dataclass(frozen=True)
class Window:
    """The days within which something happened; an open bound is the first or last day there is."""

    slug: str
    earliest: date
    latest: date


@dataclass(frozen=True)
class Ordinal:
    """A place in the sequence, and the span of places it may have where windows overlap."""

    place: int
    least: int
    most: int


def ordinals(clock: Instant = NOW) -> dict[str, Ordinal]:
    """The ordinal of every completed, counted handover, by slug; each drawdown has a sequence of its own."""
    counted = PublishedHandover.objects.at(clock).counted()
    windows: dict[str, list[Window]] = defaultdict(list)
    for slug, drawdown, earliest, latest in counted.values_list(
        "slug", "drawdown_slug", "date_earliest", "date_latest"
    ):
        windows[str(drawdown)].append(Window(slug, earliest or date.min, latest or date.max))
    return {slug: ordinal for sequence in windows.values() for slug, ordinal in number(sequence).items()}


def number(windows: Iterable[Window]) -> dict[str, Ordinal]:
    """Number windows by their latest day, then earliest, then slug.

    The least place is one more than how many ended certainly before it began; the most leaves behind it only those
    that began certainly after it ended.
    """
    ordered = sorted(windows, key=lambda window: (window.latest, window.earliest, window.slug))
    ends = [window.latest for window in ordered]
    begins = sorted(window.earliest for window in ordered)
    return {
        window.slug: Ordinal(
            place,
            1 + bisect_left(ends, window.earliest),
            bisect_right(begins, window.latest),
        )
        for place, window in enumerate(ordered, start=1)
    }


def handed_over_by(day: date, drawdown: str | None = None, clock: Instant = NOW) -> int:
    """The counter: completed, counted handovers whose latest day is on or before `day`."""
    counts = handed_over_in_each(day, clock)
    return counts.get(drawdown, 0) if drawdown else sum(counts.values())


def handed_over_in_each(day: date, clock: Instant = NOW) -> dict[str, int]:
    """The counter of every drawdown that has one handover or more by `day`, by slug."""
    counted = PublishedHandover.objects.at(clock).counted().filter(date_latest__lte=day)
    return dict(counted.values_list("drawdown_slug").annotate(Count("pk")))
