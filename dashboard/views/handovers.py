"""The handovers in their sequence, and the dossier of one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from analysis.serving import serve, serve_one
from analysis.titles import handover_title
from dashboard.answers import answers_about
from dashboard.comparison import comparison
from dashboard.history import history
from dashboard.locator import spot_of
from dashboard.pages import public_page, record_page
from dashboard.surroundings import STILL_TO_COME, drawdown_of, fire_around, is_overdue, story
from editorial.choices import RecordKind
from editorial.clock import record_day
from editorial.models import Published
from handovers.choices import HandoverStatus
from handovers.models import PublishedDrawdown, PublishedHandover

Row = dict[str, Any]


@dataclass
class Campaign:
    """One drawdown’s handovers, sorted by how far they have come."""

    drawdown: Row
    counted: list[Row] = field(default_factory=list)
    uncounted: list[Row] = field(default_factory=list)
    to_come: list[Row] = field(default_factory=list)
    overdue: list[Row] = field(default_factory=list)
    cancelled: list[Row] = field(default_factory=list)


@public_page
def handover_list(request: HttpRequest) -> HttpResponse:
    """Each drawdown's sequence in order; what was only announced, is overdue or does not count stands apart."""
    today = record_day()
    drawdowns = serve(RecordKind.DRAWDOWN, PublishedDrawdown.objects.at().order_by("slug"), today)
    rows = serve(RecordKind.HANDOVER, list(PublishedHandover.objects.at()), today)
    context = {"sequences": sequences(drawdowns, rows, today), "today": today}
    return render(request, "dashboard/handover_list.html", context)


def sequences(drawdowns: Sequence[Row], rows: Sequence[Row], today: date) -> list[Campaign]:
    """The rows of each drawdown in their places."""
    found: dict[str, Campaign] = defaultdict(lambda: Campaign({}))
    found |= {each["slug"]: Campaign(each) for each in drawdowns}
    for row in sorted(rows, key=_in_order):
        _place_for(row, found[row["drawdown"]["slug"]], today).append(row)
    return [each for each in found.values() if each.drawdown]


def _in_order(row: Row) -> tuple[float, str, str]:
    return row["ordinal"] or float("inf"), row["date_latest"] or row["scheduled_latest"] or "9999", row["slug"]


def _place_for(row: Row, sequence: Campaign, today: date) -> list[Row]:
    if row["status"] == HandoverStatus.COMPLETED:
        return sequence.counted if row["ordinal"] else sequence.uncounted
    if row["status"] in STILL_TO_COME:
        return sequence.overdue if is_overdue(row, today) else sequence.to_come
    return sequence.cancelled


@record_page(RecordKind.HANDOVER)
def handover_detail(request: HttpRequest, version: Published) -> HttpResponse:
    """The dossier of one handover: what each source says, how it came about, forces, place, sources, history."""
    today = record_day()
    row = serve_one(RecordKind.HANDOVER, version, today)
    context = {
        "row": row,
        "title": handover_title(row),
        "drawdown": drawdown_of(row),
        "overdue": is_overdue(row, today),
        "fire": fire_around(row, today),
        "comparison": comparison(RecordKind.HANDOVER, row),
        "entries": story(row),
        "spot": spot_of(row),
        "history": history(RecordKind.HANDOVER, version.record_id),
        "answers": answers_about(version.record_id),
        "today": today,
    }
    return render(request, "dashboard/handover_detail.html", context)
