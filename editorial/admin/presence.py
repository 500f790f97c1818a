"""What the page of a record asks while it is open: who else has it open too."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from editorial.admin import access
from editorial.models import Editing
from editorial.services.editing import arrive, leave


class PresencePage(admin.ModelAdmin):
    """`<id>/editing/`: a POST says that one is there, or with `leave` that one is not, and is told of the others."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_editing"
        page = path("<path:object_id>/editing/", self.admin_site.admin_view(self.editing_view), name=name)
        return [page, *super().get_urls()]

    def editing_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        record = access.found(self, request, object_id)
        if request.method != "POST" or not self.has_change_permission(request, record):
            raise PermissionDenied
        if "leave" in request.POST:
            leave(record, access.staff(request))
            return HttpResponse(status=204)
        others = arrive(record, access.staff(request))
        return JsonResponse({"others": [in_words(each) for each in others]})


def in_words(each: Editing) -> str:
    """Who it is, and since when."""
    given = {"who": each.editor.get_username(), "since": f"{localtime(each.since):%H:%M %Z}"}
    return _("%(who)s has this record open too, since %(since)s") % given
