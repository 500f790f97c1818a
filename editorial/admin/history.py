"""A record's history at the desk, and bringing back a revision of it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _

from editorial.admin import access
from editorial.admin.stepforms import StepForm
from editorial.history import RowChange, revisions_of, told_of
from editorial.models import Change, Note, Record, Revision, User
from editorial.services import refuse_stale
from editorial.services.bringback import bring_back, steps_back
from editorial.standing import standing_of

PAGE = 25


class HistoryPage(admin.ModelAdmin):
    """Revisions out of the staff log, newest first, in place of Django's own list of titles."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_bring_back"
        page = path("<path:object_id>/bring-back/", self.admin_site.admin_view(self.bring_back_view), name=name)
        return [page, *super().get_urls()]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = access.found(self, request, object_id)
        concerned = Change.objects.filter(record_id=record.pk).exclude(table=Note._meta.db_table).values("xid")
        revisions = Revision.objects.filter(xid__in=concerned).order_by("-seq")
        page = Paginator(revisions, PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": _("History"),
            "subtitle": str(record),
            "opts": self.opts,
            "object": record,
            "original": record,
            "page": page,
            "newest": revisions.values_list("seq", flat=True).first(),
            "revisions": revisions_of(record, page.object_list),
            "may_change": self.has_change_permission(request, record),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/editorial/record/history.html", context)

    def bring_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """`?revision=`: what bringing it back would change, and the form that does it."""
        record = access.found(self, request, object_id)
        if not self.has_change_permission(request, record):
            raise PermissionDenied
        if not (asked := request.GET.get("revision", "")):
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", record.pk)
        revision = get_object_or_404(Revision, seq=int(asked) if asked.isdecimal() and len(asked) < 19 else -1)
        form = StepForm(request.POST or None, initial={"started_from": record.revision})
        form.fields["why"].required = standing_of(record).was_published
        if request.method == "POST" and form.is_valid():
            try:
                _bring_back(record, revision, form.cleaned_data, access.staff(request))
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                self.message_user(request, _("Brought back, as a new revision."), messages.SUCCESS)
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Bring back"),
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "revision": revision,
            "form": form,
            **_shown(record, revision),
        }
        return TemplateResponse(request, "admin/editorial/record/bring_back.html", context)


@transaction.atomic
def _bring_back(record: Record, revision: Revision, given: dict[str, Any], by: User) -> None:
    refuse_stale(record, given.get("started_from") or 0)
    bring_back(record, revision, by=by, why=given["why"])


def _shown(record: Record, revision: Revision) -> dict[str, Any]:
    """What would change, or why nothing can."""
    try:
        steps = steps_back(record, revision)
    except ValidationError as refusal:
        return {"rows": [], "obstacles": refusal.messages}
    rows: list[RowChange] = told_of(record, ((each.table, each.row, each.now, each.then) for each in steps))
    return {"rows": rows, "obstacles": [] if rows else [_("The record is as it was then.")]}
