"""The map page, and the record that its script draws."""

from __future__ import annotations

import json
from typing import Any

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt

from analysis.asking.forms import NotUnderstoodError
from analysis.asking.question import FireFilters, in_words, question
from dashboard.fire.form import form_html
from dashboard.fire.served import served_html
from dashboard.fire.writing import compact
from dashboard.mapdata import map_record, page_record
from dashboard.mappage import map_page, parse_day
from dashboard.maptexts import map_texts
from dashboard.marked import marked
from dashboard.pages import public_page


@public_page
def map_page_view(request: HttpRequest) -> HttpResponse:
    """The map, and beside it what it says in words."""
    return map_response(request)


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@public_page
def map_embed_view(request: HttpRequest) -> HttpResponse:
    """The map alone, the one page that others may frame; `clock=0` and `list=0` leave these out."""
    query = request.GET.copy()
    parts = {f"without_{name}": query.pop(name, [""])[-1] == "0" for name in ("clock", "list")}
    whole = reverse("dashboard:map") + (f"?{query.urlencode(safe=':,/')}" if query else "")
    return map_response(request, parts | {"frame": "dashboard/embed_frame.html", "whole": whole})


def map_response(request: HttpRequest, further: dict[str, Any] | None = None) -> HttpResponse:
    """The counter, the sites, the bases and the attacks as the address asks.

    What is impossible is a 400 that says why; then today and all attacks are shown.
    """
    record = page_record()
    given = request.GET.copy()
    asked_day = given.get("on", "")
    problem = day_problem(asked_day, record["today"]) if asked_day else ""
    if problem:
        del given["on"]
    asked, not_understood = understood(given)
    context: dict[str, Any] = (further or {}) | {
        "page": map_page(record, day_of(asked, record["today"])),
        "problem": " ".join(filter(None, [problem, not_understood])),
        "first_day": record["first_day"],
        "fire": served_html(request, asked),
        "filters": form_html(asked, request.get_full_path()),
        "texts": json.dumps(map_texts(), ensure_ascii=False),
        "tiles": getattr(settings, "MAP_TILES", None),
    }
    return render(request, "dashboard/map.html", context, status=400 if context["problem"] else 200)


def understood(given: QueryDict) -> tuple[FireFilters, str]:
    """What is asked of attacks; of all of them where that is not understood, and why it is not."""
    if given.get("on") and not given.get("datetime"):
        given["datetime"] = f"../{given['on']}"
    try:
        return question(given), ""
    except NotUnderstoodError as error:
        day = QueryDict(f"on={given['on']}" if given.get("on") else "")
        return question(day), _("%(problems)s All attacks are shown.") % {"problems": in_words(error)}


def day_of(asked: FireFilters, today: str) -> str:
    """The day of the clock: the one asked for, else the end of the window, else today."""
    span = asked.asked["datetime"]
    day = asked.asked["on"] or (span.last if span else None)
    return min(day.isoformat(), today) if day else today


def day_problem(asked: str, today: str) -> str:
    """What is wrong with the day that was asked for, in words; empty when nothing is."""
    if parse_day(asked) is None:
        problem = _("“%(day)s” is not a day of the calendar. Write it as 2020-07-25. Today is shown.")
        return problem % {"day": asked[:40]}
    if asked > today:
        return _("%(day)s has not come yet. Today is shown.") % {"day": asked}
    return ""


@marked
def map_record_view(request: HttpRequest) -> str:
    """Sites, bases and turning points as JSON; attacks are asked for apart, by their filters."""
    return compact(map_record())
