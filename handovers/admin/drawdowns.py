"""Drawdowns at the desk, with their coverage and the steps that belong to no single handover."""

from typing import Any

from django import forms
from django.contrib import admin

from editorial import slugs
from editorial.admin.columns import STATE, STATE_FILTERS
from editorial.admin.fields import WordsField
from editorial.admin.parts import PartInline
from editorial.admin.recordform import RecordForm
from editorial.admin.records import RecordAdmin
from handovers.admin.handovers import MilestoneInline
from handovers.models import Coverage, Drawdown


class DrawdownForm(RecordForm):
    def slug_of(self, cleaned: dict[str, Any]) -> str:
        country, starts_on = cleaned.get("country"), cleaned.get("starts_on")
        return slugs.joined(country.name, starts_on.year) if country and starts_on else ""


class CoverageForm(forms.ModelForm):
    languages = WordsField(label=Coverage._meta.get_field("languages").verbose_name, required=False)


class CoverageInline(PartInline):
    model = Coverage
    form = CoverageForm
    fields = ["what", "date_earliest", "date_latest", "area", "languages", "searched_on", "result"]


@admin.register(Drawdown)
class DrawdownAdmin(RecordAdmin):
    form = DrawdownForm
    list_display = ["name", "coalition", "starts_on", "ends_on", "checked_on", *STATE]
    list_filter = STATE_FILTERS
    list_select_related = ["coalition", "edited_by"]
    search_fields = ["name", "name_ar", "slug"]
    date_hierarchy = "starts_on"
    autocomplete_fields = ["coalition", "host", "country"]
    own_inlines = [MilestoneInline, CoverageInline]
    fieldsets = [
        (None, {"fields": ["name", "name_ar", "slug", ("coalition", "host", "country")]}),
        (None, {"fields": [("starts_on", "ends_on"), "checked_on", "timezone", "stale_after_days"]}),
        (None, {"fields": ["summary", "note"]}),
    ]
