"""The part of a page that says where something is from: a source, recognised or new, and who says it in there."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import slugs
from editorial.admin import access
from editorial.admin.spelled import PublisherField, SpelledField, publishers, spelled
from editorial.admin.understanding import READERS, Understood
from editorial.admin.wordfields import UnderstoodInput, WordsField
from editorial.choices import DatePrecision, PublisherKind, SourceDatePrecision, Verification
from editorial.intake import dates, webaddress
from editorial.intake.problems import IntakeError
from editorial.intake.webaddress import WebAddress
from editorial.intake.windows import NO_DAY, Window
from editorial.models import Publisher, Source, User

spelled("relayed")(publishers)


class AddressField(WordsField):
    """Cleans to a WebAddress, or None."""

    kind = "source-address"

    def read(self, text: str) -> WebAddress:
        return webaddress.read(text)


class SourceDayField(WordsField):
    """Cleans to the window of a day or of a month; NO_DAY where it is empty."""

    kind = "source-day"
    absent = NO_DAY

    def read(self, text: str) -> Window:
        return source_day(text)


def source_day(text: str) -> Window:
    """The day or the month that a text gives. Raises IntakeError for any other window."""
    window = dates.read(text)
    whole_month = window.earliest and window.days and window.days > 27 and window.earliest.day == 1
    if window.precision != DatePrecision.DAY and not (whole_month and window.precision == DatePrecision.MONTH):
        raise IntakeError(_("A source has a day of publication, or a month: “25 July 2020”, “July 2020”."))
    return window


class SourceForm(forms.Form):
    """A source: one that is known by its address, or by publisher and title, is used as it is; any other is new."""

    known = forms.CharField(required=False, widget=forms.HiddenInput)
    address = AddressField(
        label=gettext_lazy("Address"),
        max_length=webaddress.LONGEST,
        help_text=gettext_lazy(
            "A source that is in the record already is recognised: leave the rest of it empty then."
        ),
    )
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=500)
    publisher = PublisherField(Publisher, kind="publisher", label=gettext_lazy("Publisher"))
    publisher_kind = forms.ChoiceField(
        label=gettext_lazy("Kind of publisher"),
        required=False,
        choices=[("", "—"), *PublisherKind.choices],
        help_text=gettext_lazy("For a publisher that is new."),
    )
    day = SourceDayField(label=gettext_lazy("Published on"), help_text=gettext_lazy("“25 July 2020”, or “July 2020”."))
    language = forms.CharField(
        label=gettext_lazy("Language"),
        required=False,
        max_length=35,
        widget=forms.TextInput(attrs={"size": 6, "list": "languages", "autocomplete": "off"}),
        help_text=gettext_lazy("“en”, “ar”"),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["address"].widget.attrs |= {"inputmode": "url"} | ({} if self.is_bound else {"autofocus": True})
        self.source: Source | None = None
        """The source that is in the record already, once the form is valid."""
        tell_to(self, user)

    @property
    def given(self) -> Source | None:
        """The source that the page began with, if the person may know of it."""
        key = self["known"].value()
        seen = access.sources_seen_by(self.user).select_related("publisher")
        return seen.filter(public_id=key).first() if key else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        # A source that the person may not know of is used all the same: an address is recorded once.
        self.source = self.given or known_source(cleaned.get("address")) or self._by_title(cleaned)
        if self.source is None and not self.errors:
            self._require(cleaned)
        return cleaned

    def _by_title(self, cleaned: dict[str, Any]) -> Source | None:
        publisher, title = cleaned.get("publisher"), cleaned.get("title")
        if cleaned.get("address") or not isinstance(publisher, Publisher) or not title:
            return None
        return Source.objects.filter(publisher=publisher, title__iexact=title, url="").first()

    def _require(self, cleaned: dict[str, Any]) -> None:
        needed = {
            "title": _("A source that is new has a title, or a short description in brackets."),
            "publisher": _("Who published it?"),
        }
        if isinstance(cleaned.get("publisher"), str):
            needed["publisher_kind"] = _("This publisher is new: say of what kind it is.")
        for name, said in needed.items():
            if not cleaned.get(name):
                self.add_error(name, said)

    def save(self) -> Source:
        """The source, added with its publisher where they are new."""
        if self.source is not None:
            return self.source
        given = self.cleaned_data
        published: date | None = given["day"].earliest
        precision = SourceDatePrecision.DAY if given["day"].days == 1 else SourceDatePrecision.MONTH
        source = Source(
            publisher=self._publisher(),
            title=given["title"],
            url=given["address"].url if given["address"] else "",
            published_on=published,
            published_precision=precision if published else "",
            language=given["language"],
        )
        source.full_clean()
        source.save()
        return source

    def _publisher(self) -> Publisher:
        named: Publisher | str = self.cleaned_data["publisher"]
        if isinstance(named, Publisher):
            return named
        # A name in Arabic has no letters for a slug: the site's name has.
        wanted = slugs.joined(named) or slugs.joined(self.cleaned_data["address"].host.replace(".", " ")) or "publisher"
        like = Publisher.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
        publisher = Publisher(
            slug=slugs.first_free(wanted[:70], like),
            name=named[:200],
            name_ar="" if named.isascii() or not _is_arabic(named) else named[:200],
            kind=self.cleaned_data["publisher_kind"],
        )
        publisher.full_clean()
        publisher.save()
        return publisher


class VoiceForm(forms.Form):
    """Who says it in the source, and whose statement it passes on."""

    said_by = forms.CharField(
        label=gettext_lazy("Said by"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("The person or body quoted; empty where the source speaks for itself."),
    )
    relays = SpelledField(
        Publisher,
        kind="relayed",
        label=gettext_lazy("Passes on a statement of"),
        help_text=gettext_lazy("A publisher of the record. Only origins count as independent."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        tell_to(self, user)


class CheckedForm(forms.Form):
    """How far the source was checked."""

    verification = forms.ChoiceField(
        label=gettext_lazy("How far it was checked"), choices=Verification.choices, initial=Verification.NONE
    )
    locator = forms.CharField(label=gettext_lazy("Where in it"), required=False, max_length=200)


def check_voices(voices: Iterable[VoiceForm]) -> None:
    """Adds an error where one speaker is named twice: a citation names each speaker of a source once."""
    said: set[str] = set()
    for number, voice in enumerate(voices):
        name = voice.cleaned_data.get("said_by", "") if voice.is_valid() else ""
        if name in said and (name or voice.has_changed()) and number:
            voice.add_error("said_by", ValidationError(_("Each voice is named, and once."), code="twice"))
        said.add(name)


def tell_to(form: forms.Form | forms.ModelForm, user: User) -> None:
    """Make the form's inputs tell what they understand as this person may know of it."""
    for field in form.fields.values():
        if isinstance(field.widget, UnderstoodInput):
            field.widget.user = user


