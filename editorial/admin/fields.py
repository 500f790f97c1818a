"""Form fields that read what people write: a point on the ground, a list of words."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.coordinates import CoordinatesError, Point, parse


class PointPicker(forms.TextInput):
    """A text that says where, and a map below it that a script fills; without the script the text does."""

    class Media:
        css = {"all": ["leaflet/leaflet.css"]}
        js = ["leaflet/leaflet.js", "point-picker.js"]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        quiet = {"autocomplete": "off", "spellcheck": "false"}
        text = super().render(name, value, quiet | (attrs or {}), renderer)
        files = {"basemap": static("basemap.topojson"), "places": static("places.json")}
        return render_to_string("admin/editorial/point_picker.html", {"text": text, **files})


class CoordinatesField(forms.CharField):
    """One text for a point; cleans to a Point, or None where it is empty."""

    widget = PointPicker

    def __init__(self, **given: Any) -> None:
        super().__init__(
            required=False,
            label=gettext_lazy("Coordinates"),
            help_text=gettext_lazy(
                "Click the map or drag the mark, or write “33.7856, 42.4411”, latitude first, "
                "“33°47′8″N 42°26′28″E”, or MGRS: “38S LC 4488 8869”."
            ),
            **given,
        )

    def clean(self, value: str) -> Point | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            point = parse(text)
        except CoordinatesError as error:
            raise ValidationError(str(error), code="unreadable") from error
        if point.looks_swapped:
            meant = _("Latitude and longitude look swapped: write “%(swapped)s”, or “%(meant)s” if that is meant.")
            explicit = f"{point.latitude:g}N {point.longitude:g}E"
            raise ValidationError(meant % {"swapped": point.swapped, "meant": explicit}, code="swapped")
        return point

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(initial or "").strip() != str(data or "").strip()


class WordsField(forms.CharField):
    """A list of texts, one a line."""

    def __init__(self, **given: Any) -> None:
        given.pop("encoder", None)
        given.pop("decoder", None)
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **given)
        self.help_text = self.help_text or gettext_lazy("One a line.")

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])
