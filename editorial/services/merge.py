"""Merging a record that was recorded twice into the one that stays, and undoing it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.utils.translation import gettext as _

from editorial import staff_log
from editorial.choices import ClaimStatus, RecordKind, Retraction, WorkingState
from editorial.claims import agrees
from editorial.clock import FOREVER
from editorial.fields import api_url
from editorial.models import Change, Citation, Claim, PublishedUse, Record, Redirect, User
from editorial.models.published import Versioned
from editorial.publishing import published_model, working_documents
from editorial.references import end_references_left
from editorial.services.bringback import Step, model_of, walk
from editorial.services.corrections import show_answers
from editorial.services.publish import publish_many
from editorial.services.retract import end_with_tombstone, refuse_if_used
from editorial.services.save import changed
from editorial.standing import has_edits

STAYING = {"redirect", "note", "correctionrequest", "editing"}
"""What stays with a record whatever becomes of it, or has a way of its own."""

BOOKKEPT = {"revision", "edited_by_id", "edited_at"}
"""Columns that an undoing moves on instead of back."""


@dataclass
class Plan:
    """What a merge does: parts that move, parts that the other has already, records that will point to the other, and
    public records that speak of it, by kind and key.

    `obstacles` says what stands in the way, a line each.
    """

    moves: list[Model] = field(default_factory=list)
    stays: list[Model] = field(default_factory=list)
    pointing: list[tuple[Record, str]] = field(default_factory=list)
    speaking: set[tuple[str, int]] = field(default_factory=set)
    obstacles: list[str] = field(default_factory=list)


def plan(duplicate: Record, into: Record) -> Plan:
    """Look, and change nothing."""
    found = Plan(obstacles=[*_obstacles(duplicate, into)])
    if found.obstacles:
        return found
    for part, attribute in _parts(duplicate):
        keys = getattr(part, "MERGED_UNLESS_SAME", None)
        moves = keys is not None and not _has_same(part, attribute, into, keys)
        (found.moves if moves else found.stays).append(part)
    found.pointing = [*_pointing(duplicate)]
    uses = PublishedUse.objects.filter(api_url=api_url(duplicate.kind, duplicate.slug), published_until=FOREVER)
    found.speaking = set(uses.exclude(record_id=duplicate.pk).values_list("kind", "record_id"))
    found.obstacles = [
        _("“%s” has edits that are not public, and would change with it: publish them or bring the record back first.")
        % record.slug
        for record in _concerned(found, duplicate)
        if has_edits(record)
    ]
    return found


def _concerned(found: Plan, duplicate: Record) -> QuerySet[Record]:
    """Records whose public text changes with the merge, but for the one that stays."""
    pointing = {record.pk for record, _attribute in found.pointing}
    speaking = {pk for _kind, pk in found.speaking}
    return Record.objects.filter(pk__in={duplicate.pk, *pointing, *speaking}).order_by("slug")


def _obstacles(duplicate: Record, into: Record) -> Iterator[str]:
    if duplicate.kind != into.kind or duplicate.pk == into.pk:
        yield _("Merge two records of one kind.")
        return
    if not _is_public(into):
        yield _("The record that stays is not public.")
    if not _is_public(duplicate):
        yield _("Nothing of it is public.")


def _is_public(record: Record) -> bool:
    versions = published_model(record.kind)._default_manager.at()  # type: ignore[attr-defined]
    return bool(versions.filter(record=record.pk).exists())


def words(part: Model) -> str:
    """A part, and what it is, in a line."""
    return f"{part._meta.verbose_name}: {part}"


@transaction.atomic
def merge(duplicate: Record, *, into: Record, by: User, why: str, reason: str) -> None:
    """End a duplicate's public version with a tombstone that leads to the record that stays, and move what it has.

    Citations, names and other parts move unless the one that stays has the same; records that point to the duplicate
    point to the other, and those that are public are published so, as is the one that stays unless it has edits of its
    own that are not public. Old addresses lead to it. Refuses (ValidationError) what `plan` says stands in the way, and
    anything else that would leave a public record speaking of the duplicate.
    """
    found = plan(duplicate, into)
    if found.obstacles:
        raise ValidationError([ValidationError(line, code="obstacle") for line in found.obstacles])
    staff_log.sign(by, why)
    is_clean = not has_edits(Record.objects.get(pk=into.pk))
    _move(found, duplicate, into)
    _point(found, into, by, why)
    refuse_if_used(duplicate)
    end_with_tombstone(duplicate, Retraction.MERGED, reason, into.slug)
    Record.objects.filter(pk=duplicate.pk).update(working_state=WorkingState.DRAFT, published_revision=None)
    Redirect.objects.filter(record=duplicate.pk).update(record=into.pk)
    Redirect.objects.get_or_create(kind=duplicate.kind, slug=duplicate.slug, defaults={"record": Record(pk=into.pk)})
    if found.moves:
        changed(into, by)
        if is_clean:
            publish_many(RecordKind(into.kind), [into.pk], by=by, why=why)
    end_references_left(duplicate.kind, [duplicate.pk])
    show_answers(duplicate)


def _parts(record: Record) -> Iterator[tuple[Model, str]]:
    """What belongs to the record alone, with the name of the column that says so; the staff's notes stay with it."""
    for owner, attribute in _relations(record):
        if issubclass(owner, Record) or owner._meta.model_name in STAYING:
            continue
        yield from (
            (part, attribute) for part in owner._default_manager.filter(**{attribute: record.pk}).order_by("pk")
        )