def known_source(address: WebAddress | None) -> Source | None:
    """The source that is recorded under this address, however it is written."""
    if address is None:
        return None
    same = Q(url=address.url) | Q(url__in=address.spellings)
    return Source.objects.filter(same).select_related("publisher").order_by("pk").first()


def _is_arabic(text: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in text)


def _address_told(text: str, user: User) -> Understood:
    address = webaddress.read(text)
    found = known_source(address)
    if found and access.sources_seen_by(user).filter(pk=found.pk).exists():
        link = reverse("admin:editorial_source_change", args=[found.pk])
        day = f", {date_format(found.published_on, 'j F Y')}" if found.published_on else ""
        said = _("In the record already: “%(title)s”, %(publisher)s%(day)s.")
        words = said % {"title": found.title, "publisher": found.publisher, "day": day}
        return Understood(words, link=link, values={"known": True})
    if address.cut:
        return Understood(_("%(url)s, without %(cut)s") % {"url": address.url, "cut": ", ".join(address.cut)})
    return Understood(address.url)


def _day_told(text: str, user: User) -> Understood:
    window = source_day(text)
    first = window.earliest
    return Understood(
        date_format(first, "F Y" if window.precision == DatePrecision.MONTH else "l j F Y") if first else ""
    )


READERS |= {"source-address": _address_told, "source-day": _day_told}
