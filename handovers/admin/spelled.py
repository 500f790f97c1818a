"""Bases, forces and areas, as people who may know of them can name them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from editorial.admin.access import own_records
from editorial.admin.spelled import spelled
from editorial.choices import RecordKind, Retraction
from editorial.clock import FOREVER
from editorial.intake.spellings import Named
from editorial.models import Name, Redirect, User
from editorial.roles import is_editor
from handovers.models import Area, Force, MilitaryBase, PublishedMilitaryBase


@spelled("base")
def bases(user: User) -> Iterable[Named]:
    """Editors know every base under every name; others their own, and what is public under the names that are."""
    every = is_editor(user)
    seen = MilitaryBase.objects.filter(Q() if every else own_records(user)).exclude(_merged())
    yield from _working(seen)
    if not every:
        yield from _public(PublishedMilitaryBase.objects.at().exclude(record__in=seen.values("pk")))


def _merged() -> Exists:
    newest = PublishedMilitaryBase.objects.filter(record=OuterRef("pk"), published_until=FOREVER)
    return Exists(newest.filter(retraction=Retraction.MERGED))


def _working(rows: QuerySet[MilitaryBase]) -> Iterable[Named]:
    more: dict[int, list[str]] = defaultdict(list)
    for key, text in Name.objects.filter(record__in=rows.values("pk")).values_list("record_id", "text"):
        more[key].append(text)
    former = Redirect.objects.filter(kind=RecordKind.BASE, record__in=rows.values("pk"))
    for key, slug in former.values_list("record_id", "slug"):
        more[key].append(_words(slug))
    for key, slug, name, name_ar in rows.order_by("name").values_list("pk", "slug", "name", "name_ar"):
        yield Named(key, slug, name, (name, name_ar, _words(slug), *more[key]))


def _public(versions: QuerySet[PublishedMilitaryBase]) -> Iterable[Named]:
    for version in versions.order_by("name"):
        document: dict[str, Any] = version.document or {}
        names = [each["text"] for each in document.get("names") or []]
        spellings = (document["name"], document.get("name_ar") or "", _words(version.slug), *names)
        yield Named(version.record_id, version.slug, document["name"], spellings)


@spelled("force")
def forces(user: User) -> Iterable[Named]:
    for key, slug, name, name_ar in Force.objects.values_list("pk", "slug", "name", "name_ar"):
        yield Named(key, slug, name, (name, name_ar, _words(slug)))


@spelled("area")
def areas(user: User) -> Iterable[Named]:
    for key, code, name, name_ar, aliases in Area.objects.values_list("pk", "code", "name", "name_ar", "aliases"):
        yield Named(key, code, name, (name, name_ar, *aliases))


def _words(slug: str) -> str:
    return slug.replace("-", " ")
