"""What became public, in the order in which it did: what a copy of the record is kept in step with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Exists, F, Func, IntegerField, Max, OuterRef, Subquery, TextField, Value
from django.http import HttpResponse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from analysis.asking.known import public_references, versions
from analysis.asking.parameters import Number, Parameter
from analysis.asking.plans import IsOneOf, Plan, Slot, Statement, compiled, rows_of
from analysis.serving import OVER_RECORDS, serve
from editorial.choices import PublicEvent
from editorial.fields import REFERENCES, REGISTRY, Field
from editorial.models import PublicLogEntry
from exchange.api import cursors, texts
from exchange.api.addresses import absolute, origin_of
from exchange.api.cursors import Cursor
from exchange.api.forms import LARGEST_LIMIT, LIMIT, AskedForm
from exchange.api.pageshapes import BASIC
from exchange.api.presenting import Presentation
from exchange.api.problems import Invalid
from exchange.api.views import PublicView

OF = "changes"
TEXT, WHOLE = {"type": "string"}, {"type": "integer"}
ENTRY = {
    "type": "object",
    "properties": {
        "seq": {**WHOLE, "description": _("Its number in the public log; gapless, and never given anew.")},
        "kind": {**TEXT, "description": _("What kind of record or reference row it is.")},
        "slug": TEXT,
        "api_url": BASIC["address"],
        "version": WHOLE,
        "event": {**TEXT, "enum": [str(each) for each in PublicEvent.values]},
        "public_from": BASIC["datetime"],
        "digest": {**TEXT, "description": _("The digest of the log up to here.")},
        "former_slug": {"type": ["string", "null"], "description": _("What it was called before, if it was renamed.")},
        "merged_into": {"type": ["string", "null"], "description": _("The record that took its place.")},
        "reason": {"type": ["string", "null"], "description": _("Why it was retracted or merged.")},
        "record": {
            "type": ["object", "null"],
            "description": _(
                "The row as lists tell it, without what other records have a part in, such as a base's status; "
                "null if retracted, merged, or overtaken by a later version."
            ),
        },
    },
}
ENTRY["required"] = list(ENTRY["properties"])
ANSWER = {
    "type": "object",
    "properties": {
        "next": {"type": ["string", "null"], "format": "uri", "description": _("More that is public by now.")},
        "since": {**TEXT, "description": _("Ask with it the next time: everything up to here has been told.")},
        "horizon": {**WHOLE, "description": _("The newest number by now; nothing will ever be put in before it.")},
        "results": {"type": "array", "items": ENTRY},
    },
    "required": ["next", "since", "horizon", "results"],
}


class Entry(NamedTuple):
    """An entry of the public log, as far as it is told."""

    seq: int
    kind: str
    slug: str
    version: int
    event: str
    public_from: str
    digest: str


class Version(NamedTuple):
    """A version that an entry speaks of: what became of it, and what is told of it if it is in force."""

    pk: int
    slug: str
    version: int
    record: int
    merged_into: str
    reason: str
    in_force: bool
    text: bytes | None


NULL = b"null"


class Found(NamedTuple):
    """What is said of an entry beside what the log says, and its row as JSON."""

    former_slug: str | None = None
    merged_into: str | None = None
    reason: str | None = None
    record: bytes = NULL


NOTHING = Found()


class InstantText(Func):
    """An instant as the API writes it; the server does so in a third of the time."""

    template = """
        replace(to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '.000000Z', 'Z')
    """.strip()
    output_field = TextField()


class ChangesForm(AskedForm):
    """What can be asked of the changes."""

    since = Parameter(help_text=_("The `since` of an earlier answer; from the beginning, if not given."))
    limit = Number(1, cap=LARGEST_LIMIT, example=LIMIT, help_text=_("Changes on a page, 100 if not given."))


class ChangesView(PublicView):
    meaning = _(
        "Versions in the order in which they became public: published, changed, merged, retracted. "
        "Nothing is skipped, and nothing is put in later before what was told. A source, publisher, force, actor or "
        "area is retracted when nothing public speaks of it any more, and is changed when something does again."
    )
    answer = ANSWER
    of_the_record = True

    def form_class(self) -> type[AskedForm]:
        return ChangesForm

    def get(self, request: Request) -> HttpResponse:
        asked = self.form_class()(request.query_params).validated()
        since = read_since(asked["since"])
        limit = asked["limit"] or LIMIT
        entries, horizon = logged(since, limit + 1)
        more, entries = len(entries) > limit, entries[:limit]
        cursor = cursors.written(Cursor([entries[-1].seq if entries else since]), OF)
        following = f"{request.path}?since={cursor}&limit={limit}"
        around = {
            "next": absolute(request, following) if more else None,
            "since": cursor,
            "horizon": horizon,
        }
        origin = origin_of(request)
        content = texts.together(told(entries, origin), "json", origin, (texts.opening(around, "results"), b",", b"]}"))
        return HttpResponse(content, content_type="application/json")


def read_since(text: str | None) -> int:
    """The number that a cursor stands for; 0 without one. Raises Invalid."""
    if not text:
        return 0
    try:
        return int(cursors.read(text, OF).position[0])
    except Invalid:
        reason = _t("Take it from an earlier answer; leave it out to begin at the beginning.")
        raise Invalid([{"name": "since", "reason": reason}]) from None
    except (IndexError, ValueError, ValidationError):
        return 0


def logged(since: int, most: int) -> tuple[list[Entry], int]:
    """At most so many entries after a number, and the newest number by now."""

    def write() -> Statement:
        newest = PublicLogEntry.objects.order_by("-seq").values("seq")[:1]
        rows = PublicLogEntry.objects.filter(seq__gt=Slot(OF, 0, IntegerField())).order_by("seq")
        rows = rows.annotate(public_from=InstantText("published_from"))
        found = compiled(rows.values_list(*Entry._fields, Subquery(newest)))
        return Statement(f"{found.sql} LIMIT %s", (*found.parameters, Slot(OF, 1, IntegerField())))

    rows = rows_of(Plan((OF, "log"), write), {(OF, 0): since, (OF, 1): most})
    horizon: int = rows[0][-1] if rows else PublicLogEntry.objects.aggregate(newest=Max("seq"))["newest"] or 0
    return [Entry(*row[:-1]) for row in rows], horizon


def told(entries: Sequence[Entry], origin: str) -> list[bytes]:
    """Each entry as JSON, with its row where that version is still what is public."""
    by_kind: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    found: dict[int, Found] = {}
    for kind, of_kind in by_kind.items():
        found |= of_records(kind, of_kind, origin) if kind in REGISTRY else of_references(kind, of_kind, origin)
    return [whole(entry, found.get(entry.seq, NOTHING), origin) for entry in entries]


def whole(entry: Entry, found: Found, origin: str) -> bytes:
    """An entry as JSON: by a template, which costs less for a hundred of them than to write each by its members."""
    former, merged, reason = (NULL if text is None else texts.as_json(text).encode() for text in found[:3])
    slug = texts.as_json(entry.slug)[1:-1]  # the code of an area may hold any sign
    address = f"{origin}{path_of(entry.kind)}/{slug}/"
    return (
        f'{{"seq":{entry.seq},"kind":"{entry.kind}","slug":"{slug}","api_url":"{address}",'
        f'"version":{entry.version},"event":"{entry.event}","public_from":"{entry.public_from}",'
        f'"digest":"{entry.digest}",'
    ).encode() + b'"former_slug":%b,"merged_into":%b,"reason":%b,"record":%b}' % (former, merged, reason, found.record)


@cache
def path_of(kind: str) -> str:
    return (REGISTRY[kind] if kind in REGISTRY else REFERENCES[kind]).path.rstrip("/")


def of_records(kind: str, entries: Sequence[Entry], origin: str) -> dict[int, Found]:
    """What the versions of these entries say, by the entry's number."""
    numbers = {(entry.slug, entry.version): entry.seq for entry in entries}
    slugs = list({slug for slug, _version in numbers})
    found = [each for each in found_versions(kind, slugs) if (each.slug, each.version) in numbers]
    former, records = former_slugs(kind, found), records_of(kind, [each for each in found if each.in_force], origin)
    return {
        numbers[each.slug, each.version]: Found(
            former.get((each.record, each.version - 1)),
            each.merged_into or None,
            each.reason or None,
            records.get(each.pk, NULL),
        )
        for each in found
    }


