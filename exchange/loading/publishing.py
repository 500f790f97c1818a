"""Publishing what a load made public: set by set, what others stand on first."""

from collections.abc import Callable, Iterator, Sequence

from psycopg.sql import Identifier, Literal

from editorial import services
from editorial.choices import RecordKind
from editorial.clock import FOREVER
from editorial.fields import REGISTRY
from editorial.models import User
from exchange.loading.database import listed, name, rows, run, statement
from exchange.loading.files import BY_NAME, FILES, File, records
from exchange.loading.linking import ready
from exchange.loading.upserting import TOUCHED

ORDER = ("drawdowns", "bases", "presences", "handovers", "attacks", "series_attributions", "context_events")
BATCH = 20_000
"""Records published by one statement: enough to be quick, few enough for progress to be seen."""

NEWLY = Identifier("load_published")

Progress = Callable[[str, int, int], None]


def publish(by: User, why: str, progress: Progress) -> int:
    """Publish every public row that is new, was changed, or embeds what was; returns how many versions were written."""
    run("DROP TABLE IF EXISTS {newly}", newly=NEWLY)
    run("CREATE TEMP TABLE {newly} (record_id bigint PRIMARY KEY, first boolean) ON COMMIT DROP", newly=NEWLY)
    written = 0
    for file in map(BY_NAME.__getitem__, ORDER):
        for ids in _in_order(file, _waiting(file, by)):
            for start in range(0, len(ids), BATCH):
                written += _publish_batch(file, ids[start : start + BATCH], by, why)
                progress(file.shown, min(start + BATCH, len(ids)), len(ids))
    written += _publish_owners_of_parts(by, why)
    _publish_changed_references(by, why)
    return written


def _publish_batch(file: File, ids: Sequence[int], by: User, why: str) -> int:
    written = services.publish_many(RecordKind(file.kind), ids, by=by, why=why)
    run(
        "INSERT INTO {newly} SELECT record_id, max(version) = 1 FROM {published} WHERE record_id = ANY({ids}::bigint[])"
        " GROUP BY 1 ON CONFLICT DO NOTHING",
        newly=NEWLY,
        published=Identifier(REGISTRY[file.kind].published_table),
        ids=Literal(written),
    )
    return len(written)


def _publish_changed_references(by: User, why: str) -> None:
    """Reference rows that read otherwise now, carried into the public versions that embed them."""
    for file in FILES:
        if file.is_reference:
            for (slug,) in rows(
                "SELECT {key} FROM {ready} WHERE changed", key=name(file.key_columns[0]), ready=ready(file)
            ):
                services.publish_reference(file.target, slug, by=by, why=why)


def _waiting(file: File, by: User) -> list[int]:
    """The rows to publish, in the order of the file. Working copies that editors have in hand are never among them."""
    embedded = [
        statement("r.{id}", id=name(column.stored))
        for column in file.references
        if column.target in {"drawdown", "base", ""}
    ]
    found = rows(
        "SELECT r.record_ptr_id FROM {ready} r JOIN editorial_record e ON e.id = r.record_ptr_id"
        " LEFT JOIN {touched} t ON t.record_id = e.id"
        " WHERE r.working_state = 'ready' AND (r.fresh OR t.record_id IS NOT NULL OR e.edited_by_id = {account} AND ("
        " NOT EXISTS (SELECT FROM {published} p WHERE p.record_id = e.id)"
        " OR EXISTS (SELECT FROM {newly} n WHERE n.first AND n.record_id IN ({embedded})))) ORDER BY r.line",
        ready=ready(file),
        touched=TOUCHED,
        account=Literal(by.pk),
        newly=NEWLY,
        published=Identifier(REGISTRY[file.kind].published_table),
        embedded=listed(embedded or [Literal(0)]),
    )
    return [record for (record,) in found]


def _in_order(file: File, ids: list[int]) -> Iterator[list[int]]:
    """All at once; bases in rounds, the outer before what lies within: a version embeds what is public by then."""
    if file.name != "bases":
        yield ids
        return
    within = dict(rows("SELECT record_ptr_id, within_id FROM {ready}", ready=ready(file)))
    waiting = set(ids)
    while waiting:
        round_ = {pk for pk in waiting if within[pk] not in waiting} or waiting
        yield [pk for pk in ids if pk in round_]
        waiting = waiting - round_


def _publish_owners_of_parts(by: User, why: str) -> int:
    """Public records that are not in the files, and of which the files changed a part."""
    written = 0
    for file in records(FILES):
        found = rows(
            "SELECT e.id FROM {touched} t JOIN editorial_record e ON e.id = t.record_id JOIN {published} p"
            " ON p.record_id = e.id AND p.published_until = {forever} AND NOT p.retracted"
            " WHERE e.working_state = 'ready' AND NOT EXISTS (SELECT FROM {ready} r WHERE r.record_ptr_id = e.id)"
            " ORDER BY e.id",
            touched=TOUCHED,
            published=Identifier(REGISTRY[file.kind].published_table),
            forever=Literal(FOREVER),
            ready=ready(file),
        )
        if found:
            written += _publish_batch(file, [record for (record,) in found], by, why)
    return written