def _pointing(record: Record) -> Iterator[tuple[Record, str]]:
    """Other records that point to this one, with the name of the column."""
    for owner, attribute in _relations(record):
        if issubclass(owner, Record):
            yield from (
                (row, attribute) for row in owner._default_manager.filter(**{attribute: record.pk}).order_by("pk")
            )


def _relations(record: Record) -> Iterator[tuple[type[Model], str]]:
    own = next(model for model in Record.__subclasses__() if record.kind == model.KIND)
    for model in (Record, own):
        for relation in model._meta.related_objects:
            owner = relation.related_model
            if relation.parent_link or relation.model is not model or not isinstance(owner, type):
                continue
            if not issubclass(owner, Versioned):
                yield owner, relation.field.attname


def _has_same(part: Model, attribute: str, into: Record, keys: tuple[str, ...]) -> bool:
    same = {name: getattr(part, name) for name in keys if name != attribute}
    return bool(type(part)._default_manager.filter(**same, **{attribute: into.pk}).exists())


def _move(found: Plan, duplicate: Record, into: Record) -> None:
    moved = [part.pk for part in found.moves if isinstance(part, Citation)]
    columns = dict(_parts(duplicate))
    for part in found.moves:
        type(part)._default_manager.filter(pk=part.pk).update(**{columns[part]: into.pk})
    for part in found.stays:
        # What only joins the duplicate to another record says there what is said of the one that stays.
        if _joins(part, columns[part]):
            type(part)._default_manager.filter(pk=part.pk).delete()
    document = working_documents(into.kind, [into.pk])[into.pk]
    note = _("Said of “%s”, which was merged into this.") % duplicate.slug
    for claim in Claim.objects.filter(citation__in=moved, status=ClaimStatus.ACCEPTED):
        if not agrees(document, {"field": claim.field, "value": claim.value}):
            Claim.objects.filter(pk=claim.pk).update(status=ClaimStatus.CONFLICT, note=claim.note or note)


def _joins(part: Model, attribute: str) -> bool:
    others = [each for each in part._meta.local_fields if isinstance(each, ForeignKey) and each.attname != attribute]
    return any(isinstance(each.related_model, type) and issubclass(each.related_model, Record) for each in others)


