"""Telling the editors that something is wrong: the form, and how it is known to be ours without a cookie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.context import absolute
from editorial.models import Published

SIGNER = signing.Signer(salt="dashboard.correcting")
SOONEST, LATEST = 3, 86_400
"""Seconds after which a form may come back: nobody reads and writes faster, and nobody takes longer than a day."""

NO_MATTER = dict.fromkeys([*range(32), 127, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that are not seen and change how the rest reads; new lines and tabs are put back."""
del NO_MATTER[9], NO_MATTER[10]


@dataclass(frozen=True)
class Seal:
    """What a form carries in place of a cookie: for which record it was given out and when, signed.

    It holds nothing about the reader, so a stranger's page could carry one too; that its form is not sent by a
    reader's browser is seen from where the browser says that it comes from (`came_from_here`).
    """

    record: str
    at: int

    @classmethod
    def of(cls, kind: str, version: Published) -> Seal:
        return cls(f"{kind}:{version.slug}", int(timezone.now().timestamp()))

    @classmethod
    def read(cls, text: str) -> Seal | None:
        """The seal that a form brought back; None if it is not ours."""
        try:
            return cls(**SIGNER.unsign_object(text))
        except (signing.BadSignature, TypeError, ValueError):
            return None

    def __str__(self) -> str:
        return SIGNER.sign_object({"record": self.record, "at": self.at})

    @property
    def age(self) -> float:
        return timezone.now().timestamp() - self.at


def came_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent from a page of ours. A browser says where it was; what is no browser may be silent.

    `none` is a reader who loads the page again. The `Origin` is for browsers and connections without `Sec-Fetch-Site`.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return origin in {None, f"{request.scheme}://{request.get_host()}", absolute(request, "")}


class CorrectionForm(forms.Form):
    """What is wrong, and where one can see so. It asks for no name and no address of the sender's."""

    said = forms.CharField(
        label=gettext_lazy("What is wrong, and what should it say?"),
        min_length=10,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
    )
    source_url = forms.CharField(
        label=gettext_lazy("The web address of a source that says so"),
        max_length=2000,
        widget=forms.URLInput(attrs={"placeholder": "https://", "autocomplete": "off"}),
    )
    # Nobody sees it; what fills in every field fills in this one.
    homepage = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": -1}))
    seal = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *given: Any, fresh: Seal, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fresh = fresh
        self.fields["seal"].initial = str(fresh)

    def clean_said(self) -> str:
        said: str = self.cleaned_data["said"].replace("\r\n", "\n").translate(NO_MATTER)
        return said.strip()

    def clean_source_url(self) -> str:
        typed = self.cleaned_data["source_url"].translate(NO_MATTER).strip()
        address = typed if "://" in typed else f"https://{typed}"
        try:
            URLValidator(schemes=["http", "https"])(address)
        except ValidationError:
            problem = _("That is no web address. Copy the whole of it, as it begins with https://.")
            raise ValidationError(problem, code="address") from None
        return address

    def clean_homepage(self) -> str:
        if self.cleaned_data["homepage"]:
            problem = _(
                "A field that nobody sees was filled in, as machines do. It is empty now: please send it again."
            )
            raise ValidationError(problem, code="filled")
        return ""

    def clean_seal(self) -> str:
        seal = Seal.read(self.cleaned_data["seal"])
        if seal is None or seal.record != self.fresh.record or not 0 <= seal.age < LATEST:
            raise ValidationError(
                _("The form had lain here for too long. Nothing that you wrote is lost: please send it again."),
                code="old",
            )
        if seal.age < SOONEST:
            raise ValidationError(
                _("That was sent within moments, as machines do. Please look at it once more and send it again."),
                code="soon",
            )
        return str(seal)

    def shown_again(self) -> CorrectionForm:
        """The same as it was typed, with its problems, to be sent again: its seal fresh unless it is good still."""
        seal = Seal.read(self.data.get("seal", ""))
        keeps = seal is not None and seal.record == self.fresh.record and 0 <= seal.age < LATEST
        self.data = {**dict(self.data.items()), "seal": str(seal if keeps else self.fresh), "homepage": ""}
        return self
