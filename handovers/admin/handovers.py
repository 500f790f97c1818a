"""Handovers at the desk, with their forces and milestones."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial import slugs
from editorial.admin.columns import STATE, STATE_FILTERS, date_column
from editorial.admin.parts import PartInline
from editorial.admin.recordform import RecordForm
from editorial.admin.records import RecordAdmin
from editorial.admin.wordfields import WindowField
from editorial.admin.wordsform import WordsForm, window_shown
from handovers.models import Handover, Milestone, TransferringForce


class HandoverForm(WordsForm, RecordForm):
    date_words = WindowField(label=_("Day"))
    scheduled_words = WindowField(label=_("Scheduled for"))
    windows = {"date_words": "date", "scheduled_words": "scheduled"}

    def slug_of(self, cleaned: dict[str, Any]) -> str:
        base = cleaned.get("base")
        days = [cleaned.get(name) for name in ("date_latest", "scheduled_latest", "scheduled_earliest", "announced_on")]
        year = next((day.year for day in days if day), None)
        return slugs.joined(base.slug, year) if base else ""


EXACTLY = ("date_earliest", "date_latest", "date_precision")


class TransferringForceInline(PartInline):
    model = TransferringForce
    fields = ["force", "position"]
    autocomplete_fields = ["force"]


class MilestoneForm(WordsForm):
    date_words = WindowField(label=_("Day"), help_text="")
    windows = {"date_words": "date"}


class MilestoneInline(PartInline):
    model = Milestone
    form = MilestoneForm
    fields = ["kind", "date_words", "title", "title_ar", "source", *EXACTLY]
    autocomplete_fields = ["source"]


@admin.register(Handover)
class HandoverAdmin(RecordAdmin):
    form = HandoverForm
    list_display = ["__str__", "status", date_column, "counted", *STATE]
    list_filter = ["status", "counted", "drawdown", *STATE_FILTERS]
    list_select_related = ["base", "edited_by"]
    search_fields = ["slug", "base__name", "base__name_ar", "site_name", "summary"]
    date_hierarchy = "date_latest"
    autocomplete_fields = ["drawdown", "base", "receiving_force"]
    own_inlines = [TransferringForceInline, MilestoneInline]
    fieldsets = [
        (None, {"fields": [("drawdown", "base"), ("status", "portion"), "site_name", "site_name_ar", "slug"]}),
        (_("When"), {"fields": ["date_words", "scheduled_words", "announced_on", "on_schedule"]}),
        (
            _("When, in exact columns"),
            {
                "classes": ["collapse"],
                "fields": [EXACTLY, ("scheduled_earliest", "scheduled_latest", "scheduled_precision")],
            },
        ),
        (_("Whom to"), {"fields": [("receiving_force", "receiving_detail"), "onward_destination"]}),
        (_("Counting"), {"fields": ["counted", "counted_reason"]}),
        (None, {"fields": ["summary", "note"]}),
    ]
    date_words = window_shown("date", _("Day"))
    scheduled_words = window_shown("scheduled", _("Scheduled for"))