def _point(found: Plan, into: Record, by: User, why: str) -> None:
    """Let other records point to the one that stays; those that are public become so in the same instant."""
    for record, attribute in found.pointing:
        try:
            with transaction.atomic():
                type(record)._default_manager.filter(pk=record.pk).update(**{attribute: into.pk})
        except IntegrityError as error:
            told = _("“%s” cannot point to the record that stays beside what it has.") % record.slug
            raise ValidationError(told, code="fit") from error
    speaking = {pk for _kind, pk in found.speaking}
    for record in Record.objects.filter(pk__in={each.pk for each, _attribute in found.pointing} | speaking):
        changed(record, by)
    publish_all(Record.objects.filter(pk__in=speaking), by, why)


def publish_all(records: QuerySet[Record], by: User, why: str, first: str = "") -> None:
    """Publish the working copies of records of several kinds; those of the kind that others speak of first."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, pk in records.values_list("kind", "pk"):
        by_kind[kind].append(pk)
    for kind in sorted(by_kind, key=lambda each: (each != first, each)):
        publish_many(RecordKind(kind), by_kind[kind], by=by, why=why)


# --- undoing


@dataclass(frozen=True)
class Merge:
    """A merge that can be undone: its place in the staff log, and the record that it went into."""

    xid: int
    into: Record


def merge_of(duplicate: Record) -> Merge | None:
    """The merge that ended the record; None where it was not merged, or is public again."""
    versions = published_model(duplicate.kind)._default_manager.covering()  # type: ignore[attr-defined]
    tombstone = versions.filter(record=duplicate.pk, retraction=Retraction.MERGED).first()
    into = tombstone and Record.objects.filter(kind=duplicate.kind, slug=tombstone.merged_into).first()
    ended = Change.objects.filter(
        table=Record._meta.db_table, row=duplicate.pk, before__published_revision__isnull=False
    )
    last = ended.filter(after__published_revision=None).order_by("-id").first()
    return Merge(last.xid, into) if into and last else None


@transaction.atomic
def unmerge(duplicate: Record, *, by: User, why: str) -> None:
    """Put back what the merge moved, and publish again what it ended or changed in public.

    Refuses (ValidationError) a record that was not merged, and names what was edited since in a column that the merge
    had changed: that is for people to sort out.
    """
    merged = merge_of(duplicate)
    if merged is None:
        raise ValidationError(_("It was not merged into another record."), code="merged")
    staff_log.sign(by, why)
    steps = [*_back(merged.xid)]
    concerned = {step.row for step in steps if step.table == Record._meta.db_table}
    public = Record.objects.filter(pk__in=concerned).exclude(published_revision=None)
    clean = {record.pk for record in public if not has_edits(record)}
    walk(steps, BOOKKEPT | {"published_revision"})
    for record in Record.objects.filter(pk__in=concerned):
        changed(record, by)
    Record.objects.filter(pk=duplicate.pk).update(working_state=WorkingState.READY)
    # The record itself first: others speak of it.
    publish_all(Record.objects.filter(pk__in=clean | {duplicate.pk}), by, why, duplicate.kind)
    show_answers(duplicate)


def _back(xid: int) -> Iterator[Step]:
    """What each row was before the transaction, in the columns that it changed."""
    changes = list(Change.objects.filter(xid=xid).order_by("id"))
    rows: dict[tuple[str, int], list[Change]] = defaultdict(list)
    for change in changes:
        rows[change.table, change.row].append(change)
    for (table, row), own in rows.items():
        before, after = own[0].before, own[-1].after
        if before is None or after is None:
            _refuse_if_edited(table, row, own[-1], after or {})
            yield Step(table, row, after, before)
            continue
        moved = {name: value for name, value in before.items() if after.get(name) != value}
        _refuse_if_edited(table, row, own[-1], {name: after[name] for name in moved if name in after})
        yield Step(table, row, after, moved)


def _refuse_if_edited(table: str, row: int, last: Change, left: dict[str, Any]) -> None:
    newest = Change.objects.filter(table=table, row=row, id__gt=last.pk).order_by("-id").first()
    if newest is None:
        return
    now = newest.after or {}
    if any(now.get(name) != value for name, value in left.items() if name not in BOOKKEPT | {"published_revision"}):
        what = f"{model_of(table)._meta.verbose_name} #{row}"
        raise ValidationError(_("It was edited since the merge: %s") % what, code="edited")
