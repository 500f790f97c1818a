"""Answers while the database is dead or hangs: the last good one, marked with its age, or 503 at once."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from config.operations.lastgood import API, Kept, LastGood, is_public
from config.operations.watch import watch
from editorial.publicplane import STAFF_PATHS
from exchange.api.problems import problem

RETRY_AFTER = {"Retry-After": "10"}
NO_LONGER_TRUE = {"content-length", "etag", "cache-control", "last-modified", "expires"}
CONTENT = re.compile(rb"<main\b[^>]*>")

logger = logging.getLogger(__name__)
last_good = LastGood()
watch.listeners.append(last_good.forget_what_was_withdrawn)


class DegradeMiddleware:
    """Outside of everything that needs the database; a failure of it further in becomes a good answer here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if watch.dead:
            return instead(request)
        generation = last_good.generation
        response = self.get_response(request)
        if failed(response):
            return instead(request)
        if isinstance(response, HttpResponse) and is_public(request, response):
            last_good.keep(request, response, generation)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A view for which the database had no answer is no fault of the view's."""
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        logger.warning("the database gave no answer: %s", type(exception.__cause__ or exception).__name__)
        return HttpResponse(status=503)


def failed(response: HttpResponseBase) -> bool:
    """Whether the database was the reason; a 503 that says when to come back is a view's own."""
    if response.status_code == 503:
        return "Retry-After" not in response
    return response.status_code >= 500 and watch.dead


def instead(request: HttpRequest) -> HttpResponse:
    """The last good answer to a reader's request, else 503."""
    reads = request.method in {"GET", "HEAD"} and not request.path.startswith(STAFF_PATHS)
    if reads and (kept := last_good.find(request)):
        return stale(request, kept)
    with translation.override(translation.get_language_from_path(request.path_info) or "en"):
        if request.path.startswith(API):
            return problem(503, _("The database does not answer. Please try again in a moment."), RETRY_AFTER)
        page = render_to_string("503.html")
    return HttpResponse(page, status=503, headers=RETRY_AFTER | {"Cache-Control": "no-store"})


def stale(request: HttpRequest, kept: Kept) -> HttpResponse:
    """What was answered before, with its age, in the page too; nobody may keep it."""
    headers = {name: value for name, value in kept.headers if name.lower() not in NO_LONGER_TRUE}
    at = datetime.fromtimestamp(kept.at, UTC).replace(microsecond=0)
    content = kept.content
    if headers.get("Content-Type", "").startswith("text/html"):
        with translation.override(translation.get_language_from_path(request.path_info) or "en"):
            content = CONTENT.sub(lambda found: found[0] + notice(at).encode(), content, count=1)
    headers |= {
        "Age": str(max(0, int(time.time() - kept.at))),
        "X-Stale-Since": at.isoformat().replace("+00:00", "Z"),
        "Cache-Control": "no-store",
        "Content-Length": str(len(content)),
    }
    return HttpResponse(content, headers=headers)


def notice(at: datetime) -> str:
    """What a reader is told who is shown an earlier answer."""
    text = _("The database does not answer at the moment. This page is as it was on %(instant)s UTC.")
    instant = f'<time datetime="{at.isoformat()}">{at:%Y-%m-%d %H:%M}</time>'
    return f'<p class="notice" role="status">{escape(text) % {"instant": instant}}</p>'
