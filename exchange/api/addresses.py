"""Addresses as answers give them: absolute, from the site's public origin."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def origin_of(request: HttpRequest | Request) -> str:
    """Scheme and host without a closing slash: the setting's, else those that the request came to."""
    asked = request._request if isinstance(request, Request) else request  # noqa: SLF001
    known: str | None = getattr(asked, "_origin", None)
    if known is None:
        # Asked for several times of each request; to make sure of the host costs as much as to read a form.
        known = (settings.SITE_URL or f"{request.scheme}://{request.get_host()}").rstrip("/")
        asked._origin = known  # type: ignore[attr-defined]  # noqa: SLF001
    return known


def absolute(request: HttpRequest | Request, path: str) -> str:
    return origin_of(request) + path
