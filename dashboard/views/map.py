"""The map page, and the record that its script draws."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from dashboard.mapdata import map_record, page_record
from dashboard.mappage import map_page, parse_day
from dashboard.maptexts import map_texts
from dashboard.pages import public_page


@public_page
def map_page_view(request: HttpRequest) -> HttpResponse:
    """The counter, the sites and the bases on `?on=`; an impossible day is a 400 that shows today."""
    record = page_record()
    asked = request.GET.get("on", "")
    problem = day_problem(asked, record["today"]) if asked else ""
    day = asked if asked and not problem else record["today"]
    context: dict[str, Any] = {
        "page": map_page(record, day),
        "problem": problem,
        "first_day": record["first_day"],
        "texts": json.dumps(map_texts(), ensure_ascii=False),
        "tiles": getattr(settings, "MAP_TILES", None),
    }
    return render(request, "dashboard/map.html", context, status=400 if problem else 200)


def day_problem(asked: str, today: str) -> str:
    """What is wrong with the day that was asked for, in words; empty when nothing is."""
    if parse_day(asked) is None:
        problem = _("“%(day)s” is not a day of the calendar. Write it as 2020-07-25. Today is shown.")
        return problem % {"day": asked[:40]}
    if asked > today:
        return _("%(day)s has not come yet. Today is shown.") % {"day": asked}
    return ""


@public_page
def map_record_view(request: HttpRequest) -> HttpResponse:
    """The map's whole record as JSON; an unchanged one is answered with 304."""
    return JsonResponse(map_record(), json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
