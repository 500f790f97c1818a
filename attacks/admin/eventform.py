"""An attack as the page that records events from their source asks for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from attacks.choices import Outcome, Target, Weapon
from attacks.models import Attack
from editorial import slugs
from editorial.admin.fields import CoordinatesField
from editorial.admin.recordform import PlacedForm
from editorial.admin.spelled import SpelledField
from editorial.admin.wordfields import CountField, UnderstoodInput
from editorial.choices import RecordKind
from handovers.admin.eventform import EventRecordForm
from handovers.models import Area


class AttackEventForm(EventRecordForm, PlacedForm):
    """An attack on the base that the event names, or at a place."""

    weapons = forms.MultipleChoiceField(
        label=gettext_lazy("Weapons"), choices=Weapon.choices, widget=forms.CheckboxSelectMultiple
    )
    munitions_words = CountField(kind="munitions", label=gettext_lazy("Munitions"))
    killed_words = CountField(kind="killed", label=gettext_lazy("Killed"))
    wounded_words = CountField(kind="wounded", label=gettext_lazy("Wounded"))
    launched_from = SpelledField(
        Area,
        kind="area",
        label=gettext_lazy("Launch area"),
        help_text=gettext_lazy("The governorate or country, where known; any spelling."),
    )
    in_governorate = SpelledField(Area, kind="area", label=gettext_lazy("Governorate"))
    coordinates = CoordinatesField(widget=UnderstoodInput("point", attrs={"size": 40}))

    kind = RecordKind.ATTACK
    counted = {"munitions_words": "munitions", "killed_words": "killed", "wounded_words": "wounded"}
    stated = {
        "time_local": "time_local",
        "weapons": "weapons",
        "munition": "munition",
        "munitions_words": "munitions",
        "killed_words": "killed",
        "wounded_words": "wounded",
        "outcome": "outcome",
        "launch_area_text": "launch_area",
        "launched_from": "launch_area",
    }

    class Meta:
        model = Attack
        fields = [
            "place",
            "uncertainty_m",
            "location_basis",
            "time_local",
            "weapons",
            "munition",
            "outcome",
            "target",
            "launch_area_text",
            "casualty_note",
            "summary",
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3, "cols": 60}),
            "time_local": forms.TextInput(attrs={"size": 8, "placeholder": "22:30"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"target": Target.BASE, "outcome": Outcome.UNKNOWN} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

    def slug_of(self, cleaned: dict[str, Any]) -> str:
        base, area = cleaned.get("base"), cleaned.get("in_governorate")
        where = base.slug if base else cleaned.get("place") or (area.name if area else "")
        day = slugs.day_part(self.window.earliest, self.window.latest, self.window.precision)
        return slugs.joined(day, where) if where else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.launch_area = cleaned.get("launched_from")
        self.instance.governorate = cleaned.get("in_governorate")
        self._check_point(cleaned)
        if cleaned.get("time_local") and self.window.earliest and self.window.days != 1:
            self.add_error("time_local", _("A time goes with a single day."))
        return cleaned

    def _check_point(self, cleaned: dict[str, Any]) -> None:
        """A point has a radius and a basis, and they have a point: each is asked for at its own field."""
        if "coordinates" not in cleaned:
            return
        point, basis = cleaned["coordinates"], cleaned.get("location_basis")
        if point and not cleaned.get("uncertainty_m"):
            self.add_error("uncertainty_m", _("Within how many metres is the point right?"))
        if point and basis in {"", "area", "unknown"}:
            self.add_error("location_basis", _("What does the point rest on?"))
        if not point and (cleaned.get("uncertainty_m") or basis not in {"", "area", "unknown"}):
            self.add_error("coordinates", _("Give the point, or neither uncertainty nor basis."))

    def problems_of_event(self) -> dict[str, str]:
        problems = {}
        if "base" in self.event and not (self.event["base"] or self.data.get(self.add_prefix("place"), "").strip()):
            problems["base"] = _("An attack has a base of the record, or a place.")
        if "date" in self.event and not self.window.precision:
            problems["date"] = _("An attack has a day, or a window of days.")
        return problems
