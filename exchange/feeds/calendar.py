"""Handovers as a calendar (RFC 5545): those that were, those that are due, those that were called off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from analysis.asking.known import versions
from analysis.dates import as_day, in_words
from analysis.titles import handover_event_title, local
from editorial.choices import RecordKind
from editorial.models import Published
from exchange.feeds.atom import writable
from exchange.feeds.entries import (
    first_slugs,
    gone_title,
    has_left,
    in_language,
    left_text,
    left_title,
    page_of,
    place_of,
    served,
    told_of,
)
from handovers.choices import HandoverStatus

Row = dict[str, Any]
Window = tuple[date | None, date | None]

KIND = RecordKind.HANDOVER
STATUS = {HandoverStatus.COMPLETED: "CONFIRMED", HandoverStatus.CANCELLED: "CANCELLED"}
"""Everything else is yet to come, and so tentative."""

ONE_DAY = timedelta(days=1)


def written(title: str, origin: str, address: str, among: QuerySet[Published]) -> bytes:
    """The whole calendar of versions in force, in an order that does not change with what is added.

    `address` is where the same can be asked for again, relative to the site.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Handover Watch//Handovers//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add("source", origin + address, parameters={"value": "URI"})
    for event in events(origin, among):
        calendar.add_component(event)
    return calendar.to_ical()


def events(origin: str, among: QuerySet[Published]) -> Iterator[Event]:
    """An event for each handover with a day, and a cancelled one for each that is not public or asked for any more."""
    found = list(among.order_by("first_published_at", "slug"))
    names, rows, former = first_slugs(KIND, found), served(KIND, found), former_windows(found)
    for each in found:
        row = rows.get(each.pk)
        shown = None if has_left(each) else row
        window = window_of(shown) if shown else former.get(each.record_id, (None, None))
        first, last = window[0] or window[1], window[1] or window[0]
        if row is None and first is None:
            first = last = each.published_from.date()
        if first and last:
            event = common(each, names[each.record_id], first, last)
            if shown:
                describe(event, shown, origin)
            else:
                cancel(event, each, row, origin)
            yield event


def window_of(row: Row) -> Window:
    """The days on which it happened, or for which it is or was scheduled."""
    prefix = "date" if row["date_precision"] else "scheduled"
    return as_day(row[f"{prefix}_earliest"]), as_day(row[f"{prefix}_latest"])


def former_windows(found: list[Published]) -> dict[int, Window]:
    """By record, the last days that were said of a handover which is gone; none where they were erased."""
    gone = [each.record_id for each in found if each.retracted or has_left(each)]
    told = versions(KIND).begun().filter(record__in=gone, document__isnull=False).order_by("version")
    windows = ((each.record_id, window_of(each.document)) for each in told if each.document)
    return {record: window for record, window in windows if any(window)}


def common(version: Published, name: str, first: date, last: date) -> Event:
    """What every event has. Its number rises with each version, so that calendars take the later one."""
    event = Event()
    event.add("uid", f"{name}.handover@handover-watch")
    event.add("sequence", version.version - 1)
    event.add("dtstamp", whole_seconds(version.published_from))
    event.add("created", whole_seconds(version.first_published_at))
    event.add("last-modified", whole_seconds(version.published_from))
    event.add("dtstart", first)
    event.add("dtend", last + ONE_DAY)
    event.add("transp", "TRANSPARENT")
    return event


def describe(event: Event, row: Row, origin: str) -> None:
    """A handover as it is public."""
    event.add("status", STATUS.get(row["status"], "TENTATIVE"))
    event.add("summary", writable(handover_event_title(row)))
    event.add("description", writable(f"{when(row)} {told_of(row)}"))
    event.add("location", writable(local(row["base"])))
    event.add("categories", [row["status"]])
    event.add("url", origin + in_language(row["url"]))
    if place := place_of(row):
        event.add("geo", place[:2])


def cancel(event: Event, version: Published, row: Row | None, origin: str) -> None:
    """A handover that was retracted or merged, or that a correction took out of what is asked for."""
    title, text = gone_title(version), version.retraction_reason
    if row is not None:
        title, text = left_title(handover_event_title(row)), left_text()
    event.add("status", "CANCELLED")
    event.add("summary", writable(title))
    event.add("description", writable(text))
    event.add("url", origin + in_language(page_of(KIND, version)))


def when(row: Row) -> str:
    """Its window in words: a calendar draws an uncertain day as many days."""
    first, last = window_of(row)
    precision = row["date_precision"] or row["scheduled_precision"]
    return _("When: %(window)s.") % {"window": in_words(first, last, precision)}


def whole_seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
