"""Requests for correction at the desk: read what somebody says is wrong, then answer in public or decline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import roles
from editorial.admin import access
from editorial.admin.logs import ReadOnlyAdmin
from editorial.admin.root import record_page
from editorial.admin.stepforms import IRAQ_TIME, PublishForm
from editorial.admin.waiting import PANELS, Waiting
from editorial.choices import RequestState
from editorial.models import CorrectionRequest, PublishedAnswer, Record, User
from editorial.roles import is_editor
from editorial.services.corrections import Settlement, home_of, is_erased, settle
from editorial.standing import standing

LARGE = {"rows": 4, "class": "vLargeTextField", "dir": "auto"}


class SettleForm(forms.Form):
    """What the public will be told. Nothing of what the sender wrote is taken over by itself."""

    state = forms.ChoiceField(
        label=gettext_lazy("decision"),
        widget=forms.RadioSelect,
        choices=[
            (RequestState.ANSWERED, gettext_lazy("Answer in public, on the record’s page")),
            (RequestState.DECLINED, gettext_lazy("Decline, with a reason")),
        ],
        initial=RequestState.ANSWERED,
    )
    asked = forms.CharField(
        label=gettext_lazy("what it was about"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("For the public, in your own words: the sender’s are not shown, and nobody is named."),
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "dir": "auto"}),
    )
    answer = forms.CharField(
        label=gettext_lazy("answer or reason"),
        max_length=4000,
        help_text=gettext_lazy("For the public, and for whoever looks up the reference."),
        widget=forms.Textarea(attrs=LARGE),
    )
    on_page = forms.BooleanField(
        label=gettext_lazy("Show a reason for declining on the record’s page too"),
        required=False,
        help_text=gettext_lazy("Otherwise only whoever has the reference reads it. An answer always stands there."),
    )
    not_before = PublishForm.base_fields["not_before"]
    zone = PublishForm.base_fields["zone"]

    field_order = ["state", "asked", "answer", "on_page", "not_before", "zone"]

    def settlement(self) -> Settlement:
        """What was typed; the hour is one of the zone named."""
        given = self.cleaned_data
        typed: datetime | None = given["not_before"]
        return Settlement(
            state=RequestState(given["state"]),
            asked=given["asked"],
            answer=given["answer"],
            on_page=given["on_page"],
            not_before=typed.replace(tzinfo=ZoneInfo(given["zone"] or IRAQ_TIME)) if typed else None,
        )


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "record_link", "excerpt", "received_at", "settled_by"]
    list_filter = ["state"]
    list_select_related = ["record", "settled_by"]
    search_fields = ["receipt", "said", "source_url", "record__slug"]
    date_hierarchy = "received_at"

    @admin.display(description=gettext_lazy("record"), ordering="record__slug")
    def record_link(self, request: CorrectionRequest) -> str:
        return format_html('<a href="{}">{}</a>', record_page(request.record, "change"), request.record.address)

    @admin.display(description=gettext_lazy("what is wrong"))
    def excerpt(self, request: CorrectionRequest) -> str:
        return Truncator(request.said).chars(90)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        # A reference is typed as it was shown, with its hyphens.
        found, repeats = super().get_search_results(request, queryset, search_term)
        return found | queryset.filter(receipt=search_term.replace("-", "").upper()), repeats

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The request, what was answered before, and the form that settles it."""
        may_settle = request.user.has_perm(roles.PUBLISH)
        if not self.has_view_permission(request) or (request.method == "POST" and not may_settle):
            raise PermissionDenied
        asked: CorrectionRequest = access.found(self, request, object_id)
        form = SettleForm(request.POST or None, initial=_initial(asked))
        if form.is_valid() and self._settled(request, asked, form):
            return redirect("admin:editorial_correctionrequest_changelist")
        return self._page(request, asked, form if may_settle else None)

    def _settled(self, request: HttpRequest, asked: CorrectionRequest, form: SettleForm) -> bool:
        """Settles it, or adds to the form why not."""
        try:
            settle(asked, form.settlement(), by=access.staff(request))
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return False
        state = RequestState(form.cleaned_data["state"])
        self.log_change(request, asked, str(state.label))
        self.message_user(request, _("%(reference)s: %(state)s.") % {"reference": asked, "state": state.label})
        return True

    def _page(self, request: HttpRequest, asked: CorrectionRequest, form: SettleForm | None) -> HttpResponse:
        home = home_of(asked.record)
        context = self.admin_site.each_context(request) | {
            "title": str(asked),
            "opts": self.opts,
            "asked": asked,
            "record": home,
            "record_page": record_page(home, "change"),
            "standing": standing(home),
            "erased": is_erased(home),
            "answers": PublishedAnswer.objects.filter(request=asked).order_by("-published_from", "-pk"),
            "form": form,
        }
        return TemplateResponse(request, "admin/editorial/correctionrequest/change_form.html", context)


def _initial(asked: CorrectionRequest) -> dict[str, Any]:
    """What was answered last, to be replaced; of a record that waits under embargo, the instant at which that ends."""
    last = PublishedAnswer.objects.filter(request=asked).order_by("-published_from", "-pk").first()
    told = {"state": last.state, "asked": last.asked, "answer": last.answer, "on_page": last.on_page} if last else {}
    until = standing(home_of(asked.record)).embargoed_until
    return told | ({"not_before": until.astimezone(ZoneInfo(IRAQ_TIME)).replace(tzinfo=None)} if until else {})


def waiting_list(record: Record | None = None) -> str:
    """The list of requests that wait, about one record or all."""
    asked = {"state__exact": RequestState.WAITING.value} | ({"q": record.slug} if record else {})
    return f"{reverse('admin:editorial_correctionrequest_changelist')}?{urlencode(asked)}"


def told_by_readers(user: User) -> Iterable[Waiting]:
    """Records of which readers say that something is wrong."""
    if is_editor(user):
        unanswered = CorrectionRequest.objects.filter(record=OuterRef("pk"), state=RequestState.WAITING)
        rows = Record.objects.filter(Exists(unanswered))
        yield Waiting(
            "requests", gettext_lazy("Readers say that something is wrong"), rows, waiting_list(), link=waiting_list
        )


PANELS.append(told_by_readers)
