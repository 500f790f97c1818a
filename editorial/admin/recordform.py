"""The form of a record: it names the revision it started from, and says why a published one changes."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from editorial import slugs
from editorial.admin.fields import CoordinatesField
from editorial.choices import RecordKind
from editorial.coordinates import Point
from editorial.services import StaleRevisionError, refuse_stale

OVER = "_over"
"""The button that saves over a colleague's revision, once its differences were shown; its value is that revision."""

PUBLISH = "_publish"
"""The button that saves and publishes in one step."""


class RecordForm(forms.ModelForm):
    """Refuses a save that started from an older revision; what was typed stays in it, beside what is saved now."""

    started_from = forms.IntegerField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Reason for the change"),
        required=False,
        max_length=500,
        help_text=_("For the staff log. A record that was published needs one."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    kind: ClassVar[RecordKind]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest_revision: int | None = None
        self.fields["started_from"].initial = self.instance.revision
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def slug_of(self, cleaned: dict[str, Any]) -> str:
        """The slug that a record of this kind gets where the editor gives none; empty while too little is known."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if PUBLISH in self.data and not (cleaned.get("why") or "").strip():
            self.add_error("why", _("Publishing wants a reason."))
        if self.instance.pk:
            self._refuse_stale(cleaned)
        elif not cleaned.get("slug"):
            self._make_slug(cleaned)
        return cleaned

    def _refuse_stale(self, cleaned: dict[str, Any]) -> None:
        over = self.data.get(OVER, "")
        started_from = int(over) if over.isdecimal() else cleaned.get("started_from") or 0
        try:
            refuse_stale(self.instance, started_from)
        except StaleRevisionError as error:
            newest = type(self.instance)._default_manager.get(pk=self.instance.pk)
            self.newest_revision = newest.revision
            self.differences = [*self._differences(newest, cleaned)]
            self.add_error(None, error)

    def _differences(self, newest: Model, cleaned: dict[str, Any]) -> Any:
        for name in self._meta.fields or ():
            if name in cleaned and name in self.fields and hasattr(newest, name):
                theirs, yours = getattr(newest, name), cleaned[name]
                if (theirs or "") != (yours or "") and name != "slug":
                    yield {"label": self.fields[name].label, "theirs": theirs, "yours": yours}

    def _make_slug(self, cleaned: dict[str, Any]) -> None:
        wanted = self.slug_of(cleaned)
        if wanted:
            cleaned["slug"] = self.instance.slug = slugs.free_slug(self.kind, wanted)
        elif not self.errors:
            self.add_error(None, _("The address cannot be made from this: give a slug."))


class PlacedForm(RecordForm):
    """A record with a point of its own: one text stands for latitude and longitude."""

    coordinates = CoordinatesField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latitude, longitude = self.instance.latitude, self.instance.longitude
        if latitude is not None and longitude is not None:
            self.initial["coordinates"] = str(Point(latitude, longitude))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "coordinates" in cleaned and "coordinates" in self.changed_data:
            point = cleaned["coordinates"]
            self.instance.latitude = point.latitude if point else None
            self.instance.longitude = point.longitude if point else None
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        # The two columns have no field of their own here, and are checked with the rest all the same.
        return super()._get_validation_exclusions() - {"latitude", "longitude"}  # type: ignore[misc]
