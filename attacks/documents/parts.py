"""Members of the objects that documents of attacks embed."""

from django.utils.translation import gettext_lazy as _

from attacks.choices import Side, Stance
from editorial.fields import Field
from editorial.parts import BRIEF_SOURCE_FIELDS

CASUALTY_FIELDS = (
    Field("side", "code", _("Whose."), vocabulary=Side, required=True),
    Field(
        "killed_min", "integer", _("Killed, at least; null is not reported, 0 is reported as none."), unit=_("people")
    ),
    Field("killed_max", "integer", _("Killed, at most."), unit=_("people")),
    Field("wounded_min", "integer", _("Wounded, at least."), unit=_("people")),
    Field("wounded_max", "integer", _("Wounded, at most."), unit=_("people")),
    Field("note", "text", _("The editors' note.")),
)

ATTRIBUTION_FIELDS = (
    Field("actor", "reference", _("Of whom it is said."), required=True),
    Field("stance", "code", _("What is said of it."), vocabulary=Stance, required=True),
    Field("speaker", "text", _("Who says so."), required=True),
    Field("said_on", "date", _("The day it was said.")),
    Field("note", "text", _("The editors' note.")),
    Field(
        "source",
        "object",
        _("The source that reports it."),
        subfields=tuple(each for each in BRIEF_SOURCE_FIELDS if each.name != "url"),
    ),
)

LAUNCH_AREA_FIELDS = (
    Field("text", "text", _("From where, as the sources say.")),
    Field("area", "reference", _("The area, where it is known."), key="code"),
)
