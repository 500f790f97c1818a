"""How the map page writes days, places in the sequence and lists of names."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def day(iso: str | date) -> str:
    """A day in words: 25 July 2020."""
    value = iso if isinstance(iso, date) else date.fromisoformat(iso)
    return date_format(value, "j F Y")


@register.filter
def month_text(first: date) -> str:
    """The month that begins with a day, in words: July 2020."""
    return date_format(first, "F Y")


@register.filter
def ordinal_text(site: dict[str, Any]) -> str:
    """7, or 9–10 where windows overlap; empty for a site without a place in the sequence."""
    first, last = site["ordinal_min"], site["ordinal_max"]
    if first is not None and last is not None and first != last:
        return f"{first}–{last}"
    known = site["ordinal"] if site["ordinal"] is not None else first
    return "" if known is None else str(known)


@register.filter
def some_of(names: Sequence[str], most: int) -> str:
    """The names, or the first of them "and others" when there are more than `most`."""
    if len(names) > most:
        return _("%(name)s and others") % {"name": names[0]}
    return _(" and ").join(names)
