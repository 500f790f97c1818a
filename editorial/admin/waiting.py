"""What waits for a person at the desk: the panels of its first page, to which other apps add their own."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from editorial.admin import access
from editorial.admin.root import record_page
from editorial.choices import Verification, WorkingState
from editorial.models import Change, Citation, Claim, Note, Record, User
from editorial.roles import is_editor

SHOWN = 10
"""How many of a panel's records are named; the rest is behind its link."""


@dataclass(frozen=True)
class Waiting:
    """One kind of work: records that the person may see, and the list that has them all."""

    code: str
    title: str | Promise
    rows: QuerySet[Record]
    every: str = ""
    """The address of a list of all of them, where the desk has one."""
    page: str = "change"
    """The page of a record where the work is done."""
    link: Callable[[Record], str] | None = None
    """The address where it is done instead, where that is no page of the record."""
    said: bool = False
    """Whether the last thing said of each stands beside it."""


@dataclass(frozen=True)
class Panel:
    """What the page shows of it."""

    code: str
    title: str | Promise
    count: int
    every: str
    links: list[tuple[str, Record, str]]
    """Where each is worked on, the record, and what was said of it last where that matters."""


Panels = Callable[[User], Iterable[Waiting]]
PANELS: list[Panels] = []
"""Each gives the kinds of work that it knows of for a person; apps of upper floors add theirs."""


def panels_for(user: User) -> list[Panel]:
    """All that waits for the person, each kind with two queries however much there is."""
    return [shown(each) for panels in PANELS for each in panels(user)]


def shown(waiting: Waiting) -> Panel:
    rows = list(waiting.rows.select_related("edited_by").order_by("-edited_at", "-pk")[:SHOWN])
    said = last_said(rows) if waiting.said else {}
    links = [
        (waiting.link(record) if waiting.link else record_page(record, waiting.page), record, said.get(record.pk, ""))
        for record in rows
    ]
    return Panel(waiting.code, waiting.title, waiting.rows.count(), waiting.every, links)


def last_said(records: list[Record]) -> dict[int, str]:
    """By key, who said what of each record last, in one line."""
    notes = Note.objects.filter(record__in=records).select_related("author").order_by("written_at", "pk")
    return {note.record_id: f"{note.author}: {Truncator(note.text).chars(140)}" for note in notes}


def listed(**asked: str) -> str:
    """The address of the list of all records, filtered."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{reverse('admin:editorial_record_changelist')}?{query}"


def own_work(user: User) -> Iterable[Waiting]:
    """What a person recorded and has in hand."""
    own = access.own(user)
    drafts = own.filter(working_state=WorkingState.DRAFT)
    yield Waiting("sent-back", _("Sent back to you"), drafts.filter(Exists(sent_back(user))), said=True)
    yield Waiting(
        "drafts", _("Your drafts"), drafts.exclude(Exists(sent_back(user))), listed(working_state__exact="draft")
    )


def sent_back(user: User) -> QuerySet[Change]:
    """Changes by which somebody else made a draft again of a record that was in review."""
    last = (
        Change.objects.filter(table="editorial_record", record_id=OuterRef("record_id"))
        .annotate(was=KT("before__working_state"), becomes=KT("after__working_state"))
        .exclude(was=F("becomes"))
        .order_by("-pk")
    )
    return (
        Change.objects.filter(table="editorial_record", record_id=OuterRef("pk"), pk=Subquery(last.values("pk")[:1]))
        .annotate(was=KT("before__working_state"), becomes=KT("after__working_state"))
        .filter(was=WorkingState.IN_REVIEW, becomes=WorkingState.DRAFT)
    )


def editors_work(user: User) -> Iterable[Waiting]:
    """What any editor may take up."""
    if not is_editor(user):
        return
    waiting = Record.objects.waiting_for_review()
    yield Waiting(
        "review",
        _("To review"),
        waiting.filter(Q(edited_by=None) | ~Q(edited_by=user)),
        listed(working_state__exact="in_review"),
        "review",
    )
    edited = Record.objects.filter(published_revision__lt=F("revision"))
    yield Waiting("edits", _("Public, with edits that are not"), edited, listed(edits="yes"), "review")


def evidence_work(user: User) -> Iterable[Waiting]:
    """What the evidence of records lacks."""
    seen = Record.objects.all() if is_editor(user) else access.own(user)
    yield Waiting(
        "disputes", _("Disputes without a note"), seen.filter(pk__in=undecided().values("citation__record")), "",
        "evidence",
    )  # fmt: skip
    unopened = Citation.objects.exclude(verification__in=[Verification.OPENED, Verification.ARCHIVED])
    yield Waiting(
        "unopened",
        _("Citing what no editor has opened"),
        seen.filter(Exists(unopened.filter(record=OuterRef("pk")))),
        "",
        "evidence",
    )
    yield Waiting(
        "not-there",
        _("Citing a source that does not say it"),
        seen.filter(Exists(Citation.objects.filter(record=OuterRef("pk"), does_not_say=True))),
        "",
        "evidence",
    )


def undecided() -> QuerySet[Claim, Any]:
    """Fields of records of which sources say different things, and no editor has said why one is believed."""
    said = Claim.objects.values("citation__record", "field")
    return said.annotate(values=Count("value", distinct=True), noted=Max("note")).filter(values__gt=1, noted="")


PANELS += [own_work, editors_work, evidence_work]
