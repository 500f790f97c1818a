"""Archived pages of sources at the desk: to read, as plain text; and the action that asks for them."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from editorial import jobs, roles
from editorial.admin import access
from editorial.admin.logs import ReadOnlyAdmin
from editorial.models import Source, SourceArchive

FETCHED = ["fetched_at", "status", "problem", "content_type", "size", "digest"]


@admin.register(SourceArchive)
class ArchiveAdmin(ReadOnlyAdmin):
    """Never the page's own markup: its words, escaped as all text is."""

    list_display = ["source", *FETCHED[:-1]]
    list_filter = ["problem"]
    list_select_related = ["source__publisher"]
    search_fields = ["source__title", "source__public_id", "text"]
    date_hierarchy = "fetched_at"
    fields = ["source", "url", *FETCHED, "text"]


class ArchiveInline(admin.TabularInline):
    """The fetches of one source, newest first."""

    model = SourceArchive
    fields = [*FETCHED]
    readonly_fields = FETCHED
    extra = 0
    show_change_link = True
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("text")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class LinkFilter(admin.SimpleListFilter):
    """What the newest fetch of each source came to."""

    title = _("link")
    parameter_name = "link"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("fine", _("answers")), ("rotten", _("does not answer")), ("unknown", _("never tried"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        newest = SourceArchive.objects.filter(source=OuterRef("pk")).values("problem")[:1]
        tried = queryset.annotate(newest_problem=Subquery(newest))
        if self.value() == "fine":
            return tried.filter(newest_problem="")
        if self.value() == "rotten":
            return tried.exclude(newest_problem="").exclude(newest_problem__isnull=True)
        return tried.filter(newest_problem__isnull=True) if self.value() == "unknown" else queryset


class FetchingAdmin(admin.ModelAdmin):
    """Sources that can be fetched on request, where the site fetches at all."""

    actions = ["fetch_and_archive"]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        if not (settings.ARCHIVING and request.user.has_perm(roles.PUBLISH)):
            actions.pop("fetch_and_archive", None)
        return actions

    @admin.action(description=_("Fetch and archive"))
    def fetch_and_archive(self, request: HttpRequest, queryset: QuerySet[Source]) -> None:
        asked = [
            jobs.ask("editorial.archive_source", owner=access.staff(request), source=pk)
            for pk in Source.objects.fetchable().filter(pk__in=queryset.values("pk")).values_list("pk", flat=True)
        ]
        said = ngettext("%d page will be fetched.", "%d pages will be fetched.", len(asked)) % len(asked)
        self.message_user(request, said, messages.SUCCESS)
