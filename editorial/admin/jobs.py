"""Work that goes on by itself, to follow, stop and run again: editors all of it, contributors what they asked for."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from editorial import jobs
from editorial.admin import access
from editorial.admin.logs import ReadOnlyAdmin
from editorial.choices import JobState
from editorial.models import Job
from editorial.roles import is_editor


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "state", "progress", "owner", "asked_at", "finished_at", "outcome"]
    list_filter = ["state"]
    list_select_related = ["owner"]
    search_fields = ["kind", "owner__username"]
    date_hierarchy = "asked_at"
    actions = ["stop_selected", "run_selected_again"]

    @admin.display(description=_("progress"))
    def progress(self, job: Job) -> str:
        """`3 / 13`, and whether it has been asked to stop."""
        done = f"{job.steps_done} / {job.steps}" if job.steps else str(job.steps_done or "—")
        return f"{done} · {_('asked to stop')}" if job.stop_asked and job.state == JobState.RUNNING else done

    @admin.display(description=_("result or problem"))
    def outcome(self, job: Job) -> str:
        told = job.result if isinstance(job.result, dict) else {}
        return job.problem or ", ".join(f"{name}: {value}" for name, value in told.items()) or "—"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, user = super().get_queryset(request), access.staff(request)
        return rows if is_editor(user) else rows.filter(owner=user)

    @admin.action(description=_("Stop the selected jobs"), permissions=["view"])
    def stop_selected(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        chosen = list(queryset.open())  # type: ignore[attr-defined]
        for job in chosen:
            jobs.stop(job)
        said = ngettext("%d job was asked to stop.", "%d jobs were asked to stop.", len(chosen))
        self.message_user(request, said % len(chosen))

    @admin.action(description=_("Run the selected jobs again"), permissions=["view"])
    def run_selected_again(self, request: HttpRequest, queryset: QuerySet[Job]) -> None:
        """Those that have ended; the others are left alone."""
        chosen = list(queryset.exclude(pk__in=Job.objects.open()))
        for job in chosen:
            jobs.run_again(job)
        said = ngettext("%d job will run again.", "%d jobs will run again.", len(chosen))
        self.message_user(request, said % len(chosen))
