"""Telling the editors that a record is wrong, and looking up what came of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from analysis.titles import title_of
from dashboard.answers import answer_to
from dashboard.correcting import CorrectionForm, Seal, came_from_here
from dashboard.finding import MovedError, WithdrawnError, document_of, page_of, public_version
from dashboard.pages import public_page, tombstone_page
from dashboard.senders import MOST_AN_HOUR, is_too_often
from editorial import receipts
from editorial.models import Published
from editorial.services.corrections import TooManyRequestsError, receive

View = Callable[[HttpRequest, str], HttpResponse]
RETRY_AFTER = {"Retry-After": "3600"}


def correct(kind: str) -> View:
    """The page with the form of one kind of record, and what takes it in.

    It is the one public page that writes. It stays in the public plane all the same, whose role may read what is public
    and nothing else, and whose one right to write is to call the function behind `receive`: that adds a request which
    waits for the editors, and neither reads nor changes anything. A fault here can do no more.

    There is no session that a stranger's page could abuse, so Django's token in a cookie would guard nothing and would
    be the only cookie that a reader is given. Where a form comes from is checked in its place, and its seal.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest, slug: str) -> HttpResponse:
        try:
            version = public_version(kind, slug)
        except MovedError as moved:
            return HttpResponsePermanentRedirect(f"{moved.address}correct/", preserve_request=True)
        except WithdrawnError as withdrawn:
            return tombstone_page(request, kind, withdrawn.tombstone)
        return unshared(_taken_in if request.method == "POST" else _form_page)(request, kind, version)

    return page


def unshared(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The answer is for whoever asked: a seal tells when a form was given out, not when it was put into a cache."""

    @wraps(view)
    def page(*given: object) -> HttpResponse:
        response = view(*given)
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return page


def _form_page(
    request: HttpRequest, kind: str, version: Published, form: CorrectionForm | None = None, status: int = 200
) -> HttpResponse:
    row = document_of(version)
    context = {
        "form": form or CorrectionForm(fresh=Seal.of(kind, version)),
        "title": title_of(kind, row),
        "record_page": page_of(kind, version.slug),
        "version": version,
        "most_an_hour": MOST_AN_HOUR,
    }
    headers = RETRY_AFTER if status == 429 else None
    response = render(request, "dashboard/correct.html", context, status=status)
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def _taken_in(request: HttpRequest, kind: str, version: Published) -> HttpResponse:
    form = CorrectionForm(request.POST, fresh=Seal.of(kind, version))
    status = _refusal(request, form)
    if status is None:
        try:
            receipt = receive(version, form.cleaned_data["said"], form.cleaned_data["source_url"])
        except TooManyRequestsError:
            form.add_error(None, _("So much waits for the editors that no more is taken in for now. Please come back."))
            status = 429
        else:
            query = urlencode({"reference": receipts.written(receipt)})
            return HttpResponseRedirect(f"{reverse('dashboard:request')}?{query}", status=303)
    return _form_page(request, kind, version, form.shown_again(), status)


def _refusal(request: HttpRequest, form: CorrectionForm) -> int | None:
    """The status with which the form is shown again, its errors added; None if it is fine."""
    if not came_from_here(request):
        form.add_error(None, _("That was sent from another site’s page. To send it from ours, press the button below."))
        return 403
    if not form.is_valid():
        return 400
    if is_too_often(request):
        form.add_error(None, _("That is more than anybody may send in an hour. Please come back later."))
        return 429
    return None


@public_page
def request_page(request: HttpRequest) -> HttpResponse:
    """What came of a request, by its reference: the answer, the reason for which it was declined, or that it waits."""
    typed = request.GET.get("reference", "")[:60]
    receipt = receipts.read_receipt(typed) if typed else None
    context = {
        "typed": typed,
        "reference": receipts.written(receipt) if receipt else "",
        "answer": answer_to(receipt) if receipt else None,
    }
    return render(request, "dashboard/request.html", context, status=404 if typed and not receipt else 200)
