"""Tests of the page of corrections and of the history at the foot of a dossier."""

import pytest
from django.test import Client

from attacks.models import Attack
from dashboard.corrections import change_count, corrections, first_published, together
from dashboard.history import history
from editorial import services
from editorial.choices import ClaimStatus, PublicEvent, RecordKind
from editorial.models import Claim
from tests.factories import cite, make_attack, make_base, make_source, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def corrected() -> Attack:
    """An attack whose outcome was set right, with one more source."""
    attack = make_attack(outcome="impact_inside")
    publish(attack)
    attack.outcome = "impact_outside"
    attack.save()
    citation = cite(attack, make_source("A later report"), verification="excerpt")
    Claim.objects.create(
        citation=citation, field="munitions", value={"min": 5, "max": 5}, status=ClaimStatus.CONFLICT, note="Too many."
    )
    services.publish(attack, by=make_user(), why="a better source")
    return attack


def test_a_first_publication_is_counted_and_is_no_correction() -> None:
    publish(make_attack())

    assert change_count() == 0
    assert dict(first_published()) == {"drawdown": 1, "base": 1, "attack": 1}


def test_a_correction_says_field_by_field_how_it_read_before(corrected: Attack) -> None:
    [found] = corrections(0, 10)

    assert (found.kind, found.step.event, found.step.version.version) == ("attack", PublicEvent.CHANGED, 2)
    said = {each.label: (each.gone, each.come) for each in found.step.differences}
    assert said["Outcome"] == (["fell inside"], ["fell outside"])
    assert said["Sources"] == (
        [],
        ["INA, A later report (seen in excerpt)", "INA, Munitions: 5 (in conflict). Too many."],
    )
    assert said.keys() == {"Outcome", "Sources"}


def test_the_dossier_tells_its_history_newest_first(client: Client, corrected: Attack) -> None:
    assert [step.version.version for step in history(RecordKind.ATTACK, corrected.pk)] == [2, 1]

    page = client.get("/attacks/2020-07-24-besmaya/").content.decode()
    assert "History: 2 versions" in page
    assert "<bdi>fell inside</bdi></del>" in page


def test_the_page_shows_changes_merges_and_withdrawals_with_their_reason(client: Client, corrected: Attack) -> None:
    services.retract(corrected, by=make_user(), why="x", reason="Two reports were of one event.")

    page = client.get("/corrections/").content.decode()

    assert "Two reports were of one event." in page
    assert "<bdi>fell outside</bdi>" in page
    assert page.index("Two reports were of one event.") < page.index("<bdi>fell outside</bdi>")


def test_an_unpublished_edit_is_no_correction(corrected: Attack) -> None:
    corrected.outcome = "intercepted"
    corrected.save()

    assert change_count() == 1


def test_a_new_name_that_is_carried_to_other_records_is_told_once() -> None:
    base = make_base()
    publish(make_attack(), make_attack("2020-03-16-besmaya", "2020-03-16"))
    base.name = "Besmaya Range Complex"
    base.save()
    services.publish(base, by=make_user(), why="its full name")

    changes = together(corrections(0, 10))

    told = {change.first.step.differences[0].label: len(change.others) for change in changes}
    assert told == {"Name": 0, "Base": 1}
