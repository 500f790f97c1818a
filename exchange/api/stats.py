"""Attacks counted and summed by month, weapon, base and the like."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from analysis.asking.parameters import Codes
from analysis.sums import GROUPS, NAMES, sums
from attacks.choices import Outcome, Weapon
from editorial.fields import Field
from exchange.api.addresses import origin_of
from exchange.api.counting import TOTAL, CountingView, answer_of
from exchange.api.pageshapes import Schema
from exchange.api.presenting import Presentation
from exchange.api.rendering import CsvRenderer
from exchange.api.streaming import streamed

MOST = 2
NOUN = "attack-sum"
KEYS = (
    Field(
        "month", "text", _("The month, as 2020-07; null where the window of days reaches beyond one."), in_list=False
    ),
    Field("year", "text", _("The year; null where the window of days reaches beyond one."), in_list=False),
    Field(
        "weapon",
        "code",
        _("The weapon; an attack with several is in the row of each."),
        vocabulary=Weapon,
        in_list=False,
    ),
    Field("base", "text", _("The base’s slug; null where the attack was on none."), in_list=False),
    Field("governorate", "text", _("The governorate, ISO 3166-2; null where it is not known."), in_list=False),
    Field("outcome", "code", _("What became of the munitions."), vocabulary=Outcome, in_list=False),
)


SUMMED = (
    Field("attacks", "integer", _("How many attacks."), required=True),
    Field("munitions_reported", "integer", _("Attacks of which a number of munitions is reported."), required=True),
    Field("munitions_min", "integer", _("Munitions, at least; null where none is reported."), unit=_("munitions")),
    Field("munitions_max", "integer", _("At most; null where one attack has no upper bound."), unit=_("munitions")),
    Field("killed_reported", "integer", _("Attacks of which a number of killed is reported."), required=True),
    Field("killed_min", "integer", _("Killed, at least; null where none is reported."), unit=_("people")),
    Field("killed_max", "integer", _("At most; null where one attack has no upper bound."), unit=_("people")),
    Field("wounded_reported", "integer", _("Attacks of which a number of wounded is reported."), required=True),
    Field("wounded_min", "integer", _("Wounded, at least; null where none is reported."), unit=_("people")),
    Field("wounded_max", "integer", _("At most; null where one attack has no upper bound."), unit=_("people")),
)
FIELDS = (*KEYS, *SUMMED)


class Groups(Codes):
    """What to group by, two at most."""

    def read_all(self, texts: list[str]) -> object:
        if len(dict.fromkeys(texts)) > MOST:
            raise ValidationError(_t("Give two at most."))
        return super().read_all(texts)

    def described(self) -> Schema:
        return {**super().described(), "maxItems": MOST}


GROUP_BY = Groups(
    list(GROUPS), example="month", help_text=_("What to count by, two at most; without it, all attacks in one row.")
)
BESIDE: dict[str, Schema] = {
    "group_by": {"type": "array", "items": {"type": "string", "enum": list(GROUPS)}},
    "attacks": TOTAL,
}


class AttackStatsView(CountingView):
    meaning = _("Attacks counted and summed: those that the filters choose, by month, weapon, base and the like.")
    renderer_classes = [JSONRenderer, CsvRenderer]
    further = {"group_by": GROUP_BY}
    answer = answer_of("AttackSum", FIELDS, BESIDE)
    example = {
        "group_by": ["month"],
        "attacks": 2,
        "results": [
            {
                "month": "2020-07",
                "attacks": 2,
                "munitions_reported": 2,
                "munitions_min": 8,
                "munitions_max": 8,
                "killed_reported": 2,
                "killed_min": 0,
                "killed_max": 0,
                "wounded_reported": 0,
                "wounded_min": None,
                "wounded_max": None,
            }
        ],
    }

    def get(self, request: Request) -> HttpResponseBase:
        filters = self.filters(request)
        groups: list[str] = filters.asked["group_by"] or []
        rows = sums(filters.qs, groups)
        if request.accepted_renderer.format == "csv":
            names = tuple(each.name for each in FIELDS if each.name in {*groups, *NAMES})
            view = Presentation(names, origin_of(request), arabic=False)
            return streamed(request, "attack-stats", FIELDS, view, lambda: rows)
        return Response({"group_by": groups, "attacks": sums(filters.qs, [])[0]["attacks"], "results": rows})
