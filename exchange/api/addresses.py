"""Addresses as answers give them: absolute, from the site's public origin."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request


def origin_of(request: HttpRequest | Request) -> str:
    """Scheme and host without a closing slash: the setting's, else those that the request came to."""
    return (settings.SITE_URL or f"{request.scheme}://{request.get_host()}").rstrip("/")


def absolute(request: HttpRequest | Request, path: str) -> str:
    return origin_of(request) + path
