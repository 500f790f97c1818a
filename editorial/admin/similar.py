"""Records that may be of the same event as one that is being typed: what a person is told of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from editorial.fields import REGISTRY
from editorial.intake import windows
from editorial.intake.windows import Window


@dataclass(frozen=True)
class Similar:
    """One record: its address, what it is in a line, and where it can be read."""

    key: str
    label: str
    link: str


def token(found: Iterable[Similar]) -> str:
    """What stands for having looked at all of these."""
    return ",".join(sorted(each.key for each in found))


def overlapping(window: Window, earliest: str = "date_earliest", latest: str = "date_latest") -> Q:
    """A condition on rows: their days and the window's have one in common; an open end reaches on for ever."""
    condition = Q(**{f"{earliest}__isnull": False}) | Q(**{f"{latest}__isnull": False})
    if window.latest:
        condition &= Q(**{f"{earliest}__isnull": True}) | Q(**{f"{earliest}__lte": window.latest})
    if window.earliest:
        condition &= Q(**{f"{latest}__isnull": True}) | Q(**{f"{latest}__gte": window.earliest})
    return condition


def overlap(one: Window, other: Window) -> bool:
    """Whether two windows have a day in common; none does with no window."""
    if not (one.precision and other.precision):
        return False
    first = max(one.earliest or date.min, other.earliest or date.min)
    return first <= min(one.latest or date.max, other.latest or date.max)


def days_of(row: Any, prefix: str = "date") -> str:
    """A row's window as one would type it; empty where it has none."""
    return windows.write(Window.from_columns(row, prefix))


def days_in(document: dict[str, Any], prefix: str = "date") -> str:
    """The same of a document."""
    ends = (document.get(f"{prefix}_{part}") for part in ("earliest", "latest"))
    first, last = (date.fromisoformat(end) if end else None for end in ends)
    return windows.write(Window(first, last, document.get(f"{prefix}_precision") or ""))


def public_page(kind: str, slug: str) -> str:
    """The address of a record's public page."""
    return f"{REGISTRY[kind].page}{slug}/"
