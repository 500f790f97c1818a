"""What surrounds every answer for machines: who may read it, how long it may be kept, whether it is new."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from exchange.api.problems import MEDIA_TYPE, problem

PREFIXES = ("/api/", "/codebook.json", "/feeds/", "/ogc/")
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag, Link, Location, Retry-After, X-Request-ID",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match, X-Request-ID",
    "Access-Control-Max-Age": "86400",
}


class EnvelopeMiddleware:
    """Outermost of the middleware that may fail, so that its failures are problems too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(PREFIXES):
            return response
        response = as_problem(validated(request, response))
        for name, value in (OPEN | PREFLIGHT if request.method == "OPTIONS" else OPEN).items():
            response[name] = value
        response["X-Request-ID"] = request_id(request)
        response["Cache-Control"] = kept(response)
        patch_vary_headers(response, ("Accept", "Accept-Language"))
        return response


def kept(response: HttpResponseBase) -> str:
    """How long the answer may be kept: as its view says, else a minute; a failure not at all."""
    if response.status_code >= 500:
        return "no-store"
    return response.get("Cache-Control", "public, max-age=60")


def request_id(request: HttpRequest) -> str:
    """The one that came with the request, else a new one."""
    given = request.headers.get("X-Request-ID", "")
    return given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def validated(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The answer with its ETag, or 304 if the asker has it already; a stream has none."""
    if not isinstance(response, HttpResponse) or response.status_code != 200 or request.method not in {"GET", "HEAD"}:
        return response
    etag = response.get("ETag") or f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response


def as_problem(response: HttpResponseBase) -> HttpResponseBase:
    """An error that did not come from a view of the API, in the API's words."""
    if response.status_code < 400 or response.get("Content-Type") == MEDIA_TYPE:
        return response
    if settings.DEBUG and response.status_code >= 500:
        return response
    return problem(response.status_code)
