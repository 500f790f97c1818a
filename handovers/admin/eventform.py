"""A handover as the page that records events from their source asks for it; and what every such event has."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from editorial import slugs
from editorial.admin.parts import limit_to_seen
from editorial.admin.recordform import RecordForm
from editorial.admin.sourceform import tell_to
from editorial.admin.spelled import SpelledField, SpelledListField
from editorial.admin.wordfields import DayField, WindowField
from editorial.admin.wordsform import WordsForm
from editorial.choices import RecordKind
from editorial.claims import stored
from editorial.claimvalues import NOT_REPORTED
from editorial.intake.windows import NO_DAY, Window
from editorial.models import Record, User
from editorial.publishing import working_documents
from handovers.choices import HandoverStatus, Portion
from handovers.models import Drawdown, Force, Handover, MilitaryBase, TransferringForce


class EventForm(forms.Form):
    """What every event has: its kind, its drawdown, where and when."""

    kind = forms.ChoiceField(
        label=gettext_lazy("It reports"),
        choices=[(RecordKind.HANDOVER, gettext_lazy("a handover")), (RecordKind.ATTACK, gettext_lazy("an attack"))],
        initial=RecordKind.HANDOVER,
        widget=forms.RadioSelect,
    )
    drawdown = forms.ModelChoiceField(label=gettext_lazy("Drawdown"), queryset=Drawdown.objects.none())
    base = SpelledField(
        MilitaryBase,
        kind="base",
        label=gettext_lazy("Base"),
        help_text=gettext_lazy("Any spelling, in either script."),
    )
    date = WindowField(label=gettext_lazy("Day"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        drawdown: Any = self.fields["drawdown"]
        limit_to_seen(drawdown, Handover._meta.get_field("drawdown"), user)
        drawdown.queryset = drawdown.queryset.order_by("-starts_on", "pk")
        if not self.is_bound and "drawdown" not in self.initial:
            self.initial["drawdown"] = drawdown.queryset.first()
        tell_to(self, user)


class EventRecordForm(WordsForm, RecordForm):
    """A record of one kind, without what its EventForm asks for: that is handed over before the form is asked."""

    stated: ClassVar[dict[str, str]] = {}
    """Fields that a source states where they are filled in, each with the name of the claim that it makes."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.asked = True
        """Whether the event is of this form's kind; otherwise what was typed stays, and nothing is said of it."""
        self.event: dict[str, Any] = {}
        self.told: dict[str, str] = {}
        """What was told of the event's fields already, and is not told again as a rule of the database."""
        for name in ("started_from", "why"):
            del self.fields[name]
        tell_to(self, user)

    def full_clean(self) -> None:
        if self.asked:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}

    @property
    def window(self) -> Window:
        return self.event.get("date", NO_DAY)

    def clean(self) -> dict[str, Any]:
        for name in ("drawdown", "base"):
            if self.event.get(name):
                setattr(self.instance, name, self.event[name])
        for name, value in self.window.columns("date").items():
            setattr(self.instance, name, value)
        self.cleaned_data |= {"base": self.event.get("base"), **self.window.columns("date")}
        return super().clean()

    def _make_slug(self, cleaned: dict[str, Any]) -> None:
        # Without a place there is no slug either, and that is told at the place.
        if self.slug_of(cleaned):
            super()._make_slug(cleaned)

    def problems_of_event(self) -> dict[str, str]:
        """What is wrong with the event's own fields for a record of this kind: field to message."""
        raise NotImplementedError

    def _get_validation_exclusions(self) -> set[str]:
        # What the event's form refused is told there, and what it took is checked with the rest.
        day = set(NO_DAY.columns("date"))
        excluded = super()._get_validation_exclusions() - {
            name for name in ("drawdown", "base") if self.event.get(name)
        }
        return excluded - day if "date" in self.event and "date" not in self.told else excluded | day

    def claims(self) -> dict[str, object]:
        """What the source states of the saved record, as the record has it."""
        document = working_documents(str(self.instance.kind), [self.instance.pk])[self.instance.pk]
        said = {name: stored(document, name) for name in self.stated_fields()}
        return {name: None if value == NOT_REPORTED else value for name, value in said.items()}

    def stated_fields(self) -> list[str]:
        dated = ["date"] if self.window != NO_DAY else []
        return dated + [claim for field, claim in self.stated.items() if self._says(field)]

    def _says(self, field: str) -> bool:
        """Whether something was typed or chosen, be it “not reported”."""
        value = self[field].value()
        return value not in (None, "", [], "unknown")

    def save_event(self) -> Record:
        """The record with the rows that belong to it."""
        self.instance.edited_by = self.user
        record: Record = self.save()
        return record


