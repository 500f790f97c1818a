"""What the desks of all records share: who sees and changes which, and the way of a save."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models
from django.db.models import Q, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from editorial import services, staff_log
from editorial.admin import access
from editorial.admin.evidence import EvidencePage
from editorial.admin.history import HistoryPage
from editorial.admin.merging import MergePages
from editorial.admin.opening import OpenedForm
from editorial.admin.parts import CitationInline, NameInline, limit_to_seen
from editorial.admin.presence import PresencePage
from editorial.admin.recordform import RecordForm
from editorial.admin.review import ReviewPage
from editorial.admin.steps import StepPages
from editorial.choices import WorkingState
from editorial.models import Record
from editorial.roles import is_editor
from editorial.services.discard import discard, parts_of
from editorial.services.review import reopen
from editorial.standing import Standing, standing, standing_of, with_standing

LOOKUPS = {"exact", "in", "isnull", "gte", "gt", "lte", "lt", "year", "month", "day", "id", "pk", "record_ptr"}
"""What a list's address may ask of the fields that it filters by: never a pattern, which finds what is not shown."""


def standing_known(record: Any) -> Standing:
    """The standing as the list's query annotated it, or asked for now."""
    return standing_of(record) if hasattr(record, "standing_version") else standing(record)


class RecordAdmin(StepPages, ReviewPage, MergePages, PresencePage, EvidencePage, HistoryPage, admin.ModelAdmin):
    """A kind of record at the desk."""

    form = RecordForm
    change_form_template = "admin/editorial/record/change_form.html"
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True
    own_inlines: ClassVar[list[type[InlineModelAdmin]]] = []
    """Inlines of this kind, before those of all records."""

    # --- who sees what

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = with_standing(super().get_queryset(request), self.model.KIND)
        user = access.staff(request)
        if self._is_choosing(request):
            return access.choosable(rows, self.model.KIND, user).order_by("slug")
        return rows if is_editor(user) else rows.filter(access.own_records(user))

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        user = access.staff(request)
        if is_editor(user) or not self._is_choosing(request) or not search_term:
            return super().get_search_results(request, queryset, search_term)
        own, _may_repeat = super().get_search_results(request, queryset.filter(access.own_records(user)), search_term)
        return queryset.filter(Q(pk__in=own.values("pk")) | access.publicly_called(self.model.KIND, search_term)), False

    def describe_choice(self, record: Record) -> str:
        return access.called(record)

    def _is_choosing(self, request: HttpRequest) -> bool:
        match = request.resolver_match
        return match is not None and match.url_name == "autocomplete"

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        filters = self.get_list_filter(request)
        named = [each if isinstance(each, str) else each.parameter_name for each in filters]
        field, *rest = lookup.split("__")
        return field in [*named, self.date_hierarchy] and set(rest) <= LOOKUPS

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        # A filter by a related row lists those rows, which a contributor may not know of.
        filters, sees_all = super().get_list_filter(request), is_editor(access.staff(request))
        return [each for each in filters if sees_all or not self._is_relation(each)]

    def _is_relation(self, name: object) -> bool:
        return isinstance(name, str) and self.opts.get_field(name).is_relation

    # --- who may do what

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or is_editor(access.staff(request)) or self._is_unreviewed(obj)

    def _is_unreviewed(self, record: Record) -> bool:
        return record.working_state != WorkingState.READY and not standing_known(record).was_published

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not standing_known(obj).was_published)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        # Deleting is for one record at a time: the list's action would not ask what was published.
        return {name: each for name, each in super().get_actions(request).items() if name != "delete_selected"}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        # An address that was public changes by a redirect only; a contributor's is made by the server.
        fixed = obj is not None and standing_known(obj).was_published
        typed_by_editor = is_editor(access.staff(request)) and not fixed
        return [*super().get_readonly_fields(request, obj), *([] if typed_by_editor else ["slug"])]

    # --- the form

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[type[InlineModelAdmin]]:
        return [*self.own_inlines, NameInline, CitationInline]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.kind = self.model.KIND
        form.base_fields["why"].required = obj is not None and standing_known(obj).was_published
        return form

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return limit_to_seen(field, db_field, access.staff(request)) if field else field

    # --- saving

    def changeform_view(self, request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *given, **named)
        except IntegrityError:
            # Somebody saved the same between the check and the write: checked again, it comes as the form's error.
            return super().changeform_view(request, *given, **named)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        staff_log.sign(access.staff(request), form.cleaned_data.get("why") or "")
        obj.edited_before = obj.edited_by_id
        if not change:
            obj.edited_by = access.staff(request)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: list[BaseModelFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        edited = set(form.changed_data) - {"why", "started_from"} or any(each.has_changed() for each in formsets)
        if change and edited:
            services.changed(form.instance, access.staff(request))
            reopen(form.instance)

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: Any, change: bool) -> None:
        user = access.staff(request)
        cited = [each for each in formset.forms if isinstance(each, OpenedForm) and each.has_changed()]
        for each in cited:
            each.note_found(user)
        super().save_formset(request, form, formset, change)
        for each in cited:
            if each.instance.pk and each not in formset.deleted_forms:
                each.say_found(user)

    # The staff log has every change, field by field, and is shown by rules; Django's own list of titles is not kept.

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:  # type: ignore[override]
        return None

    # --- deleting what was never published

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        rows = [part for record in objs for part in [record, *parts_of(record)]]
        counts: dict[str, int] = {}
        for row in rows:
            name = str(row._meta.verbose_name_plural)
            counts[name] = counts.get(name, 0) + 1
        return [f"{row._meta.verbose_name}: {row}" for row in rows], counts, set(), []

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", object_id)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        discard(obj, by=access.staff(request), why=str(_("Deleted before it was ever published.")))
