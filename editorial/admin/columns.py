"""Columns and filters that every list of records has."""

from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from editorial.choices import PublicState
from editorial.models import Record
from editorial.standing import in_state, standing_of

Labels = list[tuple[str, Any]]


class PublicStateFilter(admin.SimpleListFilter):
    """By what the public sees of the record."""

    title = _("public state")
    parameter_name = "public"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Labels:
        return list(PublicState.choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return in_state(queryset, self.value() or "") if self.value() in PublicState.values else queryset


class UnpublishedEditsFilter(admin.SimpleListFilter):
    """Public records whose working copy has moved on."""

    title = _("unpublished edits")
    parameter_name = "edits"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Labels:
        return [("yes", _("yes")), ("no", _("no"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in {"yes", "no"}:
            return queryset
        edited = queryset.filter(published_revision__lt=F("revision"))
        return edited if self.value() == "yes" else queryset.exclude(pk__in=edited.values("pk"))


@admin.display(description=_("public"), ordering="standing_version")
def public_column(record: Any) -> str:
    """`published v3`, and whether the working copy has moved on since."""
    standing = standing_of(record)
    words = str(standing.label) + (f" v{standing.version}" if standing.version else "")
    return f"{words} · {_('edited since')}" if has_edits(record) else words


def has_edits(record: Record) -> bool:
    """Whether a record that was published has been edited since."""
    return record.published_revision is not None and record.revision > record.published_revision


@admin.display(description=_("date"), ordering="date_latest")
def date_column(record: Any) -> str:
    """A window as one word."""
    return window_in_words(record.date_earliest, record.date_latest)


@admin.display(description=_("last edited"), ordering="edited_at")
def edited_column(record: Record) -> str:
    return f"{record.edited_at:%Y-%m-%d} {record.edited_by or ''}"


def window_in_words(earliest: object, latest: object) -> str:
    if earliest == latest:
        return str(earliest or "—")
    return f"{earliest or '…'} – {latest or '…'}"


STATE: list[Any] = ["working_state", public_column, edited_column]
STATE_FILTERS: list[Any] = ["working_state", PublicStateFilter, UnpublishedEditsFilter]
