"""The desk of what leaves the site: releases, cut and withdrawn by the editor-in-chief."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.admin import access
from editorial.admin.logs import ReadOnlyAdmin
from exchange import releases
from exchange.models import Release
from exchange.tasks import ask_for_release

CUT, WITHDRAW = "exchange.cut_release", "exchange.withdraw_release"


class WithdrawForm(forms.Form):
    """Withdrawing says why, to everyone who asks for the release."""

    reason = forms.CharField(
        label=gettext_lazy("reason"),
        max_length=500,
        help_text=gettext_lazy("For the public."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    list_display = ["slug", "cut_at", "size_in_words", "state", "withdrawn_at", "reason"]
    list_filter = ["state"]
    search_fields = ["slug", "sha256"]
    date_hierarchy = "cut_at"

    @admin.display(description=gettext_lazy("size"), ordering="size")
    def size_in_words(self, release: Release) -> str:
        return filesizeformat(release.size)

    def get_urls(self) -> list[Any]:
        own = [
            path("cut/", self.admin_site.admin_view(self.cut_view), name="exchange_release_cut"),
            path(
                "<path:object_id>/withdraw/",
                self.admin_site.admin_view(self.withdraw_view),
                name="exchange_release_withdraw",
            ),
        ]
        return own + super().get_urls()

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        given = {"may_cut": request.user.has_perm(CUT), **(extra_context or {})}
        return super().changelist_view(request, given)

    def render_change_form(self, request: HttpRequest, context: Any, *given: Any, **named: Any) -> HttpResponse:
        release = context["original"]
        context["may_withdraw"] = request.user.has_perm(WITHDRAW) and release.is_published
        return super().render_change_form(request, context, *given, **named)

    def cut_view(self, request: HttpRequest) -> HttpResponse:
        """A button's answer: the release of this instant is asked for; a worker cuts it."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not request.user.has_perm(CUT):
            raise PermissionDenied
        job = ask_for_release(timezone.now(), owner=access.staff(request))
        self.message_user(request, _("The release is asked for; it appears here once it is cut."), messages.SUCCESS)
        return redirect("admin:editorial_job_change", job.pk)

    def withdraw_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not request.user.has_perm(WITHDRAW):
            raise PermissionDenied
        release = access.found(self, request, object_id)
        form = WithdrawForm(request.POST or None)
        if form.is_valid():
            releases.withdraw(release, reason=form.cleaned_data["reason"])
            self.log_change(request, release, _("Withdrawn: %s") % form.cleaned_data["reason"])
            self.message_user(
                request, _("Withdrawn. Who asks for it reads the reason that you gave."), messages.SUCCESS
            )
            return redirect("admin:exchange_release_change", release.pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Withdraw"),
            "opts": self.opts,
            "original": release,
            "form": form,
        }
        return TemplateResponse(request, "admin/editorial/record/step.html", context)
