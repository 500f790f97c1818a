"""The files that a page offers of what it shows."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from analysis.asking.forms import NotUnderstoodError
from analysis.asking.question import FireFilters, question
from editorial.clock import record_clock, record_day
from editorial.documents import API
from editorial.publicplane import stream_publicly
from exchange.api.addresses import origin_of
from exchange.api.problems import problem
from exchange.taken.bundle import Seen, make_bundle
from exchange.taken.bundle import table as lines

Taken = Callable[[HttpRequest, FireFilters], HttpResponseBase]


def taking(answer: Taken) -> Callable[[HttpRequest], HttpResponseBase]:
    """A view of the attacks that an address asks for; what is not understood is a problem that names it."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponseBase:
        try:
            asked = question(request.GET, strict=True)
        except NotUnderstoodError as error:
            told = _("The request has parameters that are not understood.")
            return problem(HTTPStatus.BAD_REQUEST, told, invalid_params=error.problems)
        return answer(request, asked) if request.method == "GET" else HttpResponse()

    return view


@taking
def table(request: HttpRequest, asked: FireFilters) -> HttpResponseBase:
    """The rows as CSV for a spreadsheet, whole, written as they are read."""
    given, origin = request.GET.copy(), origin_of(request)
    parts = stream_publicly(lambda: lines(question(given, strict=True), origin))
    headers = {"Content-Disposition": 'attachment; filename="handover-watch-attacks.csv"'}
    return StreamingHttpResponse(parts, content_type="text/csv; charset=utf-8", headers=headers)


@taking
def bundle(request: HttpRequest, asked: FireFilters) -> HttpResponseBase:
    """The rows, what they mean and where they are from, in one zip."""
    origin, query = origin_of(request), request.META.get("QUERY_STRING", "")
    seen = Seen(
        address=f"{origin}/?{query}" if query else f"{origin}/",
        question=f"{origin}{API}/attacks/?{asked.query()}" if asked.query() else f"{origin}{API}/attacks/",
        origin=origin,
        at=record_clock(),
        day=record_day(),
    )
    return FileResponse(make_bundle(asked, seen), as_attachment=True, filename=f"handover-watch-{seen.day}.zip")
