"""Work that goes on by itself, to follow: editors see all of it, contributors what they asked for."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from editorial.admin import access
from editorial.admin.logs import ReadOnlyAdmin
from editorial.models import Job
from editorial.roles import is_editor


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "owner", "steps_done", "steps", "asked_at", "finished_at", "problem"]
    list_filter = ["state"]
    list_select_related = ["owner"]
    search_fields = ["kind", "owner__username"]
    date_hierarchy = "asked_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, user = super().get_queryset(request), access.staff(request)
        return rows if is_editor(user) else rows.filter(owner=user)
