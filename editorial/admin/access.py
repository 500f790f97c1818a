"""Which rows a person sees: editors all, contributors their own records and the sources that these rest on."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.db.models import Case, CharField, Exists, Func, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.http import Http404, HttpRequest

from editorial.choices import ChangeOperation
from editorial.models import Change, Citation, PublishedReference, Record, Revision, Source, User
from editorial.publishing import published_model
from editorial.roles import is_editor

Rows = QuerySet[Any]


def added_by(user: User, table: str) -> QuerySet[Change]:
    """What the staff log says a person has added to a table."""
    signed = Revision.objects.filter(who=user.get_username()).values("xid")
    return Change.objects.filter(table=table, operation=ChangeOperation.INSERT, xid__in=signed)


def own_records(user: User) -> Q:
    """A condition on records: those that the person recorded, whoever edited them since."""
    return Q(edited_by=user) | Q(pk__in=added_by(user, "editorial_record").values("record_id"))


def own(user: User) -> QuerySet[Record]:
    return Record.objects.filter(own_records(user))


def staff(request: HttpRequest) -> User:
    """Who asks; the desk has let nobody else in."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101
    return user


def found(desk: ModelAdmin, request: HttpRequest, object_id: str) -> Any:
    """The row of a page; 404 where there is none or the person may not know of it."""
    row = desk.get_object(request, object_id)
    if row is None:
        raise Http404
    return row


def sources_seen_by(user: User) -> QuerySet[Source]:
    """Sources that a person may know of: an unpublished one tells what others are working on."""
    if is_editor(user):
        return Source.objects.all()
    public = PublishedReference.objects.at().filter(kind="source", slug=OuterRef("public_id"))
    cited = Citation.objects.filter(source=OuterRef("pk"), record__in=own(user))
    added = Q(pk__in=added_by(user, "editorial_source").values("row"))
    return Source.objects.filter(Exists(public) | Exists(cited) | added)


def choosable(rows: Rows, kind: str, user: User) -> Rows:
    """Records of a kind that a person may point to: own ones, and what is public, under the name that is public."""
    if is_editor(user):
        return rows
    public = _public(kind)
    return rows.filter(own_records(user) | Exists(public)).annotate(
        public_name=Case(
            When(own_records(user), then=Value(None, output_field=CharField())),
            default=Subquery(public.annotate(shown=KT("document__name")).values("shown")[:1], output_field=CharField()),
        )
    )


def called(record: Record) -> str:
    """How a record is called where it can be chosen: as the public knows it, for who may not see its working copy."""
    return getattr(record, "public_name", None) or str(record)


def publicly_called(kind: str, words: str) -> Exists:
    """A condition on records: public under a name that holds these words. The working copy's name is not looked at."""
    folded = Func(Value(words), function="search_fold", output_field=CharField())
    return Exists(_public(kind).filter(search_text__contains=folded))


def _public(kind: str) -> Rows:
    versions = published_model(kind)._default_manager.all()
    return versions.at().filter(record=OuterRef("pk"))  # type: ignore[attr-defined]
