"""Attacks, actors and attributions at the desk."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from attacks.choices import Weapon
from attacks.models import Actor, Attack, Attribution, Casualties, SeriesAttribution
from editorial import slugs
from editorial.admin.columns import STATE, STATE_FILTERS, date_column
from editorial.admin.parts import PartInline
from editorial.admin.recordform import PlacedForm, RecordForm
from editorial.admin.records import RecordAdmin
from editorial.admin.references import ReferenceAdmin
from editorial.admin.wordfields import CountField, WindowField
from editorial.admin.wordsform import WordsForm, count_shown, window_shown


@admin.register(Actor)
class ActorAdmin(ReferenceAdmin):
    list_display = ["name", "name_ar", "slug", "kind", "affiliation"]
    list_filter = ["kind"]
    search_fields = ["name", "name_ar", "slug", "affiliation"]
    autocomplete_fields = ["source"]
    fields = ["name", "name_ar", "slug", "aliases", "kind", "affiliation", "note", "source"]
    words = ("aliases",)


class AttackForm(WordsForm, PlacedForm):
    date_words = WindowField(label=_("Day"))
    munitions_words = CountField(kind="munitions", label=_("Munitions"))
    killed_words = CountField(kind="killed", label=_("Killed"))
    wounded_words = CountField(kind="wounded", label=_("Wounded"))
    windows = {"date_words": "date"}
    counted = {"munitions_words": "munitions", "killed_words": "killed", "wounded_words": "wounded"}

    weapons = forms.MultipleChoiceField(label=_("Weapons"), choices=Weapon.choices, widget=forms.CheckboxSelectMultiple)

    def slug_of(self, cleaned: dict[str, Any]) -> str:
        base, governorate = cleaned.get("base"), cleaned.get("governorate")
        where = base.slug if base else cleaned.get("place") or (governorate.name if governorate else "")
        window = (cleaned.get("date_earliest"), cleaned.get("date_latest"), cleaned.get("date_precision") or "")
        return slugs.joined(slugs.day_part(*window), where) if where else ""


HURT = ("killed_min", "killed_max", "wounded_min", "wounded_max")


class CasualtiesForm(WordsForm):
    killed_words = CountField(kind="killed", label=_("Killed"), help_text="")
    wounded_words = CountField(kind="wounded", label=_("Wounded"), help_text="")
    counted = {"killed_words": "killed", "wounded_words": "wounded"}


class CasualtiesInline(PartInline):
    model = Casualties
    form = CasualtiesForm
    fields = ["side", "killed_words", "wounded_words", "note", *HURT]


class AttributionInline(PartInline):
    model = Attribution
    fields = ["actor", "stance", "speaker", "said_on", "source", "note"]
    autocomplete_fields = ["actor", "source"]


@admin.register(Attack)
class AttackAdmin(RecordAdmin):
    form = AttackForm
    list_display = ["__str__", date_column, "where", "weapon_names", "munitions", *STATE]
    list_filter = ["target", "outcome", "drawdown", *STATE_FILTERS]
    list_select_related = ["base", "edited_by"]
    search_fields = ["slug", "base__name", "base__name_ar", "place", "place_ar", "summary"]
    date_hierarchy = "date_latest"
    autocomplete_fields = ["drawdown", "base", "governorate", "launch_area"]
    own_inlines = [CasualtiesInline, AttributionInline]
    fieldsets = [
        (None, {"fields": [("drawdown", "target"), "slug"]}),
        (_("When"), {"fields": ["date_words", "time_local"]}),
        (
            _("Where"),
            {
                "description": _("An attack on a base needs no point of its own: its place is then the base’s."),
                "fields": [
                    "base",
                    ("place", "place_ar"),
                    "coordinates",
                    ("uncertainty_m", "location_basis"),
                    "governorate",
                ],
            },
        ),
        (
            _("With what"),
            {
                "fields": [
                    "weapons",
                    "munition",
                    "munitions_words",
                    "outcome",
                    ("launch_area_text", "launch_area"),
                ]
            },
        ),
        (
            _("Who was hurt"),
            {
                "fields": ["killed_words", "wounded_words", "casualty_note"],
            },
        ),
        (
            _("Day and counts, in exact columns"),
            {
                "classes": ["collapse"],
                "description": _("What is typed in words above fills these."),
                "fields": [
                    ("date_earliest", "date_latest", "date_precision"),
                    ("munitions_min", "munitions_max"),
                    HURT[:2],
                    HURT[2:],
                ],
            },
        ),
        (None, {"fields": ["summary", "note"]}),
    ]

    date_words = window_shown("date", _("Day"))
    munitions_words = count_shown("munitions", _("Munitions"))
    killed_words = count_shown("killed", _("Killed"))
    wounded_words = count_shown("wounded", _("Wounded"))

    @admin.display(description=_("place"), ordering="base__name")
    def where(self, attack: Attack) -> str:
        return str(attack.base) if attack.base else attack.place or "—"

    @admin.display(description=_("weapons"))
    def weapon_names(self, attack: Attack) -> str:
        return ", ".join(str(Weapon(code).label) for code in attack.weapons)

    @admin.display(description=_("munitions"), ordering="munitions_min")
    def munitions(self, attack: Attack) -> str:
        least, most = attack.munitions_min, attack.munitions_max
        if least is None:
            return "—"
        return f"{least}+" if most is None else str(least) if least == most else f"{least}–{most}"


class SeriesAttributionForm(RecordForm):
    def slug_of(self, cleaned: dict[str, Any]) -> str:
        actor = cleaned.get("actor")
        return slugs.joined(cleaned.get("speaker"), cleaned.get("stance"), actor.slug) if actor else ""


@admin.register(SeriesAttribution)
class SeriesAttributionAdmin(RecordAdmin):
    form = SeriesAttributionForm
    list_display = ["speaker", "stance", "actor", "said_on", date_column, *STATE]
    list_filter = ["stance", "drawdown", *STATE_FILTERS]
    list_select_related = ["actor", "edited_by"]
    search_fields = ["slug", "speaker", "actor__name", "summary"]
    date_hierarchy = "said_on"
    autocomplete_fields = ["drawdown", "actor"]
    fieldsets = [
        (None, {"fields": ["drawdown", ("speaker", "stance", "actor"), "said_on", "slug"]}),
        (_("Of attacks in"), {"fields": [("date_earliest", "date_latest", "date_precision")]}),
        (None, {"fields": ["summary", "note"]}),
    ]
