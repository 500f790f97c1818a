"""Loading beside people: what editors changed, retracted or hold in hand is never written over."""

from __future__ import annotations

import pytest

from attacks.models import Attack, PublishedAttack
from editorial import services, staff_log
from editorial.choices import Retraction
from editorial.models import (
    Citation,
    Publisher,
    Record,
    Redirect,
    User,
)
from exchange.loading import load
from tests.exchange.sets import Files, edit, refused

pytestmark = pytest.mark.django_db


def test_what_an_editor_changed_is_not_written_over(files: Files, editor: User) -> None:
    load(files.folder)
    edit(Attack.objects.get(slug="2020-07-24-besmaya"), editor, munition="Grad", note="Seen.")
    files.add("casualties", attack="2020-07-24-besmaya", side="civilian", killed_min="0", killed_max="0")

    assert refused(files) == [
        "attacks.csv:2: munition, note: edited by anna since its last load, and the file says otherwise",
        "casualties.csv:3: attack: its record was edited by anna since its last load, and the file says otherwise",
    ]
    assert Attack.objects.get(slug="2020-07-24-besmaya").munition == "Grad"


def test_an_edit_that_the_file_follows_is_no_conflict(files: Files, editor: User) -> None:
    load(files.folder)
    edit(Attack.objects.get(slug="2020-07-24-besmaya"), editor, munition="Grad")
    files.change("attacks", 0, munition="Grad")

    outcome = load(files.folder)

    assert (outcome.written, outcome.published) == (0, 0)
    assert Attack.objects.get(slug="2020-07-24-besmaya").edited_by == editor


def test_what_an_editor_has_in_hand_is_not_published_by_a_load(files: Files, editor: User) -> None:
    load(files.folder)
    attack = Attack.objects.get(slug="2020-07-24-besmaya")
    source = Citation.objects.filter(record=attack).latest("pk").source
    Citation.objects.create(record=attack, source=source, said_by="a neighbour")
    services.changed(attack, editor)
    files.change("bases", 0, name="Besmaya Range")

    load(files.folder)

    document = PublishedAttack.objects.at().get().document
    assert document["base"]["name"] == "Besmaya Range"
    assert [citation["said_by"] for citation in document["citations"]] == [None, None]


@pytest.mark.django_db(transaction=True)
def test_a_reference_row_that_an_editor_changed_is_not_written_over(files: Files, editor: User) -> None:
    load(files.folder)
    with staff_log.signed(editor, "its new name"):
        Publisher.objects.update(name="Agency International")
    files.change("publishers", 0, note="Of the state.")

    assert refused(files) == ["publishers.csv:2: slug: edited by anna since its last load, and the file says otherwise"]


def test_a_load_does_not_undo_a_retraction(files: Files, editor: User) -> None:
    load(files.folder)
    event = Record.objects.get(slug="2020-07-25-handover")
    services.retract(event, by=editor, why="wrong", reason="It was wrong.", kind=Retraction.ERROR)

    assert (
        "context_events.csv:2: state: it was retracted or merged, which a file does not undo: take the row out"
        in refused(files)
    )


def test_an_address_that_leads_elsewhere_is_not_taken(files: Files) -> None:
    load(files.folder)
    Redirect.objects.create(
        kind="attack", slug="2020-07-23-besmaya", record=Record.objects.get(slug="2020-07-24-besmaya")
    )
    files.copy_row("attacks", 1, slug="2020-07-23-besmaya")

    assert refused(files) == ["attacks.csv:4: slug: this address leads to “2020-07-24-besmaya” now"]


def test_a_claim_of_the_record_stands_against_a_changed_row(files: Files) -> None:
    load(files.folder)
    files.remove("claims", 0)
    files.change("attacks", 0, munitions_max="5")

    assert refused(files) == [
        "attacks.csv:2: munitions: a claim in the record stands against it:"
        " munitions: accepted as {'max': 4, 'min': 4}, but the record has {'min': 4, 'max': 5}"
    ]
