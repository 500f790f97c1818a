"""Values of the record as people read them: windows, ranges, places, codes and lists, in the reader's language."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Choices
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from analysis.dates import as_day, day_in_words, in_words
from analysis.titles import local, range_in_words
from attacks.choices import Outcome, Side, Stance, Target, Weapon
from editorial.choices import LocationBasis, NameKind, PublisherKind, Verification
from handovers.choices import (
    AreaKind,
    BaseKind,
    BaseStatus,
    EndKnown,
    HandoverStatus,
    MilestoneKind,
    Portion,
    PresenceRole,
)

Row = dict[str, Any]

VOCABULARIES: dict[str, type[Choices]] = {
    "area": AreaKind,
    "base_kind": BaseKind,
    "base_status": BaseStatus,
    "end_known": EndKnown,
    "location_basis": LocationBasis,
    "milestone": MilestoneKind,
    "name_kind": NameKind,
    "outcome": Outcome,
    "portion": Portion,
    "publisher": PublisherKind,
    "role": PresenceRole,
    "side": Side,
    "stance": Stance,
    "status": HandoverStatus,
    "target": Target,
    "verification": Verification,
    "weapon": Weapon,
}


def code_in_words(code: str | None, vocabulary: type[Choices]) -> str:
    """The label of a code; the code itself where the vocabulary has no such one."""
    if code is None:
        return _("not reported")
    return str(dict(vocabulary.choices).get(code, code))


def window_in_words(row: Row, prefix: str = "date") -> str:
    """The window of a document's three columns."""
    earliest, latest = (as_day(row.get(f"{prefix}_{bound}")) for bound in ("earliest", "latest"))
    return in_words(earliest, latest, row.get(f"{prefix}_precision"))


def range_of(row: Row, name: str) -> str:
    """A count's range in a document: "4", "at least 3", "none", "not reported"."""
    return range_in_words(row[f"{name}_min"], row[f"{name}_max"])


def distance_in_words(metres: int | None) -> str:
    """A radius: "800 m", "1.5 km", "15 km"."""
    if metres is None:
        return _("not stated")
    if metres < 1000:
        return _("%(count)s m") % {"count": metres}
    kilometres = metres / 1000
    return _("%(count)s km") % {"count": number_format(kilometres, 0 if kilometres == int(kilometres) else 1)}


def listed(texts: Iterable[str]) -> str:
    """A list in a sentence: "A, B and C"."""
    *rest, last = list(texts) or [""]
    return _("%(list)s and %(last)s") % {"list": ", ".join(rest), "last": last} if rest else last


def names_of(embedded: Iterable[Row] | None) -> str:
    """The names of embedded objects, in a sentence."""
    return listed(local(each) for each in embedded or [])


def _claimed_window(value: Row) -> str:
    return in_words(as_day(value.get("earliest")), as_day(value.get("latest")), value.get("precision") or "day")


def _claimed_range(value: Row) -> str:
    return range_in_words(value.get("min"), value.get("max"))


def _claimed_casualties(value: Row) -> str:
    killed, wounded = (
        range_in_words(value.get(f"{name}_min"), value.get(f"{name}_max")) for name in ("killed", "wounded")
    )
    return _("killed: %(killed)s; wounded: %(wounded)s") % {"killed": killed, "wounded": wounded}


def _claimed_place(value: Row) -> str:
    return value.get("text") or value.get("area") or _("not reported")


def _claimed_day(value: str) -> str:
    try:
        return day_in_words(date.fromisoformat(value))
    except ValueError:
        return value


def _readable_slugs(value: str | list[str]) -> str:
    return listed(str(slug).replace("-", " ") for slug in ([value] if isinstance(value, str) else value))


CLAIMED: dict[str, tuple[type | tuple[type, ...], Callable[[Any], str]]] = {
    "date": (dict, _claimed_window),
    "scheduled_for": (dict, _claimed_window),
    "munitions": (dict, _claimed_range),
    "killed": (dict, _claimed_range),
    "wounded": (dict, _claimed_range),
    "casualties": (dict, _claimed_casualties),
    "launch_area": (dict, _claimed_place),
    "place": (dict, _claimed_place),
    "transferring_forces": (list, _readable_slugs),
    "receiving_force": (str, _readable_slugs),
    "announced_on": (str, _claimed_day),
    "portion": (str, lambda value: code_in_words(value, Portion)),
    "status": (str, lambda value: code_in_words(value, HandoverStatus)),
    "outcome": (str, lambda value: code_in_words(value, Outcome)),
    "target": (str, lambda value: code_in_words(value, Target)),
    "weapons": (list, lambda value: listed(code_in_words(each, Weapon) for each in value)),
}
"""How the typed value of a claim reads, by the claim's field and the shape that is expected there."""


def claim_in_words(field: str, value: object) -> str:
    """What a claim's value says of a field; null is "not reported"."""
    if value is None:
        return _("not reported")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    shape, in_words_of = CLAIMED.get(field, (type(None), str))
    return in_words_of(value) if isinstance(value, shape) else str(value)
