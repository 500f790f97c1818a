"""The filterable table of attacks, and the dossier of one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from analysis.serving import serve, serve_one
from analysis.titles import attack_title
from attacks.choices import Outcome, Stance, Weapon
from dashboard.answers import answers_about
from dashboard.attackfilter import AttackFilter, attacks_like, read_filter
from dashboard.comparison import comparison
from dashboard.history import history
from dashboard.locator import spot_of
from dashboard.pages import public_page, record_page, refusal
from dashboard.surroundings import drawdown_of, standing_accusations
from editorial.choices import RecordKind
from editorial.models import Published
from handovers.models import PublishedDrawdown, PublishedMilitaryBase

Row = dict[str, Any]

ROWS_ON_A_PAGE = 50


@public_page
def attack_list(request: HttpRequest) -> HttpResponse:
    """The attacks that match the filter, newest first; a filter that makes no sense is a 400 that says why."""
    try:
        asked = read_filter(request.GET)
    except ValidationError as error:
        return refusal(request, " ".join(error.messages))
    drawdowns = PublishedDrawdown.objects.at().order_by("slug")
    bases = PublishedMilitaryBase.objects.at().order_by("name")
    if problem := not_public(asked, bases, drawdowns):
        return refusal(request, problem)
    found = attacks_like(asked).order_by(F("date_latest").desc(nulls_last=True), "slug")
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": serve(RecordKind.ATTACK, list(page.object_list)),
        "page": page,
        "asked": asked,
        "drawdowns": drawdowns,
        "bases": bases,
        "weapons": Weapon.choices,
        "outcomes": Outcome.choices,
    }
    return render(request, "dashboard/attack_list.html", context)


def not_public(asked: AttackFilter, bases: Iterable[Published], drawdowns: Iterable[Published]) -> str:
    """What is wrong with the names that a filter gives; empty if nothing is."""
    if asked.base and asked.base not in {each.slug for each in bases}:
        return _("No base “%s” is in the public record.") % asked.base[:40]
    if asked.drawdown and asked.drawdown not in {each.slug for each in drawdowns}:
        return _("No drawdown “%s” is in the public record.") % asked.drawdown[:40]
    return ""


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
