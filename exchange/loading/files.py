"""The files of a set: their columns, what names a row, and which record a row is part of."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models

from attacks.models import Actor, Attack, Attribution, Casualties, SeriesAttribution
from editorial.models import Citation, Claim, Name, Publisher, Record, Source
from exchange.loading.columns import TARGETS, Column
from handovers.models import (
    Area,
    ContextEvent,
    Coverage,
    Drawdown,
    DrawdownBase,
    Force,
    Handover,
    Milestone,
    MilitaryBase,
    Presence,
    TransferringForce,
)

WINDOW = "date_earliest date_latest date_precision"
POINT = "latitude longitude uncertainty_m location_basis"
HURT = "killed_min killed_max wounded_min wounded_max"


@dataclass(frozen=True)
class File:
    """One file: `header` lists its columns, `column=field` where the model's field has another name.

    `key` are the fields that name a row; `part_of` those that lead to the record of which a row is a part.
    A file `within` another has no text of its own: its rows come from a list in that one's cells.
    """

    name: str
    model: type[models.Model]
    header: str
    key: tuple[str, ...]
    part_of: tuple[str, ...] = ()
    required: bool = False
    within: str = ""
    unique: tuple[str, ...] = ()
    via: dict[str, type[models.Model]] = field(default_factory=dict)
    """Columns that are another model's fields and lead to a row of it, by their names."""

    @property
    def shown(self) -> str:
        """The name of the file that people see."""
        return f"{self.within or self.name}.csv"

    def shown_column(self, name: str) -> str:
        return self.name if self.within else name

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(self._column(*word.partition("=")) for word in self.header.split())

    def _column(self, name: str, _sign: str, field_name: str) -> Column:
        return Column(name, self.via.get(name, self.model)._meta.get_field(field_name or name))

    @cached_property
    def references(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_reference)

    @property
    def is_record(self) -> bool:
        return issubclass(self.model, Record)

    @property
    def is_reference(self) -> bool:
        return self.model in TARGETS and not self.is_record

    @property
    def kind(self) -> str:
        """The kind of record that each row is."""
        return str(self.model.KIND)  # type: ignore[attr-defined]

    @property
    def target(self) -> str:
        """The name under which other rows refer to this file's."""
        return self.kind if self.is_record else TARGETS[self.model]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def pk(self) -> str:
        return self.column_of(self.model._meta.pk.name)

    def column_of(self, field_name: str) -> str:
        """The column of one of the model's fields, its own or its root row's."""
        return str(next(each.column for each in self.model._meta.concrete_fields if each.name == field_name))

    @cached_property
    def own_columns(self) -> tuple[str, ...]:
        """The columns of the model's own table that the file fills, the key to its citation or record included."""
        own = [c.stored for c in self.columns if c.field.model is self.model and not c.is_list_of_references]
        return tuple(dict.fromkeys([*own, *(("citation_id",) if self.via else ())]))

    @cached_property
    def root_columns(self) -> tuple[str, ...]:
        """The columns of a record's root row that the file fills."""
        return tuple(c.stored for c in self.columns if self.is_record and c.field.model is Record)

    @cached_property
    def key_columns(self) -> tuple[str, ...]:
        return tuple(self.column_of(name) for name in self.key)


FILES = (
    File("areas", Area, "code name name_ar kind parent pcode aliases", ("code",), required=True),
    File("publishers", Publisher, "slug name name_ar kind country language note", ("slug",), required=True),
    File(
        "sources",
        Source,
        "id=public_id publisher title url published_on published_precision language relays relays_publisher"
        " is_general_knowledge note",
        ("public_id",),
        required=True,
        unique=("url",),
    ),
    File("forces", Force, "slug name name_ar kind country note", ("slug",), required=True),
    File("actors", Actor, "slug name name_ar aliases kind affiliation note source", ("slug",)),
    File(
        "drawdowns",
        Drawdown,
        "slug name name_ar coalition host country timezone starts_on ends_on checked_on stale_after_days summary"
        " state=working_state",
        ("slug",),
        required=True,
    ),
    File(
        "bases",
        MilitaryBase,
        f"slug name name_ar kind=base_kind within governorate {POINT} summary note state=working_state",
        ("slug",),
        required=True,
    ),
    File("drawdown_bases", DrawdownBase, "drawdown base counts reason", ("base", "drawdown"), ("base",)),
    File(
        "presences",
        Presence,
        "slug base force unit role start_earliest start_latest start_precision end_earliest end_latest end_precision"
        " end_known last_confirmed_on summary note state=working_state",
        ("slug",),
    ),
    File(
        "handovers",
        Handover,
        "slug drawdown base status portion site_name site_name_ar transferring_forces receiving_force receiving_detail"
        f" {WINDOW} announced_on scheduled_earliest scheduled_latest scheduled_precision counted counted_reason"
        " on_schedule onward_destination summary note state=working_state",
        ("slug",),
    ),
    File(
        "transferring_forces",
        TransferringForce,
        "handover force position",
        ("handover", "force"),
        ("handover",),
        within="handovers",
    ),
    File(
        "milestones",
        Milestone,
        f"handover drawdown kind {WINDOW} title title_ar source",
        ("handover", "drawdown", "kind", "title"),
        ("handover", "drawdown"),
    ),
    File(
        "attacks",
        Attack,
        f"slug drawdown base place place_ar governorate {POINT} {WINDOW} time_local weapons munition munitions_min"
        f" munitions_max {HURT} casualty_note outcome target launch_area_text launch_area summary note"
        " state=working_state",
        ("slug",),
    ),
    File("casualties", Casualties, f"attack side {HURT} note", ("attack", "side"), ("attack",)),
    File(
        "attributions",
        Attribution,
        "attack actor stance speaker said_on source note",
        ("attack", "actor", "stance", "speaker"),
        ("attack",),
    ),
    File(
        "series_attributions",
        SeriesAttribution,
        f"slug drawdown actor stance speaker said_on {WINDOW} summary note state=working_state",
        ("slug",),
    ),
    File(
        "context_events",
        ContextEvent,
        f"slug drawdown {WINDOW} title title_ar summary refers_to note state=working_state",
        ("slug",),
    ),
    File("names", Name, "record text lang kind source", ("record", "text", "lang"), ("record",)),
    File(
        "citations",
        Citation,
        "record source said_by relays locator verification note",
        ("record", "source", "said_by"),
        ("record",),
        required=True,
    ),
    File(
        "claims",
        Claim,
        "record source field value wording status note",
        ("citation", "field"),
        ("record",),
        via={"record": Citation, "source": Citation},
    ),
    File(
        "coverage",
        Coverage,
        "drawdown what date_earliest date_latest area languages searched_on result",
        ("drawdown", "what", "searched_on"),
        ("drawdown",),
    ),
)
"""In the order in which they are read and written: what a row refers to stands before it."""

BY_NAME = {file.name: file for file in FILES}


def records(files: Iterable[File]) -> list[File]:
    return [file for file in files if file.is_record]


def parts(files: Iterable[File]) -> list[File]:
    return [file for file in files if file.part_of]
