"""The list of bases as ribbons of time, and the dossier of one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from analysis.holding import spells_of_bases
from analysis.serving import serve, serve_one
from analysis.status import spell_on
from analysis.timeline import Wanted, count, entries
from attacks.models import PublishedAttack
from dashboard.answers import answers_about
from dashboard.comparison import comparison
from dashboard.history import history
from dashboard.locator import spot_of
from dashboard.pages import public_page, record_page, refusal
from dashboard.ribbons import axis_over, fire_by_week, in_order, ribbon, turning_points
from dashboard.surroundings import MOST_ENTRIES
from editorial.choices import RecordKind
from editorial.clock import record_day
from editorial.models import Published
from handovers.models import PublishedHandover, PublishedMilitaryBase, PublishedPresence

Row = dict[str, Any]

ORDERS = ("handover", "attacks", "name")


@public_page
def base_list(request: HttpRequest) -> HttpResponse:
    """Every base; those that count in no drawdown stand apart with the reason."""
    order = request.GET.get("sort", ORDERS[0])
    if order not in ORDERS:
        return refusal(request, _("The bases can be sorted by handover, attacks or name."))
    today = record_day()
    handovers = handovers_by_base(PublishedHandover.objects.at(), today)
    bases = in_order(serve(RecordKind.BASE, list(PublishedMilitaryBase.objects.at()), today), handovers, order)
    spells, fire = spells_of_bases(), fire_by_week()
    axis = axis_over(spells.values(), fire.values(), today)
    ribbons = [
        ribbon(base, spells.get(base["slug"], []), fire.get(base["slug"], []), handovers[base["slug"]], axis)
        for base in bases
    ]
    context = {
        "counting": [each for each in ribbons if each.base["status"]],
        "others": [each for each in ribbons if not each.base["status"]],
        "maybe": {slug: spell_on(found, today).maybe for slug, found in spells.items()},
        "axis": axis,
        "turning_points": turning_points(axis),
        "today": today,
        "order": order,
        "orders": [("handover", _("handover")), ("attacks", _("attacks")), ("name", _("name"))],
    }
    return render(request, "dashboard/base_list.html", context)


def handovers_by_base(versions: Iterable[Published], today: date) -> dict[str, list[Row]]:
    """Served handovers by the slug of their base, in the order of their days."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(serve(RecordKind.HANDOVER, list(versions), today), key=_day_then_slug):
        if row["base"]:
            found[row["base"]["slug"]].append(row)
    return found


def _day_then_slug(row: Row) -> tuple[str, str]:
    return row["date_latest"] or row["scheduled_latest"] or "9999", row["slug"]


@record_page(RecordKind.BASE)
def base_detail(request: HttpRequest, version: Published) -> HttpResponse:
    """The dossier of one base: names, place, who was there, its handovers, its attacks, its timeline, its sources."""
    today = record_day()
    row = serve_one(RecordKind.BASE, version, today)
    slug = row["slug"]
    spells = spells_of_bases().get(slug) if row["status"] else None
    wanted = Wanted(base=slug)
    context = {
        "row": row,
        "spell": spell_on(spells, today) if spells else None,
        "spot": spot_of(row),
        "spellings": spellings(row["names"]),
        "presences": presences_at(slug, today),
        "handovers": handovers_by_base(PublishedHandover.objects.at().filter(base_slug=slug), today)[slug],
        "outer_attacks": attacks_on(row["within"]["slug"]) if row["within"] else None,
        "inner": PublishedMilitaryBase.objects.at().filter(within_slug=slug).order_by("slug"),
        "entries": entries(wanted, limit=MOST_ENTRIES),
        "entry_count": count(wanted),
        "comparison": comparison(RecordKind.BASE, row),
        "history": history(RecordKind.BASE, version.record_id),
        "answers": answers_about(version.record_id),
        "today": today,
    }
    return render(request, "dashboard/base_detail.html", context)


def attacks_on(slug: str) -> int:
    """How many attacks on a base are in the record."""
    return PublishedAttack.objects.at().filter(base_slug=slug).count()


def presences_at(slug: str, today: date) -> list[Row]:
    """Who was at a base, by when they came."""
    versions = PublishedPresence.objects.at().filter(base_slug=slug)
    return serve(RecordKind.PRESENCE, versions.order_by("start_latest", "start_earliest", "slug"), today)


def spellings(names: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Names by language, as they were met."""
    found: dict[str, list[Row]] = defaultdict(list)
    for each in names or []:
        found[each["lang"]].append(each)
    return sorted(found.items())
