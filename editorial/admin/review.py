"""The page of a review: what would be published, beside what is public, and the steps that a reviewer takes."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import roles
from editorial.admin import access
from editorial.admin.evidence import weighed
from editorial.admin.opening import OpeningForm
from editorial.admin.reviewing import reviewed
from editorial.admin.stepforms import PublishForm
from editorial.choices import WorkingState
from editorial.models import Citation, Note, Record
from editorial.publishing import working_documents
from editorial.services.cite import tell_opening
from editorial.services.notes import say, send_back
from editorial.services.publish import refuse_unless_publishable
from editorial.standing import standing


class NoteForm(forms.Form):
    """Something to say about a record to the others at the desk."""

    text = forms.CharField(
        label=gettext_lazy("note"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text=gettext_lazy("For the staff; never public."),
    )


class ReviewPage(admin.ModelAdmin):
    """`<id>/review/`, and what its forms are sent to: `note/`, `send-back/`, `opening/`."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {
            "review": self.review_view,
            "note": self.note_view,
            "send-back": self.send_back_view,
            "opening": self.opening_view,
        }
        own = [
            path(f"<path:object_id>/{each}/", self.admin_site.admin_view(view), name=f"{name}_{each.replace('-', '_')}")
            for each, view in views.items()
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: Any, *given: Any, **named: Any) -> HttpResponse:
        record = context.get("original")
        if record is not None:
            context |= {"notes": notes_on(record), "note_form": NoteForm(auto_id="note_%s")}
        return super().render_change_form(request, context, *given, **named)

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The page. Whoever may see the record may read it; the steps are for those who may take them."""
        record = access.found(self, request, object_id)
        user = access.staff(request)
        publishing = PublishForm(may_override=user.has_perm(roles.OVERRIDE), initial={"started_from": record.revision})
        document = working_documents(record.kind, [record.pk])[record.pk]
        context = self.admin_site.each_context(request) | {
            "title": _("Review"),
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "standing": standing(record),
            "review": reviewed(record),
            "weighed": weighed(record.kind, document),
            "obstacles": obstacles(record),
            "notes": notes_on(record),
            "note_form": NoteForm(auto_id="note_%s"),
            "back_form": NoteForm(auto_id="back_%s"),
            "opening_form": OpeningForm(auto_id=False),
            "publish_form": publishing,
            "may_publish": user.has_perm(roles.PUBLISH),
            "may_change": self.has_change_permission(request, record),
            "may_send_back": self.may_send_back(request, record),
        }
        return TemplateResponse(request, "admin/editorial/record/review.html", context)

    def may_send_back(self, request: HttpRequest, record: Record) -> bool:
        return roles.is_editor(request.user) and record.working_state != WorkingState.DRAFT

    # --- what the page's forms are sent to

    def note_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self._posted(request, object_id)
        form = NoteForm(request.POST)
        if form.is_valid():
            say(record, form.cleaned_data["text"], by=access.staff(request))
            self.message_user(request, _("The note was added."), messages.SUCCESS)
        else:
            self.message_user(request, _("Say something."), messages.ERROR)
        page = "review" if request.POST.get("from") == "review" else "change"
        return redirect(f"{self._page_of(record, page)}#notes")

    def send_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self._posted(request, object_id)
        if not roles.is_editor(request.user):
            raise PermissionDenied
        try:
            send_back(record, request.POST.get("text", ""), by=access.staff(request))
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return redirect(f"{self._page_of(record, 'review')}#send-back")
        self.message_user(request, _("Sent back, with your note."), messages.SUCCESS)
        return redirect(self._page_of(record, "change"))

    def opening_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = self._posted(request, object_id)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        form = OpeningForm(request.POST)
        citation = get_object_or_404(Citation, pk=form["citation"].value() or 0, record=record.pk)
        back = redirect(f"{self._page_of(record, 'review')}#citation-{citation.pk}")
        if not form.is_valid():
            self.message_user(request, _("Say what was found."), messages.ERROR)
            return back
        given = form.cleaned_data
        try:
            tell_opening(citation, given["found"], by=access.staff(request), words=given["words"])
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
        else:
            self.message_user(request, _("Noted what was found at “%s”.") % citation.source, messages.SUCCESS)
        return back

    def _posted(self, request: HttpRequest, object_id: str) -> Record:
        """The record that a form was sent about. Raises PermissionDenied where the address was opened instead."""
        record: Record = access.found(self, request, object_id)
        if request.method != "POST":
            raise PermissionDenied
        return record

    def _page_of(self, record: Record, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[record.pk])


def notes_on(record: Record) -> Any:
    """The conversation about a record, oldest first."""
    return Note.objects.filter(record=record.pk).select_related("author")


def obstacles(record: Record) -> list[str]:
    """What stands in the way of publishing it, a line each."""
    try:
        refuse_unless_publishable(record)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []
