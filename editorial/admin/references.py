"""What the desks of reference rows share: publishers, sources, forces, areas, actors."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import ForeignKey
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from editorial import roles, services, staff_log
from editorial.admin import access
from editorial.admin.fields import WordsField
from editorial.admin.parts import limit_to_seen
from editorial.admin.referenceform import ReferenceForm
from editorial.admin.stepforms import StepForm
from editorial.fields import REFERENCES, ReferenceDocument
from editorial.models import PublishedReference


class ReferenceAdmin(admin.ModelAdmin):
    """A kind of reference row. It is public while a public record uses it; a change to it is published by a step."""

    form = ReferenceForm
    change_form_template = "admin/editorial/reference/change_form.html"
    list_per_page = 50
    show_full_result_count = False
    words: tuple[str, ...] = ()
    """Fields that hold a list of texts."""

    @property
    def document(self) -> ReferenceDocument:
        return next(each for each in REFERENCES.values() if each.table == self.opts.db_table)

    @property
    def key(self) -> str:
        """The field that is the row's part of its address."""
        return self.document.key.rpartition(".")[2]

    def was_public(self, row: Any) -> bool:
        return PublishedReference.objects.filter(kind=self.document.kind, slug=getattr(row, self.key)).exists()

    # --- who may do what

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = [self.key] if obj is not None and self.was_public(obj) else []
        return list(dict.fromkeys([*super().get_readonly_fields(request, obj), *fixed]))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not self.was_public(obj))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {name: each for name, each in super().get_actions(request).items() if name != "delete_selected"}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        field, _joined, rest = lookup.partition("__")
        return field in self.get_list_filter(request) and rest in {"", "exact", "in", "isnull", "id__exact"}

    # --- the form

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.words:
            return WordsField(label=db_field.verbose_name, help_text=db_field.help_text, required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return limit_to_seen(field, db_field, access.staff(request)) if field else field

    def render_change_form(self, request: HttpRequest, context: Any, *given: Any, **named: Any) -> HttpResponse:
        row = context.get("original")
        if row is not None:
            context |= {"was_public": self.was_public(row), "may_publish": request.user.has_perm(roles.PUBLISH)}
        return super().render_change_form(request, context, *given, **named)

    # --- publishing a change

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_publish"
        page = path("<path:object_id>/publish/", self.admin_site.admin_view(self.publish_view), name=name)
        return [page, *super().get_urls()]

    def publish_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = access.found(self, request, object_id)
        if not request.user.has_perm(roles.PUBLISH):
            raise PermissionDenied
        form = StepForm(request.POST or None)
        if form.is_valid():
            slug, by = getattr(row, self.key), access.staff(request)
            count = services.publish_reference(self.document.kind, slug, by=by, why=form.cleaned_data["why"])
            said = ngettext("Published: %d record shows it.", "Published: %d records show it.", count) % count
            self.message_user(request, said, messages.SUCCESS)
            return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", row.pk)
        context = self.admin_site.each_context(request) | {
            "title": _("Publish"),
            "subtitle": str(row),
            "opts": self.opts,
            "original": row,
            "form": form,
        }
        return TemplateResponse(request, "admin/editorial/record/step.html", context)

    # --- saving: the staff log is the log

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        staff_log.sign(access.staff(request), "")
        super().save_model(request, obj, form, change)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        staff_log.sign(access.staff(request), "")
        super().delete_model(request, obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        return None

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        return None

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:  # type: ignore[override]
        return None
