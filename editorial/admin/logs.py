"""Both logs, to read only; and the parts of records in lists that are searched across all of them."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editorial.admin import access
from editorial.admin.root import record_page
from editorial.models import Citation, Claim, Name, PublicLogEntry, Redirect, Revision
from editorial.roles import is_editor


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows to search and read; they are written elsewhere."""

    list_per_page = 50
    show_full_result_count = False
    actions: Any = None
    own_rows = ""
    """The path to the record, for rows of which a contributor sees those of own records."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, user = super().get_queryset(request), access.staff(request)
        if not self.own_rows or is_editor(user):
            return rows
        return rows.filter(**{f"{self.own_rows}__in": access.own(user)})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        # Asked before the row is looked for, or the answer would tell whether there is one.
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        field, _joined, rest = lookup.partition("__")
        by_day = field == self.date_hierarchy and rest in {"year", "month", "day", "gte", "lt"}
        return by_day or (field in self.list_filter and rest in {"exact", "in"})


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    own_rows = "record"
    list_display = ["source", "record_link", "said_by", "relays", "verification"]
    list_filter = ["verification"]
    list_select_related = ["source__publisher", "record", "relays"]
    search_fields = ["source__title", "source__url", "said_by", "record__slug"]

    @admin.display(description=_("record"), ordering="record__slug")
    def record_link(self, citation: Citation) -> str:
        return format_html('<a href="{}">{}</a>', record_page(citation.record, "evidence"), citation.record.address)


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    own_rows = "citation__record"
    list_display = ["field", "value", "wording", "status", "record_link", "source"]
    list_filter = ["status"]
    list_select_related = ["citation__record", "citation__source__publisher"]
    search_fields = ["field", "wording", "note", "citation__record__slug"]

    @admin.display(description=_("record"), ordering="citation__record__slug")
    def record_link(self, claim: Claim) -> str:
        record = claim.citation.record
        return format_html('<a href="{}">{}</a>', record_page(record, "evidence"), record.address)

    @admin.display(description=_("source"))
    def source(self, claim: Claim) -> str:
        return str(claim.citation.source)


@admin.register(Name)
class NameAdmin(ReadOnlyAdmin):
    own_rows = "record"
    list_display = ["text", "lang", "kind", "record_link"]
    list_filter = ["kind"]
    list_select_related = ["record"]
    search_fields = ["text", "record__slug"]

    @admin.display(description=_("record"), ordering="record__slug")
    def record_link(self, name: Name) -> str:
        return format_html('<a href="{}">{}</a>', record_page(name.record, "change"), name.record.address)


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdmin):
    list_display = ["kind", "slug", "record"]
    list_filter = ["kind"]
    list_select_related = ["record"]
    search_fields = ["slug", "record__slug"]


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """The staff log: one row for each transaction that changed working rows."""

    list_display = ["seq", "sealed_at", "who", "why", "changes"]
    search_fields = ["who", "why"]
    date_hierarchy = "sealed_at"
    ordering = ["-seq"]


@admin.register(PublicLogEntry)
class PublicLogAdmin(ReadOnlyAdmin):
    """The public log: one row for each version that became public."""

    list_display = ["seq", "published_from", "event", "kind", "slug", "version"]
    list_filter = ["kind", "event"]
    search_fields = ["slug"]
    date_hierarchy = "published_from"
    ordering = ["-seq"]
