"""Each request: its id, the line that is written of it, and what it adds to the metrics."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from config.operations import metrics
from config.operations.logs import route
from editorial.publicplane import STAFF_PATHS
from editorial.requestid import on_request
from exchange.api.envelope import request_id

logger = logging.getLogger(__name__)


class RequestMiddleware:
    """Gives the request its id: the one that it came with, or a new one, which all further in will find there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began_at = time.perf_counter()
        identifier = request_id(request)
        request.META["HTTP_X_REQUEST_ID"] = identifier
        request.__dict__.pop("headers", None)
        with on_request(identifier):
            response = self.get_response(request)
            note(request, response, time.perf_counter() - began_at)
        # Readers share their answers, which an id would set apart.
        if response.status_code >= 500 or request.path.startswith(STAFF_PATHS):
            response["X-Request-ID"] = identifier
        return response


def note(request: HttpRequest, response: HttpResponseBase, seconds: float) -> None:
    name = route(request)
    metrics.note_request(name, str(request.method), response.status_code, seconds)
    told = {"route": name, "status": response.status_code, "ms": round(seconds * 1000)}
    logger.info("answered %s", request.method, extra={"fields": told})
