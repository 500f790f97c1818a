"""“Record an event”: one page that takes a source and the handover or attack that it reports."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from attacks.admin.eventpage import EventPage
from editorial.admin import access
from editorial.admin.root import record_page
from editorial.choices import RecordKind
from editorial.desk import PAGES
from editorial.models import Record, Source, User
from handovers.admin.eventform import hand_over

ANOTHER, CHECK = "_another", "_check"
"""The buttons beside the one that saves: go on from the same source; only show what is understood."""

NEEDED = {RecordKind.HANDOVER: "handovers.add_handover", RecordKind.ATTACK: "attacks.add_attack"}


def record_view(site: AdminSite, request: HttpRequest) -> HttpResponse:
    user = _permitted(request)
    if request.method != "POST":
        start = {name: request.GET.get(name, "") for name in ("source", "kind", "drawdown", "base")}
        return _shown(site, request, EventPage(user, initial={name: each for name, each in start.items() if each}))
    try:
        return _answered(site, request, user)
    except IntegrityError:
        # Somebody saved the same between the check and the write: checked again, it is known, or the form's error.
        return _answered(site, request, user)


def _answered(site: AdminSite, request: HttpRequest, user: User) -> HttpResponse:
    page = EventPage(user, request.POST)
    _refuse_unless_permitted(user, page.kind)
    valid = page.is_valid()
    if CHECK in request.POST or not valid or page.unseen:
        return _shown(site, request, page, checked=CHECK in request.POST)
    source, record = page.save()
    messages.success(request, _told(record, source))
    if ANOTHER not in request.POST:
        return redirect(record_page(record, "change"))
    event = page.event.cleaned_data
    next_one = {"source": source.public_id, "kind": page.kind, "drawdown": event["drawdown"].pk}
    base = {"base": page.event["base"].value()} if event["base"] else {}
    return redirect(f"{request.path}?{urlencode(next_one | base)}")


def _shown(site: AdminSite, request: HttpRequest, page: EventPage, *, checked: bool = False) -> HttpResponse:
    context = site.each_context(request) | {
        "title": _("Record an event"),
        "page": page,
        "checked": checked,
    }
    return TemplateResponse(request, "admin/record_event/page.html", context)


def _told(record: Record, source: Source) -> str:
    return format_html(
        _('Saved as a draft: <a href="{}">{}</a>, from “{}”. <a href="{}">Citations and claims</a>'),
        record_page(record, "change"),
        str(record),
        source.title,
        record_page(record, "evidence"),
    )


@require_POST
def similar_view(request: HttpRequest) -> HttpResponse:
    """What may be the same event, while it is typed: each with its link, and the token of having looked at them."""
    page = EventPage(_permitted(request), request.POST)
    hand_over(page.event, page.record)
    found = [{"label": each.label, "link": each.link} for each in page.similar]
    return JsonResponse({"similar": found, "token": page.similar_token})


def _permitted(request: HttpRequest) -> User:
    user = access.staff(request)
    if not any(user.has_perm(needed) for needed in NEEDED.values()):
        raise PermissionDenied
    return user


def _refuse_unless_permitted(user: User, kind: str) -> None:
    if not all(user.has_perm(needed) for needed in (NEEDED[RecordKind(kind)], "editorial.add_source")):
        raise PermissionDenied


def _page(site: AdminSite) -> URLPattern:
    return path("record/", site.admin_view(lambda request: record_view(site, request)), name="record_event")


def _similar(site: AdminSite) -> URLPattern:
    return path("record/similar/", site.admin_view(similar_view), name="similar_events")


PAGES.extend([_page, _similar])
