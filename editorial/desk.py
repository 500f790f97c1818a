"""The editors’ desk as a whole: its name, and what a search for related rows answers. Loaded before any app’s admin."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

from django.contrib.admin.sites import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver
from django.utils.translation import gettext_lazy as _

PAGES: list[Callable[[AdminSite], URLPattern]] = []
"""Pages of the desk that belong to no model's admin; each app adds its own while its admin is loaded."""


class RelatedRows(AutocompleteJsonView):
    """Rows to point to: what the person may see, and for contributors also what is public, as it is public."""

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        describe = getattr(self.model_admin, "describe_choice", str)
        return result | {"text": describe(obj)}


class Desk(AdminSite):
    """The editors' desk."""

    site_header = _("Handover Watch: the editors’ desk")
    site_title = _("Handover Watch")
    index_title = _("The record")
    empty_value_display = "—"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [*(page(self) for page in PAGES), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits for the person, before everything that the desk has."""
        # Not before now: the desk is made while apps are still being loaded.
        waiting = import_module("editorial.admin.waiting")
        panels = waiting.panels_for(request.user)
        return super().index(request, {"panels": panels, **(extra_context or {})})

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Nothing of the desk comes back with the browser's back button."""
        response = super().logout(request, extra_context)
        response["Clear-Site-Data"] = '"cache"'
        return response

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        return RelatedRows.as_view(admin_site=self)(request)