class HandoverEventForm(EventRecordForm):
    """A handover of the base that the event names."""

    scheduled_words = WindowField(label=gettext_lazy("Scheduled for"))
    announced_on = DayField(label=gettext_lazy("Announced on"))
    transferring = SpelledListField(
        Force,
        kind="forces",
        label=gettext_lazy("Forces that give it up"),
        help_text=gettext_lazy("Any spelling; several with commas."),
    )
    receiving = SpelledField(Force, kind="force", label=gettext_lazy("Force that receives it"))
    ordinal = forms.IntegerField(
        label=gettext_lazy("Numbered by the source"),
        required=False,
        min_value=1,
        max_value=1000,
        widget=forms.TextInput(attrs={"size": 4, "inputmode": "numeric"}),
        help_text=gettext_lazy("“7” where it calls it the seventh."),
    )

    kind = RecordKind.HANDOVER
    windows = {"scheduled_words": "scheduled"}
    stated = {
        "portion": "portion",
        "scheduled_words": "scheduled_for",
        "announced_on": "announced_on",
        "transferring": "transferring_forces",
        "receiving": "receiving_force",
        "on_schedule": "on_schedule",
        "onward_destination": "onward_destination",
    }

    class Meta:
        model = Handover
        fields = [
            "status",
            "portion",
            "site_name",
            "on_schedule",
            "onward_destination",
            "counted",
            "counted_reason",
            "announced_on",
            "summary",
        ]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3, "cols": 60})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"status": HandoverStatus.COMPLETED, "counted": True, "portion": Portion.UNKNOWN} | (
            kwargs.get("initial") or {}
        )
        super().__init__(*args, **kwargs)

    def slug_of(self, cleaned: dict[str, Any]) -> str:
        base: MilitaryBase | None = cleaned.get("base")
        days = [cleaned.get(name) for name in ("date_latest", "scheduled_latest", "scheduled_earliest", "announced_on")]
        year = next((day.year for day in days if day), None)
        return slugs.joined(base.slug, year) if base else ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.instance.receiving_force = cleaned.get("receiving")
        return cleaned

    def problems_of_event(self) -> dict[str, str]:
        problems = {}
        if not self.event.get("base") and "base" in self.event:
            problems["base"] = _("A handover has a base of the record.")
        completed = self.data.get(self.add_prefix("status")) == HandoverStatus.COMPLETED
        if "date" in self.event and completed != (self.window.latest is not None):
            problems["date"] = (
                _("A completed handover has a day.")
                if completed
                else _("Only a completed handover has a day: write this one into “Scheduled for”.")
            )
        return problems

    def claims(self) -> dict[str, object]:
        ordinal = self.cleaned_data.get("ordinal")
        return super().claims() | ({"ordinal": ordinal} if ordinal else {})

    def save_event(self) -> Record:
        record = super().save_event()
        for position, force in enumerate(self.cleaned_data["transferring"], 1):
            row = TransferringForce(handover=self.instance, force=force, position=position)
            row.full_clean()
            row.save()
        return record


def hand_over(event: EventForm, form: EventRecordForm) -> bool:
    """Ask both forms, the record's with what the event's took, and add to the event's what its kind wants of it."""
    event.is_valid()
    form.event = dict(event.cleaned_data)
    form.told = form.problems_of_event()
    valid = form.is_valid()
    for name, said in form.told.items():
        if name not in event.errors:
            event.add_error(name, ValidationError(said, code="required"))
    return valid and event.is_valid()
