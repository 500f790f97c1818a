"""Forms of the steps that a record takes: to review, out to the public, and back."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.choices import Retraction

IRAQ_TIME = "Asia/Baghdad"


class StepForm(forms.Form):
    """Every step says why, for the staff log."""

    why = forms.CharField(
        label=gettext_lazy("reason"),
        max_length=500,
        help_text=gettext_lazy("For the staff log; not public."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    started_from = forms.IntegerField(required=False, widget=forms.HiddenInput)


class PublishForm(StepForm):
    """Publish now, or not before an instant in a named time zone."""

    not_before = forms.DateTimeField(
        label=gettext_lazy("not before"),
        required=False,
        help_text=gettext_lazy("Leave empty to publish now. Otherwise the version is under embargo until then."),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    zone = forms.ChoiceField(
        label=gettext_lazy("time zone"),
        initial=IRAQ_TIME,
        required=False,
        choices=[(name, name) for name in sorted(available_timezones())],
    )
    override = forms.BooleanField(
        label=gettext_lazy("Publish without a second person"),
        required=False,
        help_text=gettext_lazy("You edited it last. The reason above will say why nobody else looked at it."),
    )

    def __init__(self, *args: Any, may_override: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_override:
            del self.fields["override"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        typed: datetime | None = cleaned.get("not_before")
        if typed:
            # The field read it in the server's zone; the hour typed is the one of the zone named.
            cleaned["not_before"] = typed.replace(tzinfo=ZoneInfo(cleaned.get("zone") or IRAQ_TIME))
        return cleaned


class RetractForm(StepForm):
    """End what is public with a tombstone."""

    kind = forms.ChoiceField(
        label=gettext_lazy("kind"),
        widget=forms.RadioSelect,
        choices=[
            (
                Retraction.ERROR,
                gettext_lazy("As an error: the former text stays in its public history, struck through"),
            ),
            (Retraction.SAFETY, gettext_lazy("For safety: every version’s text is erased; only a tombstone remains")),
        ],
        initial=Retraction.ERROR,
    )
    reason = forms.CharField(
        label=gettext_lazy("reason for the public"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def clean_reason(self) -> str:
        if not (reason := self.cleaned_data["reason"].strip()):
            raise ValidationError(_("Say why, for the public."))
        return reason
