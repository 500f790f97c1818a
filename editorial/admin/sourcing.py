"""Publishers and sources at the desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from editorial.admin import access
from editorial.admin.archives import ArchiveInline, FetchingAdmin, LinkFilter
from editorial.admin.references import ReferenceAdmin
from editorial.models import Publisher, Source


@admin.register(Publisher)
class PublisherAdmin(ReferenceAdmin):
    list_display = ["name", "slug", "kind", "country", "language"]
    list_filter = ["kind"]
    search_fields = ["name", "name_ar", "slug"]
    fields = ["name", "name_ar", "slug", "kind", "country", "language", "note"]


@admin.register(Source)
class SourceAdmin(FetchingAdmin, ReferenceAdmin):
    list_display = ["title", "publisher", "published_on", "language", "is_general_knowledge"]
    list_filter = ["publisher__kind", "is_general_knowledge", LinkFilter]
    inlines = [ArchiveInline]
    list_select_related = ["publisher"]
    search_fields = ["title", "url", "public_id", "publisher__name"]
    date_hierarchy = "published_on"
    autocomplete_fields = ["publisher", "relays", "relays_publisher"]
    readonly_fields = ["public_id"]
    fields = [
        "publisher",
        "title",
        "url",
        ("published_on", "published_precision"),
        "language",
        "relays",
        "relays_publisher",
        "is_general_knowledge",
        "is_never_fetched",
        "note",
        "public_id",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        # A source without its publisher has no name.
        return access.sources_seen_by(access.staff(request)).select_related("publisher")

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        in_filters = lookup in {"link", "publisher__kind__exact", "publisher__kind__in"}
        by_day = lookup.startswith("published_on__") and lookup.count("__") == 1
        return in_filters or by_day or super().lookup_allowed(lookup, value, request)
