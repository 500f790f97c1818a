"""Opening a source from its citation, and saying what was found there, on the pages where citations are edited."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial.models import Citation, User
from editorial.services.cite import mark_found, note_opening, refuse_wordless, say_found

FOUND_NAMES = [
    ("says_it", gettext_lazy("it says what is cited")),
    ("not_there", gettext_lazy("it does not say that")),
    ("excerpt", gettext_lazy("only an excerpt could be read")),
    ("unreachable", gettext_lazy("it could not be opened")),
]


class OpeningForm(forms.Form):
    """What was found at the source of a citation, told on its own."""

    citation = forms.IntegerField(widget=forms.HiddenInput)
    found = forms.ChoiceField(label=gettext_lazy("found there"), choices=FOUND_NAMES)
    words = forms.CharField(label=gettext_lazy("in words"), max_length=500, required=False)


class OpenedForm(forms.ModelForm):
    """A citation that is edited, with what was found at its source if somebody looked just now."""

    found = forms.ChoiceField(
        label=gettext_lazy("Found there now"),
        required=False,
        choices=[("", gettext_lazy("not looked at now")), *FOUND_NAMES],
    )
    found_words = forms.CharField(
        label=gettext_lazy("Found, in words"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text=gettext_lazy("Goes into the notes on the record."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        found, words = cleaned.get("found"), cleaned.get("found_words") or ""
        if found:
            try:
                refuse_wordless(found, words)
            except ValidationError as refusal:
                self.add_error("found_words", refusal)
        elif words.strip():
            self.add_error("found", _("Choose what was found."))
        return cleaned

    @property
    def opens(self) -> SafeString | str:
        """The way to the source that is cited now."""
        return opens(self.instance)

    def note_found(self, by: User) -> None:
        """Mark the citation with what was found, or as far as it counts as opened. Does not save."""
        if self.cleaned_data.get("found"):
            mark_found(self.instance, self.cleaned_data["found"], by)
        else:
            note_opening(self.instance, by)

    def say_found(self, by: User) -> None:
        """Put what was found into the conversation, once the citation is saved."""
        if self.cleaned_data.get("found"):
            say_found(self.instance, self.cleaned_data.get("found_words") or "", by)


def opens(citation: Citation) -> SafeString | str:
    """The way to the source, on a page of its own, so that what is typed here stays."""
    if not citation.pk:
        return ""
    if not citation.source.url:
        return _("It has no address.")
    return format_html(
        '<a class="source-opens" href="{}" target="_blank" rel="noopener noreferrer">{}</a>',
        citation.source.url,
        _("Open the source (a new page)"),
    )
