"""Errors as RFC 9457 says: `application/problem+json`, with `invalid_params` where a parameter is to blame."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound

from editorial.models import Published

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)

Problem = dict[str, Any]


class Invalid(APIException):
    """A request whose parameters are not understood; names each of them, with the reason and what may be meant."""

    status_code = HTTPStatus.BAD_REQUEST

    def __init__(self, invalid_params: Sequence[Problem]) -> None:
        super().__init__(_("The request has parameters that are not understood."))
        self.members = {"invalid_params": list(invalid_params)}


class Gone(APIException):
    """A record that was public and was taken back: what its tombstone tells."""

    status_code = HTTPStatus.GONE

    def __init__(self, tombstone: Published) -> None:
        super().__init__(_("This record was public and has been retracted."))
        self.members = {
            "slug": tombstone.slug,
            "retraction": tombstone.retraction,
            "reason": tombstone.retraction_reason,
            "published_at": instant(tombstone.first_published_at),
            "retracted_at": instant(tombstone.published_from),
        }


class Moved(APIException):
    """What is asked for has another address: another slug, or another path."""

    status_code = HTTPStatus.PERMANENT_REDIRECT

    def __init__(self, *, slug: str = "", path: str = "") -> None:
        super().__init__(slug or path)
        self.slug, self.path = slug, path

    def location(self, request: HttpRequest) -> str:
        """The other address, asked as this one was."""
        match = resolve(request.path)
        path = self.path or reverse(match.view_name, kwargs={**match.kwargs, "slug": self.slug})
        query = request.META.get("QUERY_STRING", "")
        return f"{path}?{query}" if query else path


class Known(APIException):
    """What would be answered is at hand: the asker has it already, or it was answered before."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def not_found() -> NotFound:
    """The same words for what never was, what is not public yet and what has another address."""
    return NotFound(_("Nothing public has this address."))


def problem(status: int, detail: str = "", headers: dict[str, str] | None = None, **members: object) -> HttpResponse:
    """An error's answer; `members` stand beside the standard ones."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": int(status), "detail": detail}
    content = json.dumps({**body, **members}, ensure_ascii=False)
    return HttpResponse(content, status=status, content_type=MEDIA_TYPE, headers=headers)


def answer(error: Exception, context: dict[str, Any]) -> HttpResponse:
    """DRF's exception handler: every error of the API is a problem, even one that nobody foresaw."""
    if isinstance(error, Known):
        return error.response
    if isinstance(error, Http404):
        error = not_found()
    if isinstance(error, Moved):
        location = error.location(context["request"])
        return HttpResponse(status=HTTPStatus.PERMANENT_REDIRECT, headers={"Location": location})
    if isinstance(error, APIException):
        return problem(error.status_code, str(error.detail), _headers(error), **getattr(error, "members", {}))
    if isinstance(error, (OperationalError, InterfaceError)):
        return HttpResponse(status=HTTPStatus.SERVICE_UNAVAILABLE)
    request = context["request"]
    got_request_exception.send(sender=type(context["view"]), request=request)
    logger.error("Internal error at %s", request.path, exc_info=error)
    return internal_error()


def internal_error() -> HttpResponse:
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, _("The server failed; it was noted."))


def _headers(error: APIException) -> dict[str, str]:
    wait = getattr(error, "wait", None)
    return {"Retry-After": str(int(wait) + 1)} if wait is not None else {}
