"""A record's history at the desk."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from editorial.admin import access
from editorial.history import revisions_of
from editorial.models import Change, Revision

PAGE = 25


class HistoryPage(admin.ModelAdmin):
    """Revisions out of the staff log, newest first, in place of Django's own list of titles."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        record = access.found(self, request, object_id)
        concerned = Change.objects.filter(record_id=record.pk).values("xid")
        revisions = Revision.objects.filter(xid__in=concerned).order_by("-seq")
        page = Paginator(revisions, PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {
            "title": _("History"),
            "subtitle": str(record),
            "opts": self.opts,
            "object": record,
            "original": record,
            "page": page,
            "revisions": revisions_of(record, page.object_list),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/editorial/record/history.html", context)
