"""All records of every kind in one list, each leading to its own desk."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editorial.admin import access
from editorial.admin.columns import UnpublishedEditsFilter
from editorial.models import Record
from editorial.roles import is_editor


def record_page(record: Record, page: str) -> str:
    """The address of a page of a record at the desk of its kind."""
    model = next(each for each in apps.get_models() if issubclass(each, Record) and record.kind == each.KIND)
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=[record.pk])


@admin.register(Record)
class AllRecordsAdmin(admin.ModelAdmin):
    """To search across kinds; a record is changed at the desk of its kind."""

    list_display = ["link", "kind", "working_state", "edited_by", "edited_at"]
    list_display_links = None
    list_filter = ["kind", "working_state", UnpublishedEditsFilter]
    list_select_related = ["edited_by"]
    list_per_page = 50
    show_full_result_count = False
    search_fields = ["slug", "summary", "names__text"]
    date_hierarchy = "edited_at"
    ordering = ["-edited_at", "-pk"]
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, user = super().get_queryset(request), access.staff(request)
        return rows if is_editor(user) else rows.filter(access.own_records(user))

    @admin.display(description=_("record"), ordering="slug")
    def link(self, record: Record) -> str:
        return format_html('<a href="{}">{}</a>', record_page(record, "change"), record.slug)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A record is read and changed at the desk of its kind."""
        return redirect(record_page(access.found(self, request, object_id), "change"))

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return redirect(record_page(access.found(self, request, object_id), "history"))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        field, _joined, rest = lookup.partition("__")
        by_day = field == "edited_at" and rest in {"year", "month", "day", "gte", "lt"}
        by_code = field in {"kind", "working_state"} and rest in {"exact", "in"}
        return by_day or by_code or lookup == UnpublishedEditsFilter.parameter_name
