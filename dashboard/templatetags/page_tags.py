"""How the pages write names, windows, counts, codes and places in the sequence."""

from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from analysis.dates import as_day, day_in_words, in_words
from analysis.timeline import Entry
from analysis.titles import handover_title, local, munitions_in_words, title_of
from dashboard import words
from dashboard.labels import field_label
from handovers.choices import MilestoneKind

register = template.Library()

Row = dict[str, Any]

LOOKS = {
    "handover": "handover",
    "milestone": "milestone",
    "attack": "attack",
    "presence_start": "presence",
    "presence_end": "presence",
}


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
    return words.listed(text[:1].lower() + text[1:] for text in map(field_label, fields))


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


@register.filter
def number_in(source_id: str | None, citations: list[Row]) -> int | str:
    """The number that a source has in a record's list of sources."""
    ids = [citation["source"]["id"] for citation in citations or []]
    return ids.index(source_id) + 1 if source_id in ids else ""


@register.filter
def day_of(value: date | datetime | None) -> str:
    """A day, or the day of an instant in UTC, in words."""
    return day_in_words(value) if value else ""


@register.filter
def instant(value: datetime) -> str:
    """An instant with its zone: "25 July 2020, 14:05 UTC"."""
    moment = value.astimezone(UTC)
    return _("%(day)s, %(time)s UTC") % {"day": day_in_words(moment), "time": f"{moment:%H:%M}"}


@register.filter
def month(text: str) -> str:
    """The month of a document's day."""
    return date_format(date.fromisoformat(text), "F Y")


@register.filter
def names(embedded: list[Row] | None) -> str:
    """Names of embedded objects, in a sentence."""
    return words.names_of(embedded)


@register.filter
def name_text(embedded: Row | None) -> str:
    """A name, inside a sentence."""
    return local(embedded)


@register.filter
def site_of(address: str) -> str:
    """The host that an address leads to, as readers know it."""
    return urlsplit(address).hostname or address


@register.filter
def look(kind: str) -> str:
    """The look of a timeline entry."""
    return LOOKS.get(kind, "other")


@register.filter
def entry_window(entry: Entry) -> str:
    """The window of a timeline entry in words."""
    return in_words(entry.date_earliest, entry.date_latest, entry.date_precision)


@register.filter
def milestone_kind(entry: Entry) -> str:
    """What kind of step a milestone is."""
    steps = entry.document["milestones"]
    found = next((step for step in steps if local(step, "title") == entry.title), None)
    return words.code_in_words(found["kind"], MilestoneKind) if found else ""


@register.simple_tag
def entry_title(entry: Entry) -> SafeString | str:
    """The title of a timeline entry."""
    return entry.title


@register.simple_tag
def site_title(row: Row) -> str:
    """The title of a handover as a heading: the site and its base."""
    return handover_title(row)


@register.filter
def reported_places(row: Row) -> str:
    """The places that sources give a handover, each with how many sources give it."""
    places = Counter(each["value"] for each in row["reported_ordinals"])
    given = (
        ngettext("%(place)s (%(count)d source)", "%(place)s (%(count)d sources)", count)
        % {"place": place, "count": count}
        for place, count in sorted(places.items(), key=lambda item: -item[1])
    )
    return ", ".join(given)


@register.filter
def munitions(row: Row) -> str:
    """How many munitions of which kind."""
    return munitions_in_words(row)


@register.filter
def language(code: str | None) -> str:
    """The name of a language in the reader's; its code where Django knows no name of it."""
    try:
        return str(get_language_info(code or "")["name_translated"])
    except KeyError:
        return code or ""


@register.filter
def at(values: dict[str, int], key: str) -> int:
    """A count by its key; none is 0."""
    return values.get(key, 0)


@register.filter
def claimed(claim: Row) -> str:
    """The value of a claim in words."""
    return words.claim_in_words(claim["field"], claim["value"])
