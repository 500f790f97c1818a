"""Context events at the desk."""

from typing import Any

from django.contrib import admin

from editorial import slugs
from editorial.admin.columns import STATE, STATE_FILTERS, date_column
from editorial.admin.recordform import RecordForm
from editorial.admin.records import RecordAdmin
from handovers.models import ContextEvent


class ContextEventForm(RecordForm):
    def slug_of(self, cleaned: dict[str, Any]) -> str:
        window = (cleaned.get("date_earliest"), cleaned.get("date_latest"), cleaned.get("date_precision") or "")
        return slugs.joined(slugs.day_part(*window), cleaned.get("title")) if cleaned.get("title") else ""


@admin.register(ContextEvent)
class ContextEventAdmin(RecordAdmin):
    form = ContextEventForm
    list_display = ["title", date_column, "drawdown", *STATE]
    list_filter = ["drawdown", *STATE_FILTERS]
    list_select_related = ["drawdown", "edited_by"]
    search_fields = ["title", "title_ar", "slug", "summary"]
    date_hierarchy = "date_latest"
    autocomplete_fields = ["drawdown", "refers_to"]
    fieldsets = [
        (None, {"fields": ["drawdown", "title", "title_ar", "slug"]}),
        (None, {"fields": [("date_earliest", "date_latest", "date_precision"), "refers_to"]}),
        (None, {"fields": ["summary", "note"]}),
    ]
