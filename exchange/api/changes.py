"""What became public, in the order in which it did: what a copy of the record is kept in step with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from analysis.asking.known import public_references, versions
from analysis.asking.parameters import Number, Parameter
from analysis.serving import OVER_RECORDS, serve
from editorial.choices import PublicEvent
from editorial.fields import REFERENCES, REGISTRY, Field
from editorial.models import PublicLogEntry, Published
from exchange.api import cursors
from exchange.api.addresses import absolute, origin_of
from exchange.api.cursors import Cursor
from exchange.api.forms import LARGEST_LIMIT, LIMIT, AskedForm
from exchange.api.pageshapes import BASIC
from exchange.api.presenting import Presentation, Row
from exchange.api.problems import Invalid, instant
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


class ChangesForm(AskedForm):
    """What can be asked of the changes."""

    since = Parameter(help_text=_("The `since` of an earlier answer; from the beginning, if not given."))
    limit = Number(1, cap=LARGEST_LIMIT, example=LIMIT, help_text=_("Changes on a page, 100 if not given."))


class ChangesView(PublicView):
    meaning = _(
        "Versions in the order in which they became public: published, changed, merged, retracted. "
        "Nothing is skipped, and nothing is put in later before what was told."
    )
    answer = ANSWER
    of_the_record = True

    def form_class(self) -> type[AskedForm]:
        return ChangesForm

    def get(self, request: Request) -> Response:
        asked = self.form_class()(request.query_params).validated()
        since = read_since(asked["since"])
        limit = asked["limit"] or LIMIT
        entries = list(PublicLogEntry.objects.filter(seq__gt=since).order_by("seq")[: limit + 1])
        more, entries = len(entries) > limit, entries[:limit]
        horizon = PublicLogEntry.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        cursor = cursors.written(Cursor([entries[-1].seq if entries else since]), OF)
        following = f"{request.path}?since={cursor}&limit={limit}"
        return Response(
            {
                "next": absolute(request, following) if more else None,
                "since": cursor,
                "horizon": horizon,
                "results": told(entries, origin_of(request)),
            }
        )


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


def told(entries: Sequence[PublicLogEntry], origin: str) -> list[Row]:
    """Each entry with its row, where that version is still what is public."""
    by_kind: dict[str, list[PublicLogEntry]] = defaultdict(list)
    for entry in entries:
        by_kind[entry.kind].append(entry)
    rows: dict[int, Row] = {}
    for kind, found in by_kind.items():
        rows |= of_records(kind, found, origin) if kind in REGISTRY else of_references(kind, found, origin)
    return [common(entry, origin) | rows.get(entry.seq, {}) for entry in entries]


def common(entry: PublicLogEntry, origin: str) -> Row:
    path = (REGISTRY[entry.kind] if entry.kind in REGISTRY else REFERENCES[entry.kind]).path
    return {
        "seq": entry.seq,
        "kind": entry.kind,
        "slug": entry.slug,
        "api_url": f"{origin}{path.rstrip('/')}/{entry.slug}/",
        "version": entry.version,
        "event": entry.event,
        "public_from": instant(entry.published_from),
        "digest": entry.digest,
        "former_slug": None,
        "merged_into": None,
        "reason": None,
        "record": None,
    }


def any_of(entries: Iterable[PublicLogEntry]) -> Q:
    """A condition that the versions of these entries meet."""
    wanted = Q(pk__in=[])
    for entry in entries:
        wanted |= Q(slug=entry.slug, version=entry.version)
    return wanted


def of_records(kind: str, entries: Sequence[PublicLogEntry], origin: str) -> dict[int, Row]:
    """What the versions of these entries say, by the entry's number."""
    numbers = {(entry.slug, entry.version): entry.seq for entry in entries}
    found = list(versions(kind).begun().filter(any_of(entries)))
    former = former_slugs(kind, found)
    current = set(versions(kind).at().filter(pk__in=[each.pk for each in found]).values_list("pk", flat=True))
    own = [each for each in REGISTRY[kind].fields if each.name not in OVER_RECORDS.get(kind, ())]
    view = Presentation(listed_names(own), origin, arabic=False)
    served = {row["slug"]: view.row(row) for row in serve(kind, [each for each in found if each.pk in current])}
    return {
        numbers[each.slug, each.version]: {
            "former_slug": former.get((each.record_id, each.version - 1)),
            "merged_into": each.merged_into or None,
            "reason": each.retraction_reason or None,
            "record": served.get(each.slug) if each.pk in current else None,
        }
        for each in found
    }


def former_slugs(kind: str, found: Sequence[Published]) -> dict[tuple[int, int], str]:
    """The slug of the version before each, by record and number, where it is another than the version's own."""
    wanted, now = Q(pk__in=[]), {(each.record_id, each.version - 1): each.slug for each in found}
    for record, version in now:
        wanted |= Q(record=record, version=version)
    rows = versions(kind).begun().filter(wanted).values_list("record_id", "version", "slug")
    return {(record, version): slug for record, version, slug in rows if slug != now[record, version]}


def of_references(kind: str, entries: Sequence[PublicLogEntry], origin: str) -> dict[int, Row]:
    """The same of reference rows."""
    numbers = {(entry.slug, entry.version): entry.seq for entry in entries}
    view = Presentation(listed_names(REFERENCES[kind].fields), origin, arabic=False)
    rows = public_references(kind).filter(any_of(entries))
    return {numbers[each.slug, each.version]: {"record": view.row(each.document or {})} for each in rows}


def listed_names(fields: Iterable[Field]) -> tuple[str, ...]:
    return tuple(each.name for each in fields if each.in_list)
