"""Inlines of what belongs to a record: they may be changed when the record may."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.admin import access
from editorial.admin.opening import OpenedForm, opens
from editorial.models import Citation, Name, Record, Source, User
from editorial.roles import is_editor


def limit_to_seen(field: ModelChoiceField, db_field: models.ForeignKey, user: User) -> ModelChoiceField:
    """The field, offering and accepting only rows that the person may know of, called as they may know them."""
    target = db_field.remote_field.model
    if target is Source:
        # A source without its publisher has no name.
        field.queryset = access.sources_seen_by(user).select_related("publisher")
    elif target is Record:
        field.queryset = Record.objects.all() if is_editor(user) else access.own(user)
    elif issubclass(target, Record):
        field.queryset = access.choosable(target._default_manager.all(), str(target.KIND), user)
        field.label_from_instance = access.called  # type: ignore[assignment]
    return field


class PartInline(admin.TabularInline):
    """Rows of one record."""

    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # Each row is called by what it points to.
        return super().get_queryset(request).select_related()

    def formfield_for_foreignkey(self, db_field: models.ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return limit_to_seen(field, db_field, access.staff(request)) if field else field

    def has_add_permission(self, request: HttpRequest, obj: Any) -> bool:  # type: ignore[override]
        return super().has_add_permission(request, obj) and self._record_may_change(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self._record_may_change(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and self._record_may_change(request, obj)

    def _record_may_change(self, request: HttpRequest, record: Any) -> bool:
        if record is None or record.pk is None:
            return True
        return self.admin_site.get_model_admin(self.parent_model).has_change_permission(request, record)


class NameInline(PartInline):
    model = Name
    fields = ["text", "lang", "kind", "source"]
    autocomplete_fields = ["source"]


class CitationInline(PartInline):
    """The sources of a record; what each passes on and claims has a page of its own."""

    model = Citation
    form = OpenedForm
    # Too much for one row of a table.
    template = "admin/edit_inline/stacked.html"
    fields = [("source", "opens"), ("said_by", "locator"), ("verification", "found", "found_words")]
    readonly_fields = ["opens"]
    autocomplete_fields = ["source"]

    @admin.display(description=_("Its page"))
    def opens(self, citation: Citation) -> str:
        return opens(citation)
