"""Merging two records at the desk: which moves into which, what that does, and undoing it."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.postgres.search import TrigramSimilarity
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import roles, services
from editorial.admin import access
from editorial.admin.stepforms import StepForm
from editorial.choices import PublicState
from editorial.models import Record, User
from editorial.publishing import published_model
from editorial.services.merge import merge_of, plan, words
from editorial.standing import standing

OFFERED = 20


class MergeForm(StepForm):
    """Why, for the staff and for the public."""

    reason = forms.CharField(
        label=gettext_lazy("reason for the public"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )


class MergePages(admin.ModelAdmin):
    """`<id>/merge/?into=SLUG` and `<id>/unmerge/`."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        views = {"merge": self.merge_view, "unmerge": self.unmerge_view}
        own = [
            path(f"<path:object_id>/{each}/", self.admin_site.admin_view(view), name=f"{name}_{each}")
            for each, view in views.items()
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: Any, *given: Any, **named: Any) -> HttpResponse:
        record = context.get("original")
        if record is not None and request.user.has_perm(roles.RETRACT):
            context["merged"] = merge_of(record)
        return super().render_change_form(request, context, *given, **named)

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Asks into which, then shows what moves, and then does it."""
        record = access.found(self, request, object_id)
        if not request.user.has_perm(roles.RETRACT):
            raise PermissionDenied
        slug = request.GET.get("into", "").strip()
        into = self.get_queryset(request).filter(slug=slug).first() if slug else None
        form = MergeForm(request.POST or None, initial={"started_from": record.revision})
        if into and request.method == "POST" and form.is_valid():
            try:
                _merge(record, into, form.cleaned_data, access.staff(request))
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                said = _("“%(record)s” was merged into this. Its address leads here.") % {"record": record.slug}
                self.message_user(request, said, messages.SUCCESS)
                return redirect(self._change_page(into))
        context = self._merge_context(request, record, form, title=_("Merge")) | {
            "asked": slug,
            "into": into,
            "plan": _told(record, into) if into else None,
            "offered": [] if into else _offered(record),
        }
        return TemplateResponse(request, "admin/editorial/record/merge.html", context)

    def unmerge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Undoes a merge, with a reason."""
        record = access.found(self, request, object_id)
        if not request.user.has_perm(roles.RETRACT):
            raise PermissionDenied
        form = StepForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                services.unmerge(record, by=access.staff(request), why=form.cleaned_data["why"])
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                self.message_user(request, _("The merge was undone: the record is public again."), messages.SUCCESS)
                return redirect(self._change_page(record))
        context = self._merge_context(request, record, form, title=_("Undo the merge")) | {"merged": merge_of(record)}
        return TemplateResponse(request, "admin/editorial/record/unmerge.html", context)

    def _merge_context(self, request: HttpRequest, record: Record, form: StepForm, *, title: str) -> dict[str, Any]:
        return self.admin_site.each_context(request) | {
            "title": title,
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "form": form,
        }

    def _change_page(self, record: Record) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    @admin.action(description=gettext_lazy("Merge the two selected records…"), permissions=["merge"])
    def merge_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Leads to the page of the younger record, with the older one as the one that stays."""
        two = list(queryset.order_by("-pk")[:3])
        if len(two) != 2:
            self.message_user(request, _("Select two records."), messages.ERROR)
            return None
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_merge"
        return redirect(f"{reverse(name, args=[two[0].pk])}?into={two[1].slug}")

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(roles.RETRACT)


@transaction.atomic
def _merge(record: Record, into: Record, given: dict[str, Any], by: User) -> None:
    if given.get("started_from"):
        services.refuse_stale(record, given["started_from"])
    services.merge(record, into=into, by=by, why=given["why"], reason=given["reason"])


def _told(record: Record, into: Record) -> dict[str, Any]:
    """What the merge would do, in words."""
    found = plan(record, into)
    return {
        "obstacles": found.obstacles,
        "moves": [words(part) for part in found.moves],
        "stays": [words(part) for part in found.stays],
        "pointing": [words(each) for each, _attribute in found.pointing],
    }


def _offered(record: Record) -> list[Any]:
    """Public records of the kind whose addresses are most alike."""
    if standing(record).state != PublicState.PUBLISHED:
        return []
    public = published_model(record.kind)._default_manager.at()  # type: ignore[attr-defined]
    alike = public.exclude(record=record.pk).annotate(alike=TrigramSimilarity("slug", record.slug))
    return list(alike.order_by("-alike", "slug").values_list("slug", flat=True)[:OFFERED])
