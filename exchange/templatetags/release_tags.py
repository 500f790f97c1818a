"""Releases on pages: the doors for people import nothing of this one, so they ask by tag."""

from __future__ import annotations

from django import template

from exchange.models import Release, ReleaseQuerySet

register = template.Library()
SHOWN = 10


@register.simple_tag
def newest_releases() -> ReleaseQuerySet:
    """The newest releases, those that were withdrawn among them."""
    return Release.objects.newest_first()[:SHOWN]


@register.simple_tag
def newest_release() -> str:
    """The name of the newest release that can be had; empty where there is none."""
    return Release.objects.published().newest_first().values_list("slug", flat=True).first() or ""
