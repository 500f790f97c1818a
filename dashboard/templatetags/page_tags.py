"""How the pages write names, windows, counts, codes and places in the sequence."""

from datetime import date, datetime
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from analysis.dates import as_day, day_in_words
from analysis.titles import local, title_of
from dashboard import words
from dashboard.finding import DETAIL_PAGES
from dashboard.labels import field_label
from editorial.choices import RecordKind

register = template.Library()

Row = dict[str, Any]


@register.simple_tag
def name(embedded: Row | None, field: str = "name") -> SafeString | str:
    """A name in the reader's language; marked as English where the reader reads Arabic and there is only that."""
    text = local(embedded, field)
    if get_language() == "ar" and embedded and not embedded.get(f"{field}_ar"):
        return format_html('<bdi lang="en">{}</bdi>', text)
    return text


@register.simple_tag
def title(kind: str, row: Row) -> str:
    """The title of a record of this kind."""
    return title_of(kind, row)


@register.filter
def window(row: Row, prefix: str = "date") -> str:
    """A window in words: "25 July 2020"."""
    return words.window_in_words(row, prefix)


@register.filter
def day(text: str | None) -> str:
    """A document's day in words."""
    found = as_day(text)
    return day_in_words(found) if found else ""


@register.filter
def count_of(row: Row, name: str) -> str:
    """A count's range: "4", "at least 3", "none", "not reported"."""
    return words.range_of(row, name)


@register.filter
def code(value: str | None, vocabulary: str) -> str:
    """A code in words."""
    return words.code_in_words(value, words.VOCABULARIES[vocabulary])


@register.filter
def codes(values: list[str], vocabulary: str) -> str:
    """Codes in words, in a sentence."""
    return words.listed(words.code_in_words(each, words.VOCABULARIES[vocabulary]) for each in values)


@register.filter
def label(field: str) -> str:
    """What a field is called."""
    return field_label(field)


@register.filter
def labels(fields: list[str]) -> str:
    """What fields are called, in a sentence."""
    return words.listed(field_label(field) for field in fields)


@register.filter
def distance(metres: int | None) -> str:
    """A radius in words."""
    return words.distance_in_words(metres)


@register.filter
def known(value: object) -> SafeString | str:
    """A text as it stands; "not reported" where there is none."""
    return (
        format_html("{}", value)
        if value not in (None, "")
        else format_html('<i class="silent">{}</i>', _("not reported"))
    )


@register.simple_tag
def disc(row: Row, size: str = "") -> SafeString | str:
    """The place in the sequence as a numbered disc, a span where windows overlap; nothing where there is none."""
    if row.get("ordinal") is None:
        return ""
    text = span_of(row)
    heard = _("site %(place)s in the sequence") % {"place": text}
    return format_html(
        '<span class="disc{}"><span aria-hidden="true">{}</span><span class="visually-hidden">{}</span></span>',
        f" disc--{size}" if size else "",
        text,
        heard,
    )


@register.filter
def span_of(row: Row) -> str:
    """7, or 9–10 where windows overlap."""
    least, most = row["ordinal_min"], row["ordinal_max"]
    return str(row["ordinal"]) if least == most else f"{least}–{most}"


@register.simple_tag
def page_of(record: Row) -> str:
    """The page of a timeline entry's record; a presence's is its base's, a turning point's is the timeline."""
    kind, slug = record["type"], record["slug"]
    if kind == RecordKind.CONTEXT_EVENT:
        return f"{reverse('dashboard:timeline')}#{slug}"
    return reverse(DETAIL_PAGES[kind], args=[slug]) if kind in DETAIL_PAGES else ""


@register.filter
def number_in(source_id: str | None, citations: list[Row]) -> int | str:
    """The number that a source has in a record's list of sources."""
    ids = [citation["source"]["id"] for citation in citations or []]
    return ids.index(source_id) + 1 if source_id in ids else ""


@register.filter
def day_of(value: date | datetime | None) -> str:
    """A day, or the day of an instant in UTC, in words."""
    return day_in_words(value) if value else ""
