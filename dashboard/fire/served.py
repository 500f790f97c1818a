"""What the served map page says of attacks: their table and their months, for readers without the script."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from analysis.asking.question import FireFilters
from analysis.bars import Bar, bars
from analysis.serving import serve
from dashboard.marked import made_once
from editorial.choices import RecordKind

Row = dict[str, Any]
ROWS_ON_A_PAGE = 100


@dataclass(frozen=True)
class Month:
    """Attacks that certainly were in a month, and others that may have been; `first` is its first day."""

    first: date
    certain: int
    possible: int


@dataclass(frozen=True)
class Fire:
    """The attacks of a question: a page of their table, their months, and the question to the API."""

    page: Page[Any]
    rows: list[Row]
    months: list[Month]
    query: str


def served_html(request: HttpRequest, asked: FireFilters) -> SafeString:
    """The part of the page that tells the attacks, made once for each address and state of the record."""

    def write() -> str:
        told = {"fire": served(asked, request.GET.get("page")), "request": request}
        return render_to_string("dashboard/_fire_served.html", told)

    return mark_safe(made_once(write, "served", request.get_full_path()))  # noqa: S308  # what the template wrote


def served(asked: FireFilters, page: str | None) -> Fire:
    """The attacks of a question, and one page of them."""
    shown = Paginator(asked.order.sorted(asked.qs), ROWS_ON_A_PAGE).get_page(page)
    rows = serve(RecordKind.ATTACK, list(shown.object_list))
    return Fire(shown, rows, months(asked), asked.query())


def months(asked: FireFilters) -> list[Month]:
    """The months in which attacks were or may have been, all weapons together, newest first."""
    found: dict[date, Bar] = defaultdict(Bar)
    for (first, _weapon), bar in bars(asked.qs, "month").found.items():
        found[first].certain += bar.certain
        found[first].possible += bar.possible
    return [Month(first, found[first].certain, found[first].possible) for first in sorted(found, reverse=True)]
