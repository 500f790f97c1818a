"""`/healthz` and `/readyz`: answered before anything else is met, in constant words, and within two seconds."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from config.operations import metrics
from config.operations.readiness import parts
from config.operations.watch import watch

logger = logging.getLogger(__name__)
TEXT = "text/plain; charset=utf-8"


class HealthMiddleware:
    """Outermost: asked over plain HTTP by whatever name, by what runs the process."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        watch.ensure_started()
        metrics.ensure_served()
        if request.path == "/healthz":
            return answer("ok\n")
        if request.path == "/readyz":
            return ready()
        return self.get_response(request)


def ready() -> HttpResponse:
    """200 if every part is well, else 503; a line for each part."""
    found = parts()
    well = all(found.values())
    if not well:
        logger.warning("not ready: %s", ", ".join(name for name, each in found.items() if not each))
    lines = [f"{name} {'ok' if each else 'red'}\n" for name, each in found.items()]
    return answer("".join(["ready\n" if well else "not ready\n", *lines]), 200 if well else 503)


def answer(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, status=status, content_type=TEXT, headers={"Cache-Control": "no-store"})
