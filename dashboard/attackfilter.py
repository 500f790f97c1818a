"""The filter over attacks, by the API's parameter names, so that a page's list and the API's are the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from attacks.choices import Outcome, Weapon
from attacks.models import PublishedAttack
from dashboard.search import asked_for, matching_with_base


@dataclass(frozen=True)
class AttackFilter:
    """What was asked for, read and checked; the window is inclusive, null is open."""

    drawdown: str = ""
    base: str = ""
    governorate: str = ""
    weapon: str = ""
    outcome: str = ""
    earliest: date | None = None
    latest: date | None = None
    killed_min: int | None = None
    q: str = ""

    @property
    def is_set(self) -> bool:
        return self != AttackFilter()

    @property
    def datetime(self) -> str:
        """The window as the API takes it."""
        if not (self.earliest or self.latest):
            return ""
        return f"{self.earliest or '..'}/{self.latest or '..'}"

    def parameters(self) -> dict[str, Any]:
        """The parameters of the API that select the same attacks."""
        names = ("drawdown", "base", "governorate", "weapon", "outcome", "datetime", "killed_min", "q")
        return {name: getattr(self, name) for name in names if getattr(self, name) not in ("", None)}

    def query(self) -> str:
        """The same as a query string."""
        return urlencode(self.parameters())


def read_filter(given: QueryDict) -> AttackFilter:
    """The filter of a query string. Raises ValidationError that says what is wrong."""
    earliest, latest = _window(given)
    return AttackFilter(
        drawdown=asked_for(given, "drawdown"),
        base=asked_for(given, "base"),
        governorate=asked_for(given, "governorate"),
        weapon=_code(given.get("weapon", ""), Weapon.values, _("“%s” is not a weapon of the record.")),
        outcome=_code(given.get("outcome", ""), Outcome.values, _("“%s” is not an outcome of the record.")),
        earliest=earliest,
        latest=latest,
        killed_min=_whole(given.get("killed_min", "")),
        q=asked_for(given, "q"),
    )


def _window(given: Mapping[str, str]) -> tuple[date | None, date | None]:
    asked = given.get("datetime", "")
    first, slash, last = asked.partition("/")
    earliest = read_day(first if asked else given.get("from", ""))
    latest = read_day((last if slash else first) if asked else given.get("to", ""))
    if earliest and latest and latest < earliest:
        raise ValidationError(_("The window ends before it begins."))
    return earliest, latest


def read_day(text: str) -> date | None:
    """A day, open where there is none. Raises ValidationError."""
    if text in ("", ".."):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = _("“%(day)s” is not a day of the calendar. Write it as 2020-07-25.")
        raise ValidationError(problem % {"day": text[:40]}) from None


def _code(text: str, known: list[str], problem: str) -> str:
    if text and text not in known:
        raise ValidationError(problem % text[:40])
    return text


def _whole(text: str) -> int | None:
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 6:
        raise ValidationError(_("The number of deaths is a whole number."))
    return int(text)


def attacks_like(asked: AttackFilter) -> QuerySet[PublishedAttack]:
    """The public attacks that match; a window matches when the attack's own intersects it."""
    conditions = {
        "drawdown_slug": asked.drawdown,
        "base_slug": asked.base,
        "governorate_code": asked.governorate,
        "outcome": asked.outcome,
        "weapons__contains": [asked.weapon] if asked.weapon else None,
        "killed_min__gte": asked.killed_min,
    }
    found = PublishedAttack.objects.at().filter(
        **{name: value for name, value in conditions.items() if value not in ("", None)}
    )
    if asked.earliest:
        found = found.filter(Q(date_latest__gte=asked.earliest) | Q(date_latest=None, date_earliest__isnull=False))
    if asked.latest:
        found = found.filter(Q(date_earliest__lte=asked.latest) | Q(date_earliest=None, date_latest__isnull=False))
    return matching_with_base(found, asked.q) if asked.q else found
