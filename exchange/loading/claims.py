"""Accepted claims against the rows they speak of, before anything is written."""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from psycopg.sql import Literal

from editorial.claims import unfounded_claims
from editorial.publishing import as_object, working_documents
from exchange.loading.columns import Column
from exchange.loading.database import rows
from exchange.loading.evidence import claimable
from exchange.loading.files import BY_NAME, FILES, File, records
from exchange.loading.linking import ready
from exchange.loading.results import Problem

CLAIMS = BY_NAME["claims"]

Accepted = dict[int, list[tuple[int, dict[str, Any]]]]
"""Accepted claims by the record's id, each with its line, or 0 where it is stored and not in the file."""


def problems_of_claims() -> Iterator[Problem]:
    """Accepted claims whose value is not what their record would store."""
    for file in records(FILES):
        accepted = _accepted(file)
        for record, slug, line, document in _documents(file, list(accepted)):
            yield from _unfounded(file, line, slug, document, accepted.pop(record, []))
        if accepted:
            yield from _unfounded_elsewhere(file, accepted)


def _accepted(file: File) -> Accepted:
    """Those in the file that are new or changed or whose record is, and those stored whose record changes."""
    found: Accepted = defaultdict(list)
    for record, line, field, value in rows(
        "SELECT k.record_id, k.line, k.field, k.value::text"
        " FROM {claims} k LEFT JOIN {ready} r ON r.record_ptr_id = k.record_id"
        " WHERE split_part(k.record, ':', 1) = {kind} AND k.record_id IS NOT NULL AND k.status = 'accepted'"
        " AND NOT k.bad && ARRAY['value', 'field'] AND coalesce(cardinality(r.bad), 0) = 0"
        " AND (k.fresh OR k.changed OR r.changed)"
        " UNION ALL SELECT c.record_id, 0, k.field, k.value::text FROM editorial_claim k JOIN editorial_citation c"
        " ON c.id = k.citation_id JOIN {ready} r ON r.record_ptr_id = c.record_id AND r.changed"
        " WHERE k.status = 'accepted' AND NOT EXISTS (SELECT FROM {claims} n WHERE n.id = k.id)",
        claims=ready(CLAIMS),
        ready=ready(file),
        kind=Literal(file.kind),
    ):
        found[record].append((line, {"field": field, "value": json.loads(value), "status": "accepted"}))
    return found


def _documents(file: File, ids: list[int]) -> Iterator[tuple[int, str, int, dict[str, Any]]]:
    for record, slug, line, row in rows(
        "SELECT record_ptr_id, slug, line, to_jsonb(r) FROM {ready} r WHERE record_ptr_id = ANY({ids}::bigint[])",
        ready=ready(file),
        ids=Literal(ids),
    ):
        yield record, slug, line, document_of(file, as_object(row))


def document_of(file: File, row: dict[str, Any]) -> dict[str, Any]:
    """A staged row in the shape of the public document, as far as claims can speak of it."""
    document: dict[str, Any] = {
        column.name: _member(column, row[column.staged]) for column in file.columns if column.name != "state"
    }
    if "launch_area" in document:
        document["launch_area"] = {"text": row["launch_area_text"], "area": document["launch_area"]}
    if document.get("time_local"):
        document["time_local"] = document["time_local"][:5]
    return document


def _member(column: Column, cell: object) -> object:
    if column.is_list_of_references:
        return [{"slug": slug} for slug in cell] if isinstance(cell, list) else []
    if column.is_reference:
        return cell and {"code" if column.target == "area" else "slug": cell}
    return cell


def _unfounded(
    file: File, line: int, slug: str, document: dict[str, Any], claims: list[tuple[int, dict[str, Any]]]
) -> Iterator[Problem]:
    known = claimable(file.kind)
    for claim_line, claim in claims:
        if claim["field"] not in known:
            continue
        for said in unfounded_claims({**document, "citations": [{"claims": [claim]}]}):
            if claim_line:
                yield Problem(CLAIMS.shown, claim_line, "value", said, str(claim["value"]))
            else:
                yield Problem(file.shown, line, claim["field"], _("a claim in the record stands against it: %s") % said)


def _unfounded_elsewhere(file: File, accepted: Accepted) -> Iterator[Problem]:
    """Claims on records that are stored and not in the files."""
    for record, document in working_documents(file.kind, list(accepted)).items():
        yield from _unfounded(file, 0, "", document, accepted[record])
