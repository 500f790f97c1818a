"""Citations and claims of a record on one page: what each source says, beside what the record stores."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from editorial import services, staff_log
from editorial.admin import access
from editorial.admin.evidenceforms import CitationForms, citation_forms
from editorial.admin.stepforms import StepForm
from editorial.choices import ClaimStatus
from editorial.claims import agrees, claims_of, disputed_fields, stored
from editorial.claimvalues import claimable
from editorial.claimwords import in_words
from editorial.models import Record, User
from editorial.publishing import working_documents
from editorial.services import StaleRevisionError
from editorial.services.review import reopen
from editorial.standing import standing_of


@dataclass(frozen=True)
class Said:
    """What one citation says of a field, in words; `agrees` where the record has the same."""

    words: str
    wording: str
    publisher: str
    title: str
    said_by: str
    accepted: bool
    agrees: bool
    note: str


@dataclass(frozen=True)
class Weighed:
    """One field on which citations speak: what the record stores, and what each says.

    `undecided` where they differ and no note tells how the editors decided.
    """

    field: str
    stored: str
    disputed: bool
    undecided: bool
    said: list[Said]

    @property
    def unfounded(self) -> list[str]:
        """What is accepted, and not what the record stores."""
        return list(dict.fromkeys(each.words for each in self.said if each.accepted and not each.agrees))

    @property
    def overruled(self) -> list[str]:
        """What the editors decided against although no other source contradicts it."""
        return [] if self.disputed else list(dict.fromkeys(each.words for each in self.said if not each.accepted))

    @property
    def differing(self) -> list[str]:
        """Each different thing that is said, once."""
        return list(dict.fromkeys(each.words or _("not known") for each in self.said))


class EvidencePage(admin.ModelAdmin):
    """`<id>/evidence/`: every citation with its claims, to read and to edit."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_evidence"
        page = path("<path:object_id>/evidence/", self.admin_site.admin_view(self.evidence_view), name=name)
        return [page, *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *given: Any, **named: Any) -> HttpResponse:
        record = context.get("original")
        if record is not None:
            document = working_documents(record.kind, [record.pk])[record.pk]
            context["weighed"] = weighed(record.kind, document)
        return super().render_change_form(request, context, *given, **named)

    @transaction.atomic
    def evidence_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = access.found(self, request, object_id)
        may_change = self.has_change_permission(request, record)
        if request.method == "POST" and not may_change:
            raise PermissionDenied
        data = request.POST or None
        citations = citation_forms(record, access.staff(request), self.admin_site, data)
        why = StepForm(data, initial={"started_from": record.revision})
        why.fields["why"].required = standing_of(record).was_published
        if data and citations.is_valid() and why.is_valid() and _saved(record, citations, why, request):
            self.message_user(request, _("The citations and claims were saved."), messages.SUCCESS)
            return redirect(request.path)
        return self._evidence_page(request, record, citations, why, may_change)

    def _evidence_page(
        self, request: HttpRequest, record: Any, citations: Any, why: forms.Form, may_change: bool
    ) -> HttpResponse:
        document = working_documents(record.kind, [record.pk])[record.pk]
        context = self.admin_site.each_context(request) | {
            "title": _("Citations and claims"),
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "citations": citations,
            "why": why,
            "may_change": may_change,
            "media": self.media + citations.media,
            "claimable": claimable(record.kind),
            "weighed": weighed(record.kind, document),
        }
        return TemplateResponse(request, "admin/editorial/record/evidence.html", context)


def weighed(kind: str, document: dict[str, Any]) -> list[Weighed]:
    """The fields that citations speak of, disputed ones first."""
    disputed = set(disputed_fields(document))
    said: dict[str, list[Said]] = {}
    for citation, claim in claims_of(document):
        said.setdefault(claim["field"], []).append(_said(kind, document, citation, claim))
    fields = sorted(said, key=lambda name: (name not in disputed, name))
    return [
        Weighed(
            field=name,
            stored=in_words(kind, name, stored(document, name)),
            disputed=name in disputed,
            undecided=name in disputed and not any(each.note for each in said[name]),
            said=said[name],
        )
        for name in fields
    ]


def _said(kind: str, document: dict[str, Any], citation: dict[str, Any], claim: dict[str, Any]) -> Said:
    name, source = claim["field"], citation["source"]
    return Said(
        words=in_words(kind, name, claim["value"]),
        wording=claim["wording"] or "",
        publisher=source["publisher"]["name"],
        title=source["title"],
        said_by=citation["said_by"] or "",
        accepted=claim["status"] == ClaimStatus.ACCEPTED,
        agrees=agrees(document, claim),
        note=claim["note"] or "",
    )


def _saved(record: Record, citations: CitationForms, why: forms.Form, request: HttpRequest) -> bool:
    """Saves all of it, or adds to the forms why not."""
    user = access.staff(request)
    try:
        services.refuse_stale(record, why.cleaned_data.get("started_from") or 0)
    except StaleRevisionError as error:
        why.add_error(None, error)
        return False
    if not citations.has_changed():
        return True
    staff_log.sign(user, why.cleaned_data["why"])
    for form in citations.forms:
        if form in citations.deleted_forms:
            _delete(form)
        elif form.has_changed():
            _save(form, user)
    services.changed(record, user)
    reopen(record)
    return True


def _delete(form: Any) -> None:
    if form.instance.pk:
        form.instance.claims.all().delete()
        form.instance.delete()


def _save(form: Any, user: User) -> None:
    form.note_found(user)
    form.claims.instance = form.save()
    form.claims.save()
    form.say_found(user)
