"""Citations of a record with the claims of each, as one form of forms."""

from typing import Any

from django import forms
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.forms import BaseModelFormSet, inlineformset_factory, modelformset_factory
from django.utils.translation import gettext_lazy as _

from editorial.admin import access
from editorial.admin.opening import OpenedForm
from editorial.claimvalues import ClaimValueError, claimable, read, write
from editorial.models import Citation, Claim, Record, User

NEW_CLAIMS = 1
"""Empty rows for claims under each citation; saving gives more."""


class ClaimForm(forms.ModelForm):
    """One claim; its value is typed in words."""

    value = forms.CharField(label=_("value"), required=False, help_text=_("Empty: the source says it is not known."))

    class Meta:
        model = Claim
        fields = ["field", "value", "wording", "status", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 1})}

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        # One list of suggestions for all rows: fifty options in each would be most of the page.
        self.fields["field"] = forms.ChoiceField(
            label=self.fields["field"].label,
            choices=[(name, name) for name in {*claimable(kind), self.instance.field}],
            widget=forms.TextInput(attrs={"list": "claimable"}),
        )
        self.initial["value"] = write(self.instance.value)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if "field" in cleaned:
            try:
                cleaned["value"] = read(self.kind, cleaned["field"], cleaned.get("value") or "")
            except ClaimValueError as error:
                self.add_error("value", ValidationError(str(error), code="unreadable"))
        return cleaned


class CitationForm(OpenedForm):
    """One citation, and the claims under it in `claims`."""

    class Meta:
        model = Citation
        fields = ["source", "said_by", "relays", "locator", "verification", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 1})}

    def __init__(self, *args: Any, record: Record, user: User, site: AdminSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.record_id = record.pk
        self.fields["source"].queryset = access.sources_seen_by(user).select_related("publisher")  # type: ignore[attr-defined]
        for name in ("source", "relays"):
            widget = AutocompleteSelect(Citation._meta.get_field(name), site)
            widget.choices = self.fields[name].choices  # type: ignore[attr-defined]
            self.fields[name].widget = widget
        self.claims = claim_forms(record.kind)(
            self.data if self.is_bound else None,
            instance=self.instance,
            prefix=f"{self.prefix}-claims",
            form_kwargs={"kind": record.kind},
        )

    def has_changed(self) -> bool:
        return super().has_changed() or self.claims.has_changed()

    def is_valid(self) -> bool:
        return super().is_valid() and (not self.has_changed() or self.claims.is_valid())

    def _get_validation_exclusions(self) -> set[str]:
        # The record is given and not typed: a source cited twice by one speaker is found all the same.
        return super()._get_validation_exclusions() - {"record"}  # type: ignore[misc]


def claim_forms(kind: str) -> Any:
    return inlineformset_factory(Citation, Claim, form=ClaimForm, extra=NEW_CLAIMS, can_delete_extra=False)


class CitationForms(BaseModelFormSet):
    """All citations of a record and one empty form."""

    def clean(self) -> None:
        super().clean()
        kept = [form for form in self.forms if form not in self.deleted_forms]
        pairs = [
            (form.cleaned_data["source"].pk, form.cleaned_data["said_by"])
            for form in kept
            if getattr(form, "cleaned_data", None) and form.cleaned_data.get("source")
        ]
        if len(pairs) != len(set(pairs)):
            raise ValidationError(_("One source is cited twice for the same speaker: put its claims together."))


def citation_forms(record: Record, user: User, site: AdminSite, data: Any = None) -> CitationForms:
    """The form of forms for a record, bound if data are given."""
    forms_class: Any = modelformset_factory(
        Citation, form=CitationForm, formset=CitationForms, extra=1, can_delete=True, can_delete_extra=False
    )
    rows = Citation.objects.filter(record=record.pk).select_related("source__publisher", "relays").order_by("pk")
    given = {"record": record, "user": user, "site": site}
    return forms_class(data, queryset=rows, prefix="citations", form_kwargs=given)
