"""Attacks that may be the same as one that is being typed."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.urls import reverse
from django.utils.translation import gettext as _

from attacks.choices import Weapon
from attacks.models import Attack, PublishedAttack
from editorial.admin.access import own_records
from editorial.admin.similar import Similar, days_in, days_of, overlapping, public_page
from editorial.choices import RecordKind
from editorial.intake import counts
from editorial.intake.counts import Count
from editorial.intake.windows import Window
from editorial.models import User
from editorial.roles import is_editor
from handovers.models import MilitaryBase

FAMILIES = (
    {Weapon.ROCKET, Weapon.MORTAR, Weapon.BALLISTIC_MISSILE, Weapon.CRUISE_MISSILE},
    {Weapon.ONE_WAY_DRONE, Weapon.CRUISE_MISSILE, Weapon.BALLISTIC_MISSILE},
    {Weapon.IED},
    {Weapon.SMALL_ARMS},
)
"""Weapons that reports take for one another: what one calls rockets is missiles or mortar fire in the next."""

ANY = {Weapon.UNKNOWN, Weapon.OTHER}
MOST = 20


def similar_attacks(
    user: User, base: MilitaryBase | None, place: str, window: Window, weapons: Collection[str]
) -> Iterator[Similar]:
    """Attacks on the base, or at the place where none is named, on days in common and with weapons alike.

    A person is told what they may know of: an attack of somebody else's is compared as it is public.
    """
    if not window.precision or not (base or place):
        return
    every = is_editor(user)
    seen = Attack.objects.filter(Q() if every else own_records(user))
    here = seen.filter(base=base) if base else _at(seen.filter(base=None), "place", place)
    same = here.filter(overlapping(window), _alike(weapons)).select_related("base")
    yield from map(_working, same.order_by("-date_latest", "pk")[:MOST])
    if not every:
        public = PublishedAttack.objects.at().exclude(record__in=seen.values("pk"))
        nowhere = public.filter(base_slug=None)
        there = public.filter(base_slug=base.slug) if base else _at(nowhere, "document__place", place)
        alike = there.filter(overlapping(window), _alike(weapons)).order_by("-date_latest", "pk")
        yield from map(_public, alike[:MOST])


def _at(rows: QuerySet[Any], field: str, place: str) -> QuerySet[Any]:
    """Rows whose place is called the same, folded."""
    named = KT(field) if "__" in field else field
    folded = {
        "at": Func(named, function="search_fold", output_field=TextField()),
        "wanted": Func(Value(place), function="search_fold", output_field=TextField()),
    }
    return rows.annotate(**folded).filter(at__contains=folded["wanted"])


def _alike(weapons: Collection[str]) -> Q:
    """A condition on rows: one of their weapons may be one of these."""
    known = set(weapons)
    if not known or known & ANY:
        return Q()
    alike = known | ANY | {each for family in FAMILIES if family & known for each in family}
    return Q(weapons__overlap=sorted(str(each) for each in alike))


def _working(attack: Attack) -> Similar:
    count = counts.describe(Count.from_columns(attack, "munitions"), "munitions")
    where = str(attack.base or attack.place or attack.slug)
    parts = [where, days_of(attack), _weapons(attack.weapons), count, attack.get_working_state_display()]
    link = reverse("admin:attacks_attack_change", args=[attack.pk])
    return Similar(attack.address, " · ".join(map(str, parts)), link)


def _public(version: PublishedAttack) -> Similar:
    document: dict[str, Any] = version.document or {}
    count = counts.describe(Count(version.munitions_min, version.munitions_max), "munitions")
    where = (document.get("base") or {}).get("name") or document.get("place") or version.slug
    parts = [where, days_in(document), _weapons(version.weapons or []), count, _("published")]
    kind = RecordKind.ATTACK
    return Similar(f"{kind}:{version.slug}", " · ".join(parts), public_page(kind, version.slug))


def _weapons(codes: Collection[str]) -> str:
    return ", ".join(str(Weapon(code).label) for code in codes if code in Weapon.values)
