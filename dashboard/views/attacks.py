"""The filterable table of attacks, and the dossier of one."""

from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from analysis.asking.forms import NotUnderstoodError
from analysis.asking.question import in_words, question
from analysis.serving import serve, serve_one
from analysis.titles import attack_title
from attacks.choices import Stance
from dashboard.answers import answers_about
from dashboard.comparison import comparison
from dashboard.fire.form import form_of
from dashboard.history import history
from dashboard.locator import spot_of
from dashboard.pages import public_page, record_page, refusal
from dashboard.surroundings import drawdown_of, standing_accusations
from editorial.choices import RecordKind
from editorial.models import Published

Row = dict[str, Any]

ROWS_ON_A_PAGE = 50


@public_page
def attack_list(request: HttpRequest) -> HttpResponse:
    """The attacks that match the filters, newest first; what is not understood is a 400 that says why."""
    try:
        asked = question(request.GET)
    except NotUnderstoodError as error:
        return refusal(request, in_words(error))
    page = Paginator(asked.order.sorted(asked.qs), ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": serve(RecordKind.ATTACK, list(page.object_list)),
        "page": page,
        "form": form_of(asked),
        "query": asked.query(),
    }
    return render(request, "dashboard/attack_list.html", context)


@record_page(RecordKind.ATTACK)
def attack_detail(request: HttpRequest, version: Published) -> HttpResponse:
    """The dossier of one attack: what is said of it, its casualties by side, who is said to have done it."""
    row = serve_one(RecordKind.ATTACK, version)
    context = {
        "row": row,
        "title": attack_title(row),
        "drawdown": drawdown_of(row),
        "offset": offset_in_words(row),
        "said": [each for each in row["attributions"] if each["stance"] != Stance.DENIED],
        "denied": [each for each in row["attributions"] if each["stance"] == Stance.DENIED],
        "standing": serve(RecordKind.SERIES_ATTRIBUTION, standing_accusations(row)),
        "comparison": comparison(RecordKind.ATTACK, row),
        "spot": spot_of(row),
        "history": history(RecordKind.ATTACK, version.record_id),
        "answers": answers_about(version.record_id),
    }
    return render(request, "dashboard/attack_detail.html", context)


def offset_in_words(row: Row) -> str:
    """How far the local time of an attack is from UTC: "UTC+3", "UTC+4" in the summers before October 2007."""
    if not row["occurred_at"]:
        return ""
    local = datetime.fromisoformat(f"{row['date_earliest']}T{row['time_local']}:00")
    ahead: timedelta = local - datetime.fromisoformat(row["occurred_at"]).replace(tzinfo=None)
    hours = ahead / timedelta(hours=1)
    return f"UTC{hours:+g}"
