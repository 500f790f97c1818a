"""Bases at the desk."""

from typing import Any

from django.contrib import admin

from editorial import slugs
from editorial.admin.columns import STATE, STATE_FILTERS
from editorial.admin.parts import PartInline
from editorial.admin.recordform import PlacedForm
from editorial.admin.records import RecordAdmin
from handovers.models import DrawdownBase, MilitaryBase


class BaseForm(PlacedForm):
    def slug_of(self, cleaned: dict[str, Any]) -> str:
        return slugs.joined(cleaned.get("name"))


class DrawdownBaseInline(PartInline):
    model = DrawdownBase
    fields = ["drawdown", "counts", "reason"]
    autocomplete_fields = ["drawdown"]


@admin.register(MilitaryBase)
class BaseAdmin(RecordAdmin):
    form = BaseForm
    list_display = ["name", "name_ar", "base_kind", "governorate", *STATE]
    list_filter = ["base_kind", "governorate", *STATE_FILTERS]
    list_select_related = ["governorate", "edited_by"]
    search_fields = ["name", "name_ar", "slug", "names__text"]
    date_hierarchy = "edited_at"
    autocomplete_fields = ["within", "governorate"]
    own_inlines = [DrawdownBaseInline]
    fieldsets = [
        (None, {"fields": ["name", "name_ar", "slug", "base_kind", "within"]}),
        (None, {"fields": ["coordinates", ("uncertainty_m", "location_basis"), "governorate"]}),
        (None, {"fields": ["summary", "note"]}),
    ]
