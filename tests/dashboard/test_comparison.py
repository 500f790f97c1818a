"""Tests of the table of what each source says."""

from typing import Any

import pytest

from analysis.serving import serve_one
from attacks.models import PublishedAttack
from dashboard.comparison import Cell, comparison
from editorial.choices import ClaimStatus, RecordKind
from editorial.models import Claim
from handovers.models import PublishedHandover
from tests.factories import cite, make_attack, make_handover, make_source, publish

pytestmark = pytest.mark.django_db


def lines_of(kind: RecordKind, row: dict[str, Any]) -> dict[str, Any]:
    return {line.label: line for line in comparison(kind, row).lines}


def test_a_source_that_agrees_and_one_that_differs_stand_beside_the_record() -> None:
    attack = make_attack(munition="Katyusha")
    cite(attack, make_source("A"), {"munitions": {"min": 4, "max": 4}, "munition": "Katyusha"})
    differing = cite(attack, make_source("B"))
    Claim.objects.create(
        citation=differing,
        field="munition",
        value="missiles",
        wording="four missiles",
        status=ClaimStatus.CONFLICT,
        note="One Arabic word serves for both.",
    )
    publish(attack)
    row = serve_one(RecordKind.ATTACK, PublishedAttack.objects.at().get())

    munition = lines_of(RecordKind.ATTACK, row)["Munition"]

    assert (munition.on_record, munition.disputed) == ("Katyusha", True)
    assert munition.cells == [Cell("Katyusha", "Katyusha", False), Cell("four missiles", "missiles", True)]
    assert munition.notes == ["One Arabic word serves for both."]
    assert lines_of(RecordKind.ATTACK, row)["Munitions"].cells == [Cell("4", "4", False), None]


def test_the_reported_place_in_the_sequence_stands_beside_the_computed_one() -> None:
    handover = make_handover()
    cite(handover, make_source("A"), {"ordinal": 7})
    publish(handover)
    row = serve_one(RecordKind.HANDOVER, PublishedHandover.objects.at().get())

    place = lines_of(RecordKind.HANDOVER, row)["Place in the sequence"]

    assert (place.on_record, place.computed) == ("1", "computed: 1")
    assert [cell and cell.value for cell in place.cells] == ["7"]


def test_a_record_without_claims_has_no_table() -> None:
    publish(make_handover())
    row = serve_one(RecordKind.HANDOVER, PublishedHandover.objects.at().get())

    assert comparison(RecordKind.HANDOVER, row).lines == []
