"""What every public page shares: the same for everyone, kept for a minute at most, 304 when unchanged."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from dashboard.answers import answers_about
from dashboard.finding import MovedError, WithdrawnError, public_version
from dashboard.history import history, said_before
from editorial.choices import Retraction
from editorial.models import Published

SECONDS_KEPT = 60

View = Callable[..., HttpResponse]
RecordView = Callable[[HttpRequest, Published], HttpResponse]


def public_page(view: View) -> View:
    """A page that whoever asks gets alike: GET and HEAD only, with a validator and a short life in caches."""

    @require_safe
    @conditional_page
    @wraps(view)
    def page(request: HttpRequest, *arguments: str, **named: str) -> HttpResponse:
        response = view(request, *arguments, **named)
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response

    return page


def record_page(kind: str) -> Callable[[RecordView], View]:
    """A page of one record by its slug: 308 where it moved, 410 where withdrawn, 404 where never public."""

    def decorate(view: RecordView) -> View:
        @public_page
        @wraps(view)
        def page(request: HttpRequest, slug: str) -> HttpResponse:
            try:
                return view(request, public_version(kind, slug))
            except MovedError as moved:
                return HttpResponsePermanentRedirect(moved.address, preserve_request=True)
            except WithdrawnError as withdrawn:
                return tombstone_page(request, kind, withdrawn.tombstone)

        return page

    return decorate


def tombstone_page(request: HttpRequest, kind: str, tombstone: Published) -> HttpResponse:
    """When and why a record was withdrawn; what it had said only where it was an error, and then struck through."""
    as_error = tombstone.retraction == Retraction.ERROR
    context = {
        "retracted_on": tombstone.published_from,
        "first_published_on": tombstone.first_published_at,
        "reason": tombstone.retraction_reason,
        "as_error": as_error,
        "former": said_before(kind, tombstone) if as_error else [],
        "history": history(kind, tombstone.record_id) if as_error else [],
        "answers": answers_about(tombstone.record_id),
    }
    return render(request, "410.html", context, status=410)


def refusal(request: HttpRequest, problem: str) -> HttpResponse:
    """What was asked for makes no sense, and why: a 400."""
    context = {"problem": problem, "address": request.path}
    return render(request, "dashboard/refusal.html", context, status=400)
