"""Answers given before, given again at once: where the record is still at the mark that an answer was made at.

A whole answer with its headers is kept, so that the same question costs the way to the database and back, and little
else. What is kept was public for everybody: answers depend on the address, the language and the format alone.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import DisallowedHost
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from analysis.kept import Answers
from analysis.marks import mark_of_record
from config.operations.watch import watch
from editorial.publicplane import public_plane
from exchange.api.envelope import PREFIXES, request_id

OF_A_BODY = {"content-type", "content-length", "content-disposition", "link"}
"""Headers that an answer without a body does not have."""
OF_A_REQUEST = {"x-request-id"}
UNLESS = {"HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}
"""Conditions that may end in a problem, which the API writes."""


@dataclass(frozen=True)
class Surroundings:
    """What an answer had beside its body, and the mark that the record was at."""

    mark: str
    headers: tuple[tuple[str, str], ...]
    route: Any


answered: Answers[Hashable, Surroundings] = Answers()


class AnsweredMiddleware:
    """Inside of what is written of each request, outside of all that an answer is made by."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        asked = question(request)
        if asked and (known := answered.get(asked)) and known[1].mark == mark_now():
            return again(request, *known)
        response = self.get_response(request)
        if asked and isinstance(response, HttpResponse):
            keep(asked, request, response)
        return response


def keep(asked: Hashable, request: HttpRequest, response: HttpResponse) -> None:
    """Keep the answer of a view that noted which mark it is of, and of no other."""
    mark = getattr(response, "of_mark", None)
    if mark and response.status_code == 200 and not response.cookies:
        headers = tuple((name, value) for name, value in response.items() if name.lower() not in OF_A_REQUEST)
        answered.put(asked, response.content, Surroundings(mark, headers, request.resolver_match))


def question(request: HttpRequest) -> Hashable:
    """All of a request that its answer depends on; None where no answer to it is kept."""
    if request.method != "GET" or not request.path.startswith(PREFIXES) or not UNLESS.isdisjoint(request.META):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    accepted = (request.META.get(f"HTTP_{name}", "") for name in ("ACCEPT", "ACCEPT_LANGUAGE"))
    return (request.scheme, host, request.get_full_path(), *accepted)


def mark_now() -> str:
    """What the public record is at; empty where the database gives no answer, which is for others to tell."""
    if watch.dead:
        return ""
    try:
        with public_plane():
            return mark_of_record()
    except (OperationalError, InterfaceError):
        return ""


def again(request: HttpRequest, body: bytes, known: Surroundings) -> HttpResponseBase:
    """The answer, or 304 where the asker has it."""
    request.resolver_match = known.route
    headers = dict(known.headers)
    whole = HttpResponse(body, headers=headers)
    response = get_conditional_response(request, etag=headers.get("ETag"), response=whole) or whole
    if response is not whole:
        for name, value in known.headers:
            if name.lower() not in OF_A_BODY:
                response[name] = value
        response["Content-Length"] = "0"
    response["X-Request-ID"] = request_id(request)
    return response
