"""Areas and forces at the desk."""

from django.contrib import admin

from editorial.admin.references import ReferenceAdmin
from handovers.models import Area, Force


@admin.register(Area)
class AreaAdmin(ReferenceAdmin):
    list_display = ["name", "name_ar", "code", "kind", "parent", "pcode"]
    list_filter = ["kind"]
    list_select_related = ["parent"]
    search_fields = ["name", "name_ar", "code", "pcode"]
    autocomplete_fields = ["parent"]
    fields = ["name", "name_ar", "code", "kind", "parent", "pcode", "aliases"]
    words = ("aliases",)


@admin.register(Force)
class ForceAdmin(ReferenceAdmin):
    list_display = ["name", "name_ar", "slug", "kind", "country"]
    list_filter = ["kind"]
    search_fields = ["name", "name_ar", "slug"]
    fields = ["name", "name_ar", "slug", "kind", "country", "note"]
