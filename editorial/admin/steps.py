"""The steps of a record, each a page or a button: to review, ready, published, taken back."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import roles, services
from editorial.admin import access
from editorial.admin.differences import differences_in_words
from editorial.admin.recordform import PUBLISH
from editorial.admin.review import obstacles
from editorial.admin.reviewing import reviewed
from editorial.admin.stepforms import PublishForm, RetractForm, StepForm
from editorial.choices import Retraction, WorkingState
from editorial.fields import REGISTRY
from editorial.models import Record, User
from editorial.services.review import move
from editorial.standing import standing, standing_of

Act = Callable[[Record, User, dict[str, Any]], str]


class StepPages(admin.ModelAdmin):
    """Pages beside a record's form. A refusal is told on the page, and leaves everything as it was."""

    actions = ["publish_selected", "merge_selected"]

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        steps = {
            "publish": self.publish_view,
            "retract": self.retract_view,
            "take-back": self.take_back_view,
            "move": self.move_view,
        }
        own = [
            path(f"<path:object_id>/{step}/", self.admin_site.admin_view(view), name=f"{name}_{step.replace('-', '_')}")
            for step, view in steps.items()
        ]
        return own + super().get_urls()

    # --- what a record's form shows of it

    def render_change_form(self, request: HttpRequest, context: Any, *given: Any, **named: Any) -> HttpResponse:
        record = context.get("original")
        if record is not None:
            context |= self._steps_of(request, record)
        return super().render_change_form(request, context, *given, **named)

    def _steps_of(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        user = access.staff(request)
        known = standing_of(record)
        return {
            "standing": known,
            "has_edits": record.published_revision is not None and record.revision > record.published_revision,
            "moves": [state for state in self._moves(request, record) if state != record.working_state],
            "may_publish": user.has_perm(roles.PUBLISH) and not known.embargoed_until,
            "may_retract": user.has_perm(roles.RETRACT) and known.is_public,
            "may_take_back": user.has_perm(roles.PUBLISH) and known.embargoed_until,
            "public_page": _page_of(record) if known.is_public else "",
        }

    def _moves(self, request: HttpRequest, record: Record) -> list[WorkingState]:
        if not self.has_change_permission(request, record):
            return []
        if not roles.is_editor(request.user):
            return [WorkingState.DRAFT, WorkingState.IN_REVIEW]
        # Another's work is made a draft again with a note only: by sending it back.
        is_anothers = record.edited_by_id not in {None, access.staff(request).pk}
        return [each for each in WorkingState if each != WorkingState.DRAFT or not is_anothers]

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """What was saved with the button for it is published too; if that is refused, it is saved all the same."""
        if PUBLISH not in request.POST or not request.user.has_perm(roles.PUBLISH):
            return super().response_change(request, obj)
        why = request.POST.get("why", "")
        try:
            wrote = services.publish(obj, by=access.staff(request), why=why, after=obj.edited_before)
        except ValidationError as refusal:
            said = _("Saved, and not published: %s") % " ".join(refusal.messages)
            self.message_user(request, said, messages.WARNING)
        else:
            self.message_user(request, _told(wrote, {"not_before": None}), messages.SUCCESS)
        return self._back(obj)

    # --- the steps

    def move_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A button's answer: the record is a draft, in review or ready from now on."""
        record = access.found(self, request, object_id)
        to = request.POST.get("to")
        if to not in self._moves(request, record):
            raise PermissionDenied
        move(record, WorkingState(to), by=access.staff(request), why="")
        said = _("“%(record)s” is now: %(state)s.") % {"record": record, "state": WorkingState(to).label}
        self.message_user(request, said)
        return self._back(record)

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(record: Record, by: User, given: dict[str, Any]) -> str:
            wrote = services.publish(
                record, by=by, why=given["why"], not_before=given["not_before"], override=given.get("override", False)
            )
            return _told(wrote, given)

        user = access.staff(request)
        form = PublishForm(request.POST or None, may_override=user.has_perm(roles.OVERRIDE))
        return self._step(request, object_id, roles.PUBLISH, form, act, title=_("Publish"), shows=_what_publishing_does)

    def retract_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(record: Record, by: User, given: dict[str, Any]) -> str:
            kind = Retraction(given["kind"])
            services.retract(record, by=by, why=given["why"], reason=given["reason"], kind=kind)
            return _("Retracted. The public reads the reason that you gave.")

        return self._step(request, object_id, roles.RETRACT, RetractForm(request.POST or None), act, title=_("Retract"))

    def take_back_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        def act(record: Record, by: User, given: dict[str, Any]) -> str:
            services.cancel_embargo(record, by=by, why=given["why"])
            return _("Taken back: the version that waited under embargo will not appear.")

        form = StepForm(request.POST or None)
        return self._step(request, object_id, roles.PUBLISH, form, act, title=_("Take back before it is public"))

    def _step(
        self,
        request: HttpRequest,
        object_id: str,
        needs: str,
        form: Form,
        act: Act,
        *,
        title: str,
        shows: Callable[[Any], dict[str, Any]] = lambda record: {},
    ) -> HttpResponse:
        record = access.found(self, request, object_id)
        if not request.user.has_perm(needs):
            raise PermissionDenied
        if request.method == "POST" and form.is_valid():
            try:
                said = _acted(record, access.staff(request), form, act)
            except ValidationError as refusal:
                form.add_error(None, refusal)
            else:
                self.message_user(request, said, messages.SUCCESS)
                return self._back(record)
        form.fields["started_from"].initial = record.revision
        return self._page(request, record, form, title, shows(record))

    def _page(self, request: HttpRequest, record: Any, form: Form, title: str, shown: dict[str, Any]) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": title,
            "subtitle": str(record),
            "opts": self.opts,
            "original": record,
            "form": form,
            "standing": standing(record),
            **shown,
        }
        return TemplateResponse(request, "admin/editorial/record/step.html", context)

    def _back(self, record: Record) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", record.pk)

    # --- many at once

    @admin.action(description=gettext_lazy("Publish the selected records…"), permissions=["publish"])
    def publish_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Asks for the reason, then publishes each by itself; those that are refused are told, with why."""
        form = PublishForm(request.POST if "apply" in request.POST else None)
        if form.is_bound and form.is_valid():
            for record in queryset:
                self._publish_one(request, record, form.cleaned_data)
            return None
        context = self.admin_site.each_context(request) | {
            "title": _("Publish"),
            "opts": self.opts,
            "form": form,
            "records": queryset,
            "action": "publish_selected",
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/editorial/record/step.html", context)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(roles.PUBLISH)

    def _publish_one(self, request: HttpRequest, record: Record, given: dict[str, Any]) -> None:
        try:
            wrote = services.publish(record, by=access.staff(request), why=given["why"], not_before=given["not_before"])
        except ValidationError as refusal:
            self.message_user(request, f"{record}: {' '.join(refusal.messages)}", messages.ERROR)
        else:
            self.message_user(request, f"{record}: {_told(wrote, given)}", messages.SUCCESS)


@transaction.atomic
def _acted(record: Record, by: User, form: Form, act: Act) -> str:
    """Does the step, unless somebody has saved the record since the page was shown."""
    if form.cleaned_data.get("started_from"):
        services.refuse_stale(record, form.cleaned_data["started_from"])
    return act(record, by, form.cleaned_data)


def _page_of(record: Record) -> str:
    """The public page of a record; empty for kinds that are shown on the pages of others."""
    document = REGISTRY[record.kind]
    has_own = document.page != "/" and document.path.endswith(document.page)
    return f"{document.page}{record.slug}/" if has_own else ""


def _told(wrote: bool, given: dict[str, Any]) -> str:
    if not wrote:
        return _("The public reads the same already.")
    until = given["not_before"]
    return _("Under embargo until %s.") % f"{until:%Y-%m-%d %H:%M} {until.tzinfo}" if until else _("Published.")


def _what_publishing_does(record: Record) -> dict[str, Any]:
    return {
        "obstacles": obstacles(record),
        "differences": differences_in_words(record),
        "unopened": sum(not each.is_opened for each in reviewed(record).citations),
    }
