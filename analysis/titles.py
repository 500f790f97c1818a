"""One line that says what a record is, in the reader's language; pages, feeds and the timeline use the same."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from attacks.choices import Weapon
from editorial.choices import RecordKind
from handovers.choices import HandoverStatus

Row = dict[str, Any]


def local(embedded: Row | None, field: str = "name") -> str:
    """A name in the reader's language, where the record has it in that."""
    if not embedded:
        return ""
    return (get_language() == "ar" and embedded.get(f"{field}_ar")) or embedded.get(field) or ""


def title_of(kind: str, row: Row) -> str:
    """The title of a document of this kind."""
    return TITLES[kind](row)


def handover_title(row: Row) -> str:
    site = local(row, "site_name")
    base = local(row["base"])
    return _("%(base)s: %(site)s") % {"base": base, "site": site} if site else base


def handover_event_title(row: Row) -> str:
    """What happened: "Besmaya handed over", for a timeline."""
    base = local(row["base"])
    phrases = {
        HandoverStatus.COMPLETED: _("%(base)s handed over"),
        HandoverStatus.SCHEDULED: _("%(base)s: handover scheduled"),
        HandoverStatus.ANNOUNCED: _("%(base)s: handover announced"),
        HandoverStatus.POSTPONED: _("%(base)s: handover postponed"),
        HandoverStatus.CANCELLED: _("%(base)s: handover cancelled"),
    }
    return phrases[HandoverStatus(row["status"])] % {"base": base}


def attack_title(row: Row) -> str:
    """What fell, how much of it, and where: "4 rockets: Besmaya"."""
    return _("%(what)s: %(where)s") % {
        "what": munitions_in_words(row),
        "where": local(row["base"]) or local(row, "place") or _("place not reported"),
    }


def munitions_in_words(row: Row) -> str:
    """How many munitions of which kind: "4 rockets", "11 to 36 rockets", "mortar attack" where no count is reported."""
    return _munitions(get_language() or "", row["munitions_min"], row["munitions_max"], tuple(row["weapons"]))


@lru_cache(maxsize=4096)
def _munitions(language: str, least: int | None, most: int | None, weapons: tuple[str, ...]) -> str:
    """The same words for the same counts, kept by language: a timeline has thousands of them."""
    if least is None:
        return _attack_in_words(weapons)
    number = _counted(least, most)
    words = {
        "count": range_in_words(least, most),
        "noun": _noun(weapons[0] if len(weapons) == 1 else "", number),
    }
    return ngettext("%(count)s %(noun)s", "%(count)s %(noun)s", number) % words


def _counted(least: int, most: int | None) -> int:
    """The number that a noun agrees with. A range up to two is no pair: Arabic says a pair by the noun alone."""
    number = most or least
    return 3 if number == 2 and least != most else number


def _attack_in_words(weapons: Sequence[str]) -> str:
    phrases = {
        Weapon.ROCKET: _("Rocket attack"),
        Weapon.MORTAR: _("Mortar attack"),
        Weapon.ONE_WAY_DRONE: _("Drone attack"),
        Weapon.BALLISTIC_MISSILE: _("Ballistic missile attack"),
        Weapon.CRUISE_MISSILE: _("Cruise missile attack"),
        Weapon.IED: _("Roadside bomb attack"),
        Weapon.SMALL_ARMS: _("Small-arms attack"),
    }
    only = Weapon(weapons[0]) if len(weapons) == 1 else Weapon.OTHER
    return phrases.get(only, _("Attack"))


def weapons_in_words(weapons: list[str]) -> str:
    return ", ".join(str(Weapon(code).label) for code in weapons)


def _noun(weapon: str, count: int) -> str:
    nouns = {
        Weapon.ROCKET: ngettext("rocket", "rockets", count),
        Weapon.MORTAR: ngettext("mortar round", "mortar rounds", count),
        Weapon.ONE_WAY_DRONE: ngettext("drone", "drones", count),
        Weapon.BALLISTIC_MISSILE: ngettext("ballistic missile", "ballistic missiles", count),
        Weapon.CRUISE_MISSILE: ngettext("cruise missile", "cruise missiles", count),
        Weapon.IED: ngettext("roadside bomb", "roadside bombs", count),
    }
    return nouns[Weapon(weapon)] if weapon in nouns else ngettext("munition", "munitions", count)


def range_in_words(least: int | None, most: int | None) -> str:
    """A count's range: "4", "11 to 36", "at least 3", "none", "not reported"."""
    if least is None:
        return _("not reported")
    if most is None:
        return _("at least %(count)d") % {"count": least}
    if least == most:
        return _("none") if least == 0 else str(least)
    return _("%(least)d to %(most)d") % {"least": least, "most": most}


def _presence_title(row: Row) -> str:
    return _("%(force)s at %(base)s") % {"force": local(row["force"]), "base": local(row["base"])}


def _statement_title(row: Row) -> str:
    return _("%(speaker)s on %(actor)s") % {"speaker": row["speaker"], "actor": local(row["actor"])}


TITLES: dict[str, Callable[[Row], str]] = {
    RecordKind.DRAWDOWN: local,
    RecordKind.BASE: local,
    RecordKind.PRESENCE: _presence_title,
    RecordKind.HANDOVER: handover_title,
    RecordKind.ATTACK: attack_title,
    RecordKind.SERIES_ATTRIBUTION: _statement_title,
    RecordKind.CONTEXT_EVENT: lambda row: local(row, "title"),
}
