"""What a row rests on: public rows are cited, what they stand on is public, claims belong to a citation."""

from collections.abc import Iterator
from functools import cache

from django.utils.translation import gettext as _
from psycopg.sql import Identifier

from editorial.claims import COMPUTED, STORED
from editorial.fields import REGISTRY
from exchange.loading.cells import nearest
from exchange.loading.columns import Column
from exchange.loading.database import name, rows
from exchange.loading.files import BY_NAME, FILES, File, records
from exchange.loading.linking import ready
from exchange.loading.results import Problem

CLAIMS = BY_NAME["claims"]
GROUPS = {*STORED, *COMPUTED, "place"}
"""Names that a claim can speak of although no field of the record is called so."""

STANDS_ON = ("drawdown", "base")
"""References that must be public before what names them can be."""


def problems_of_evidence() -> Iterator[Problem]:
    for file in records(FILES):
        yield from _uncited(file)
        for column in file.references:
            if column.name in STANDS_ON and column.target in STANDS_ON:
                yield from _standing_on_nothing_public(file, column)
    yield from _claims_without_citation()
    yield from _claims_of_two_citations()
    yield from _claims_of_no_field()


def _uncited(file: File) -> Iterator[Problem]:
    for line, slug in rows(
        "SELECT line, slug FROM {ready} r WHERE working_state = 'ready'"
        " AND NOT EXISTS (SELECT FROM load_citation c WHERE c.record_id = r.record_ptr_id) ORDER BY line",
        ready=ready(file),
    ):
        said = {"record": f"{file.kind}:{slug}"}
        yield Problem(
            file.shown, line, "slug", _("a public row needs a source: citations.csv has none for %(record)s") % said
        )


def _standing_on_nothing_public(file: File, column: Column) -> Iterator[Problem]:
    target = next(each for each in records(FILES) if each.target == column.target)
    for line, slug in rows(
        "SELECT r.line, r.{cell} FROM {ready} r WHERE r.working_state = 'ready' AND r.{id} IS NOT NULL"
        " AND NOT EXISTS (SELECT FROM {target} t WHERE t.record_ptr_id = r.{id}"
        " AND (t.working_state = 'ready' OR 'working_state' = ANY(t.bad)))"
        " AND NOT EXISTS (SELECT FROM {published} p WHERE p.record_id = r.{id} AND NOT p.retracted"
        " AND p.published_from <= now() AND p.published_until > now()) ORDER BY r.line",
        ready=ready(file),
        target=ready(target),
        cell=name(column.staged),
        id=name(column.stored),
        published=Identifier(REGISTRY[target.kind].published_table),
    ):
        yield Problem(
            file.shown, line, column.name, _("a public row cannot stand on “%s”, which is not public") % slug, slug
        )


def _claims_without_citation() -> Iterator[Problem]:
    for line, record, source in rows(
        "SELECT line, record, source FROM {ready} WHERE record_id IS NOT NULL AND source_id IS NOT NULL"
        " AND citation_id IS NULL ORDER BY line",
        ready=ready(CLAIMS),
    ):
        said = {"record": record, "source": source}
        yield Problem(
            CLAIMS.shown, line, "source", _("citations.csv does not cite %(source)s for %(record)s") % said, source
        )


def _claims_of_two_citations() -> Iterator[Problem]:
    for line, source in rows(
        "SELECT line, min(source) FROM {ready} GROUP BY line HAVING count(*) > 1 ORDER BY line", ready=ready(CLAIMS)
    ):
        yield Problem(
            CLAIMS.shown,
            line,
            "source",
            _("the record cites “%s” twice: whose claim it is cannot be told") % source,
            source,
        )


def _claims_of_no_field() -> Iterator[Problem]:
    for kind, field, lines in rows(
        "SELECT split_part(record, ':', 1), field, array_agg(line) FROM {ready}"
        " WHERE record_id IS NOT NULL AND field IS NOT NULL GROUP BY 1, 2",
        ready=ready(CLAIMS),
    ):
        known = claimable(kind)
        if field not in known:
            reason = _("a record of kind %(kind)s has no field “%(field)s”.") % {"kind": kind, "field": field}
            for line in lines:
                yield Problem(CLAIMS.shown, line, "field", reason + nearest(field, known), field)


@cache
def claimable(kind: str) -> set[str]:
    """What a claim on this kind of record can speak of."""
    fields = set(REGISTRY[kind].names())
    return fields | {group for group in GROUPS if _speaks_of(group, fields)}


def _speaks_of(group: str, fields: set[str]) -> bool:
    if group not in STORED:
        return True
    try:
        STORED[group](dict.fromkeys(fields))
    except KeyError:
        return False
    return True
