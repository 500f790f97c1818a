"""Publishing: the reviewed working copy becomes a version."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import roles, staff_log
from editorial.carry import carry_forward, carry_references_forward
from editorial.choices import RecordKind, WorkingState
from editorial.claims import unfounded_claims
from editorial.fields import REFERENCES
from editorial.models import Citation, Record, User
from editorial.publishing import published_model, working_documents, write_versions
from editorial.references import publish_references_used

EMBEDDED_KINDS = {RecordKind.DRAWDOWN, RecordKind.BASE}
"""Kinds of records whose name or place others embed."""


@transaction.atomic
def publish(
    record: Record,
    *,
    by: User,
    why: str,
    not_before: datetime | None = None,
    override: bool = False,
    after: int | None = None,
) -> bool:
    """Make the working copy a version, public now or from `not_before`; False if the public reads the same already.

    Refuses (ValidationError) one without a citation, one still a draft, one whose accepted claims are not what it
    stores, one whose base or drawdown is not public, one that `by` edited last (unless who may, overrides that, or the
    edit that is published with it came `after` another person's, named by key: two have seen it then), any while
    another version waits under embargo, and an embargo on what other public records show of this one.
    """
    refuse_unless_publishable(record, not_before)
    if after in {None, by.pk}:
        _refuse_lone_editor(record, by, why if override else "")
    staff_log.sign(by, why)
    written = write_versions(record.kind, [record.pk], not_before)
    if written.records:
        _note_published(written.records)
        carried = carry_forward(record, not_before) + carry_references_forward(written.renewed, not_before)
        _refuse_to_carry_under_embargo(not_before, carried or written.renewed)
    return bool(written.records)


def _refuse_to_carry_under_embargo(not_before: datetime | None, carried: int | list[str]) -> None:
    # What other records show of this one could not be taken back with it.
    if not_before and carried:
        raise ValidationError(
            _("Other public records show what changes here, or in a row it names: publish that without an embargo."),
            code="carried",
        )


def _note_published(ids: Sequence[int]) -> None:
    # A change of the working row, so that the staff log says who published it and why.
    Record.objects.filter(pk__in=ids).exclude(published_revision=F("revision")).update(published_revision=F("revision"))


@transaction.atomic
def publish_reference(kind: str, slug: str, *, by: User, why: str) -> int:
    """Make a reference row's working copy public, if any public record speaks of it, and carry it into those.

    Returns how many records got a new version because of it.
    """
    staff_log.sign(by, why)
    address = f"{REFERENCES[kind].path}{slug}/"
    used = (
        "SELECT DISTINCT api_url FROM editorial_publisheduse"
        " WHERE api_url = %(address)s AND published_until = %(forever)s"
    )
    return carry_references_forward(publish_references_used(used, None, address=address))


def publish_many(kind: RecordKind, ids: Sequence[int], *, by: User, why: str) -> list[int]:
    """Make many working copies of one kind versions at once: what a load does. The loader has checked its rows.

    Refuses (ValidationError) if any lacks a citation; then none is published.
    """
    with staff_log.signed(by, why):
        uncited = Record.objects.filter(pk__in=ids, citations__isnull=True).values_list("slug", flat=True)
        if uncited:
            raise ValidationError(_("Cite at least one source: %s") % ", ".join(uncited[:20]), code="uncited")
        written = write_versions(kind, ids)
        _note_published(written.records)
        for record in Record.objects.filter(pk__in=written.records if kind in EMBEDDED_KINDS else []):
            carry_forward(record)
        carry_references_forward(written.renewed)
        return written.records


def refuse_unless_publishable(record: Record, not_before: datetime | None = None) -> None:
    """Raises ValidationError that lists all that stands in the way."""
    problems = [*_problems_of_state(record, not_before), *_problems_of_content(record)]
    if problems:
        raise ValidationError(problems)


def _refuse_lone_editor(record: Record, by: User, why_alone: str) -> None:
    may_alone = by.has_perm(roles.OVERRIDE) and why_alone.strip()
    if may_alone or not settings.REVIEW_NEEDS_TWO:
        return
    if Record.objects.filter(pk=record.pk, edited_by=by).exists():
        raise ValidationError(_("You edited it last: a second person publishes it."), code="alone")


def _problems_of_state(record: Record, not_before: datetime | None) -> list[ValidationError]:
    problems = []
    if record.working_state == WorkingState.DRAFT:
        problems.append(ValidationError(_("It is still a draft: send it to review first."), code="draft"))
    for citation in Citation.objects.filter(record=record, does_not_say=True).select_related("source__publisher"):
        told = _("“%s” was opened and does not say what is cited: take it out, or open it again and say what is there.")
        problems.append(ValidationError(told % citation, code="not_there"))
    if not Citation.objects.filter(record=record).exists():
        problems.append(ValidationError(_("Cite at least one source."), code="uncited"))
    if not_before and not_before <= timezone.now():
        problems.append(ValidationError(_("The embargo ends in the past."), code="past"))
    if (
        published_model(record.kind)
        ._default_manager.filter(record=record.pk, published_from__gt=timezone.now())
        .exists()
    ):
        problems.append(ValidationError(_("A version waits under embargo: take it back first."), code="embargoed"))
    return problems


def _problems_of_content(record: Record) -> list[ValidationError]:
    document = working_documents(record.kind, [record.pk])[record.pk]
    problems = [ValidationError(line, code="claim") for line in unfounded_claims(document)]
    if "drawdown" in document and document["drawdown"] is None:
        problems.append(ValidationError(_("Publish its drawdown first."), code="drawdown"))
    if document.get("base", ...) is None and _has_base(record):
        problems.append(ValidationError(_("Publish its base first."), code="base"))
    return problems


def _has_base(record: Record) -> bool:
    own = next((getattr(record, name) for name in ("attack", "handover", "presence") if hasattr(record, name)), record)
    return getattr(own, "base_id", None) is not None
