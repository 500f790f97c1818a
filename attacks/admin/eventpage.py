"""The forms of the page that records an event from its source, held together: asked, compared, saved as one."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django import forms
from django.db import transaction

from attacks.admin.eventform import AttackEventForm
from attacks.admin.similar import similar_attacks
from editorial import staff_log
from editorial.admin.similar import Similar, token
from editorial.admin.sourceform import CheckedForm, SourceForm, VoiceForm, check_voices
from editorial.choices import RecordKind
from editorial.intake.windows import NO_DAY
from editorial.models import Citation, Record, Source, User
from editorial.services.cite import cite
from handovers.admin.eventform import EventForm, EventRecordForm, HandoverEventForm, hand_over
from handovers.admin.similar import similar_handovers

VOICES = 3
"""Voices in one source for which there is room; more are added on the page of citations."""

KINDS: dict[str, type[EventRecordForm]] = {
    RecordKind.HANDOVER: HandoverEventForm,
    RecordKind.ATTACK: AttackEventForm,
}


class EventPage:
    """All forms of the page, bound where `data` are given. Only the chosen kind of event is asked and saved."""

    def __init__(self, user: User, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        start = initial or {}
        given: dict[str, Any] = {"data": data, "user": user, "use_required_attribute": False}
        self.user = user
        self.confirmed = (data or {}).get("confirmed", "")
        self.source = SourceForm(prefix="source", initial={"known": start.get("source", "")}, **given)
        self.voices = [VoiceForm(prefix=f"voice-{number}", **given) for number in range(VOICES)]
        self.checked = CheckedForm(data, prefix="checked", use_required_attribute=False)
        self.event = EventForm(initial=start, **given)
        self.records = {kind: form(prefix=str(kind), **given) for kind, form in KINDS.items()}
        for kind, form in self.records.items():
            form.asked = kind == self.kind

    @property
    def kind(self) -> str:
        chosen = self.event["kind"].value()
        return chosen if chosen in KINDS else str(RecordKind.HANDOVER)

    @property
    def record(self) -> EventRecordForm:
        return self.records[self.kind]

    @property
    def asked(self) -> list[forms.BaseForm]:
        """The forms in the order of the page, without those of the other kind."""
        return [self.source, *self.voices, self.checked, self.event, self.record]

    @property
    def more_voices(self) -> bool:
        """Whether the voices after the first are in use, and so to be shown at once."""
        return any(voice.is_bound and (voice.has_changed() or voice.errors) for voice in self.voices[1:])

    def is_valid(self) -> bool:
        valid = [hand_over(self.event, self.record), self.source.is_valid(), self.checked.is_valid()]
        check_voices(self.voices)
        return all([*valid, *(voice.is_valid() for voice in self.voices)])

    @property
    def problems(self) -> list[tuple[forms.BoundField, str]]:
        """Every error that belongs to a field, in the order of the page."""
        return [(bound, str(error)) for form in self.asked for bound in form for error in bound.errors]

    @property
    def general_problems(self) -> list[str]:
        return [str(error) for form in self.asked for error in form.non_field_errors()]

    @cached_property
    def similar(self) -> list[Similar]:
        """Records that may be of the same event, as far as what is typed can be read."""
        found = self.event.cleaned_data if hasattr(self.event, "cleaned_data") else {}
        window, base = found.get("date", NO_DAY), found.get("base")
        typed = self.record
        if self.kind == RecordKind.ATTACK:
            place = str(typed["place"].value() or "").strip()
            return list(similar_attacks(self.user, base, place, window, typed["weapons"].value() or []))
        if not base or not found.get("drawdown"):
            return []
        site = str(typed["site_name"].value() or "").strip()
        return list(similar_handovers(self.user, found["drawdown"], base, window, site))

    @property
    def similar_token(self) -> str:
        return token(self.similar)

    @property
    def unseen(self) -> bool:
        """Whether a record that may be the same was not yet looked at."""
        return bool({each.key for each in self.similar} - set(self.confirmed.split(",")))

    @transaction.atomic
    def save(self) -> tuple[Source, Record]:
        """Everything or nothing: the source where it is new, the record as a draft, its citations and their claims."""
        staff_log.sign(self.user, "")
        source = self.source.save()
        record = self.record.save_event()
        claims = self.record.claims()
        for voice in self._speaking():
            cite(self._citation(record, source, voice), claims, by=self.user)
            # What the others say of each field is for the page of citations: the form holds one answer.
            claims = {}
        return source, record

    def _speaking(self) -> Iterable[VoiceForm]:
        return [self.voices[0], *(voice for voice in self.voices[1:] if voice.has_changed())]

    def _citation(self, record: Record, source: Source, voice: VoiceForm) -> Citation:
        return Citation(
            record_id=record.pk,
            source=source,
            said_by=voice.cleaned_data["said_by"],
            relays=voice.cleaned_data["relays"],
            verification=self.checked.cleaned_data["verification"],
            locator=self.checked.cleaned_data["locator"],
        )
