"""Where the pages lead: the address of a record, of another page of a list, of the same in the API."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from analysis.timeline import Entry
from analysis.titles import local, title_of
from dashboard import words
from dashboard.citing import Support
from dashboard.corrections import Correction
from dashboard.finding import DETAIL_PAGES
from editorial.choices import RecordKind
from editorial.fields import REGISTRY

register = template.Library()

Row = dict[str, Any]


@register.simple_tag
def page_of(entry: Entry) -> str:
    """The page of a timeline entry's record; a presence's is its base's, a turning point's is the timeline."""
    return address_of(entry.record["type"], entry.document)


@register.filter
def map_query(row: Row) -> str:
    """The map's address of a record: the day of it, and what is to be shown."""
    on = row.get("date_latest") or ""
    kind = "base" if "attack_count" in row else "site" if "counted" in row else "attack"
    return urlencode({name: value for name, value in (("on", on), (kind, row["slug"])) if value})


@register.simple_tag
def with_page(request: HttpRequest, number: int) -> str:
    """The address of another page of the same list."""
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def attacks_csv(base: Row) -> str:
    """The API's address of the attacks on a base, as CSV; empty where there are none."""
    query = urlencode({"base": base["slug"], "format": "csv"})
    return f"{REGISTRY[RecordKind.ATTACK].path}?{query}" if base["attack_count"] else ""


@register.simple_tag
def without_position(request: HttpRequest) -> str:
    """The address of the first page of the same timeline."""
    query = request.GET.copy()
    query.pop("after", None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.simple_tag
def support_link(support: Support) -> SafeString:
    """A record that a source supports, with the link to its page."""
    return linked(title_of(support.kind, support.row), address_of(support.kind, support.row))


@register.simple_tag
def correction_link(correction: Correction) -> SafeString:
    """A record that was changed, with the link to its page."""
    row = {"slug": correction.step.version.slug, **(correction.step.version.document or {})}
    return linked(correction.title, address_of(correction.kind, row))


@register.simple_tag
def found_link(kind: str, row: Row) -> SafeString:
    """Something that a search found, with its day, and the link to its page."""
    if kind == "source":
        address = reverse("dashboard:source-detail", args=[row["id"]])
        return format_html("{}: {}", local(row["publisher"]), linked(row["title"], address))
    link = linked(title_of(kind, row), address_of(kind, row))
    return format_html("{}, {}", link, words.window_in_words(row)) if row.get("date_precision") else link


def linked(text: str, address: str) -> SafeString:
    """A text that leads to an address, if there is one."""
    return format_html('<a href="{}">{}</a>', address, text) if address else format_html("{}", text)


def address_of(kind: str, row: Row) -> str:
    """The page on which a record of any kind is read."""
    if kind in DETAIL_PAGES:
        return reverse(DETAIL_PAGES[RecordKind(kind)], args=[row["slug"]])
    if kind == RecordKind.PRESENCE and row.get("base"):
        return reverse("dashboard:base-detail", args=[row["base"]["slug"]])
    if kind == RecordKind.DRAWDOWN:
        return f"{reverse('dashboard:handover-list')}#{row['slug']}"
    if kind == RecordKind.CONTEXT_EVENT:
        return f"{reverse('dashboard:timeline')}?kind=context_event#{row['slug']}"
    return f"{reverse('dashboard:about')}#{row['slug']}" if kind == RecordKind.SERIES_ATTRIBUTION else ""
