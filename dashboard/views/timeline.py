"""Everything in one merged, filterable timeline, a page at a time."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from analysis.asking.parameters import Days, Span
from analysis.timeline import KINDS, Position, Wanted, count, entries
from dashboard.pages import public_page, refusal
from dashboard.search import asked_for
from handovers.models import PublishedMilitaryBase

ENTRIES_ON_A_PAGE = 100
# Without a time in it, so that the same page is the same bytes.
SIGNER = signing.Signer(salt="timeline")

KIND_LABELS = {
    "handover": gettext_lazy("Handovers"),
    "milestone": gettext_lazy("Steps of handovers"),
    "attack": gettext_lazy("Attacks"),
    "presence_start": gettext_lazy("Forces arriving"),
    "presence_end": gettext_lazy("Forces leaving"),
    "context_event": gettext_lazy("Turning points"),
}


@public_page
def timeline(request: HttpRequest) -> HttpResponse:
    """The entries that match, oldest first unless asked otherwise; a filter that makes no sense is a 400."""
    try:
        wanted, after = read_wanted(request.GET), read_position(request.GET.get("after", ""))
    except ValidationError as error:
        return refusal(request, " ".join(error.messages))
    bases = list(PublishedMilitaryBase.objects.at().order_by("name"))
    if wanted.base and wanted.base not in {each.slug for each in bases}:
        return refusal(request, _("No base “%s” is in the public record.") % wanted.base[:40])
    found = entries(wanted, after, ENTRIES_ON_A_PAGE + 1)
    shown = found[:ENTRIES_ON_A_PAGE]
    context = {
        "entries": shown,
        "count": count(wanted),
        "wanted": wanted,
        "asked": request.GET,
        "kinds": [(kind, KIND_LABELS[kind], kind in wanted.kinds) for kind in KINDS],
        "bases": bases,
        "next": next_page(request.GET, shown[-1].position) if len(found) > len(shown) else "",
        "is_first": after is None,
    }
    return render(request, "dashboard/timeline.html", context)


def read_wanted(given: QueryDict) -> Wanted:
    """The filter of a query string. Raises ValidationError."""
    kinds = given.getlist("kind") or list(KINDS)
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise ValidationError(_("“%s” is not a kind of entry.") % unknown[0][:40])
    if given.get("order", "oldest") not in {"oldest", "newest"}:
        raise ValidationError(_("The order is oldest or newest."))
    span = read_span(given.get("from", ""), given.get("to", ""))
    return Wanted(
        base=asked_for(given, "base") or None,
        drawdown=asked_for(given, "drawdown") or None,
        kinds=kinds,
        earliest=span.first,
        latest=span.last,
        newest_first=given.get("order") == "newest",
    )


def read_span(first: str, last: str) -> Span:
    """The window between two days, open where there is none. Raises ValidationError."""
    return Days().read(f"{first}/{last}") if first or last else Span(None, None)


def read_position(text: str) -> Position | None:
    """The place where the page before ended, from its link. Raises ValidationError."""
    if not text:
        return None
    try:
        day, rank = SIGNER.unsign_object(text)
        return Position(date.fromisoformat(day), rank)
    except (signing.BadSignature, ValueError):
        raise ValidationError(_("That link to a page of the timeline is not one of ours.")) from None


def next_page(given: QueryDict, position: Position) -> str:
    """The query string of the page that begins after a position."""
    kept: list[tuple[str, Any]] = [
        (name, value) for name, values in given.lists() for value in values if name != "after"
    ]
    token = SIGNER.sign_object([position.day.isoformat(), position.rank])
    return urlencode([*kept, ("after", token)])
