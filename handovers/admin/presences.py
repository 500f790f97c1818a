"""Presences at the desk."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial import slugs
from editorial.admin.columns import STATE, STATE_FILTERS, window_in_words
from editorial.admin.recordform import RecordForm
from editorial.admin.records import RecordAdmin
from handovers.models import Presence


class PresenceForm(RecordForm):
    def slug_of(self, cleaned: dict[str, Any]) -> str:
        base, force = cleaned.get("base"), cleaned.get("force")
        return slugs.joined(base.slug, force.slug) if base and force else ""


@admin.register(Presence)
class PresenceAdmin(RecordAdmin):
    form = PresenceForm
    list_display = ["__str__", "role", "began", "ended", "end_known", "last_confirmed_on", *STATE]
    list_filter = ["role", "end_known", "force", *STATE_FILTERS]
    list_select_related = ["base", "force", "edited_by"]
    search_fields = ["slug", "base__name", "base__name_ar", "force__name", "unit"]
    date_hierarchy = "last_confirmed_on"
    autocomplete_fields = ["base", "force"]
    fieldsets = [
        (None, {"fields": [("base", "force"), ("role", "unit"), "slug"]}),
        (_("From"), {"fields": [("start_earliest", "start_latest", "start_precision")]}),
        (_("Until"), {"fields": ["end_known", ("end_earliest", "end_latest", "end_precision"), "last_confirmed_on"]}),
        (None, {"fields": ["summary", "note"]}),
    ]

    @admin.display(description=_("start"), ordering="start_earliest")
    def began(self, presence: Presence) -> str:
        return window_in_words(presence.start_earliest, presence.start_latest)

    @admin.display(description=_("end"), ordering="end_latest")
    def ended(self, presence: Presence) -> str:
        return window_in_words(presence.end_earliest, presence.end_latest)
