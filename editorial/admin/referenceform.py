"""The form of a reference row: its slug is made from the name, and two people do not overwrite each other."""

import hashlib
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import model_to_dict
from django.utils.translation import gettext as _

from editorial import slugs


class ReferenceForm(forms.ModelForm):
    """Refuses a save that started from a row that somebody has changed since."""

    started_from = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["started_from"].initial = fingerprint(self.instance)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Made from the name if left empty.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._refuse_stale(cleaned)
        if "slug" in self.fields and not cleaned.get("slug") and cleaned.get("name"):
            wanted = slugs.joined(cleaned["name"])
            like = type(self.instance)._default_manager.filter(slug__startswith=wanted).exclude(pk=self.instance.pk)
            cleaned["slug"] = slugs.first_free(wanted, like.values_list("slug", flat=True))
        return cleaned

    def _refuse_stale(self, cleaned: dict[str, Any]) -> None:
        newest = type(self.instance)._default_manager.select_for_update().get(pk=self.instance.pk)
        if cleaned.get("started_from") != fingerprint(newest):
            said = _("Somebody changed this while you were editing. Nothing was saved: open it anew to see it.")
            self.add_error(None, ValidationError(said, code="stale"))


def fingerprint(row: Model) -> str:
    """A short digest of what a row holds."""
    return hashlib.sha256(repr(sorted(model_to_dict(row).items())).encode()).hexdigest()[:16]