def found_versions(kind: str, slugs: list[str]) -> list[Version]:
    """The versions so far of records that had one of these slugs; with their text where the kind has texts."""

    def write() -> Statement:
        begun = versions(kind).begun().filter(IsOneOf(F("slug"), Slot(OF, 0, TextField())))
        in_force = Exists(versions(kind).at().filter(pk=OuterRef("pk")))
        rows = (
            texts.with_text(begun, kind, "json")
            if kind in texts.KINDS
            else begun.annotate(text=Value(None, TextField()))
        )
        columns = ("pk", "slug", "version", "record_id", "merged_into", "retraction_reason", in_force, "text")
        return compiled(rows.values_list(*columns))

    return [Version(*row) for row in rows_of(Plan((OF, kind), write), {(OF, 0): slugs})]


def records_of(kind: str, found: Sequence[Version], origin: str) -> dict[int, bytes]:
    """By their keys, versions in force as JSON: their text where the kind has texts."""
    if kind in texts.KINDS:
        lines = [(each.pk, each.text, each.slug) for each in found]
        return {line[0]: text for line, text in zip(lines, texts.written(kind, "json", lines), strict=True)}
    own = [each for each in REGISTRY[kind].fields if each.name not in OVER_RECORDS.get(kind, ())]
    view = Presentation(listed_names(own), origin, arabic=False)
    whole = list(versions(kind).filter(pk__in=[each.pk for each in found]))
    rows = zip(whole, serve(kind, whole), strict=True)
    return {each.pk: texts.as_json(view.row(row)).encode() for each, row in rows}


def former_slugs(kind: str, found: Sequence[Version]) -> dict[tuple[int, int], str]:
    """The slug of the version before each, by record and number, where it is another than the version's own."""
    now = {(each.record, each.version - 1): each.slug for each in found if each.version > 1}
    if not now:
        return {}
    earlier = versions(kind).begun().filter(record__in={record for record, _version in now})
    rows = earlier.values_list("record_id", "version", "slug")
    return {(record, version): slug for record, version, slug in rows if now.get((record, version), slug) != slug}


def of_references(kind: str, entries: Sequence[Entry], origin: str) -> dict[int, Found]:
    """The same of reference rows."""
    numbers = {(entry.slug, entry.version): entry.seq for entry in entries}
    view = Presentation(listed_names(REFERENCES[kind].fields), origin, arabic=False)
    rows = public_references(kind).filter(slug__in={slug for slug, _version in numbers})
    found = [each for each in rows if (each.slug, each.version) in numbers]
    return {
        numbers[each.slug, each.version]: Found(record=texts.as_json(view.row(each.document or {})).encode())
        for each in found
    }


def listed_names(fields: Iterable[Field]) -> tuple[str, ...]:
    return tuple(each.name for each in fields if each.in_list)
