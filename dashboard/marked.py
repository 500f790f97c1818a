"""Answers whose ETag is known before anything is read: what the asker has, or what was made once, is not made again."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from gzip import compress

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import conditional_page, require_safe

import analysis
import attacks
import dashboard
import editorial
import handovers
from analysis.kept import Answers, etag_for
from dashboard.pages import SECONDS_KEPT

JSON = "application/json"
LEVEL = 4
"""How hard answers are compressed: harder costs more than it saves."""

GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")
answers: Answers[str, str] = Answers()

View = Callable[[HttpRequest], HttpResponse]


def etag_of(*asked: object) -> str:
    """The ETag of what is asked, in the reader's language; empty where the record has no mark."""
    return etag_for((*asked, get_language()), editorial, handovers, attacks, analysis, dashboard)


def made_once(write: Callable[[], str], *asked: object) -> str:
    """A text, made once for each state of the record."""
    etag = etag_of(*asked)
    known = answers.get(etag) if etag else None
    if known is None:
        known = write().encode(), ""
        if etag:
            answers.put(etag, *known)
    return known[0].decode()


def marked(write: Callable[[HttpRequest], str | HttpResponse]) -> View:
    """A view of JSON that depends on the address, the language and the public record alone; a refusal is not kept."""

    @require_safe
    @conditional_page
    @wraps(write)
    def view(request: HttpRequest) -> HttpResponse:
        etag = etag_of(request.get_full_path(), takes_gzip(request))
        judged = get_conditional_response(request, etag=etag) if etag else None
        response = judged or _answer(request, etag, write)
        patch_vary_headers(response, ["Accept-Encoding"])
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response

    return view


def _answer(request: HttpRequest, etag: str, write: Callable[[HttpRequest], str | HttpResponse]) -> HttpResponse:
    known = answers.get(etag) if etag else None
    if known is None:
        written = write(request)
        if isinstance(written, HttpResponse):
            return written
        content = written.encode()
        known = compress(content, LEVEL, mtime=0) if takes_gzip(request) else content, JSON
    response = HttpResponse(known[0], content_type=known[1])
    if takes_gzip(request):
        response["Content-Encoding"] = "gzip"
    if etag:
        answers.put(etag, *known)
        response["ETag"] = etag
    return response


def takes_gzip(request: HttpRequest) -> bool:
    """Whether the answer may come compressed."""
    return bool(GZIP.search(request.headers.get("Accept-Encoding", "")))
