"""Loading a set: all of it or nothing, a second time without a trace, and never over people's work."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, transaction

from attacks.models import Attack, PublishedAttack
from editorial import services
from editorial.choices import WorkingState
from editorial.models import (
    Change,
    PublishedReference,
    Record,
    Revision,
    User,
)
from exchange.loading import Count, RefusedError, load, loader
from handovers.models import (
    Area,
    Handover,
    PublishedContextEvent,
    PublishedHandover,
    PublishedMilitaryBase,
)
from tests.exchange.sets import Files, edit, refused, traces

pytestmark = pytest.mark.django_db


def test_every_row_of_a_set_is_loaded(files: Files) -> None:
    outcome = load(files.folder)

    assert outcome.counts[2] == Count("sources.csv", added=2, changed=0, unchanged=0, left=0)
    assert outcome.rows == outcome.written == sum(map(len, files.rows.values()))
    assert outcome.published == 8


def test_public_rows_are_public_and_rows_in_review_are_not(files: Files) -> None:
    load(files.folder)

    assert list(PublishedAttack.objects.at().values_list("slug", flat=True)) == ["2020-07-24-besmaya"]
    assert dict(Attack.objects.values_list("slug", "working_state")) == {
        "2020-07-24-besmaya": WorkingState.READY,
        "2020-07-20-taji": WorkingState.IN_REVIEW,
    }


def test_a_row_becomes_what_the_cells_say(files: Files) -> None:
    load(files.folder)

    attack = Attack.objects.get(slug="2020-07-24-besmaya")
    assert (attack.killed_min, attack.killed_max, attack.wounded_min) == (0, 0, None)
    assert (attack.weapons, attack.outcome, str(attack.time_local)) == (["rocket", "mortar"], "unknown", "20:30:00")
    assert Area.objects.get(code="IQ-BG").aliases == ["Bagdad", "Baghdād"]
    handover = Handover.objects.get()
    assert [transfer.force.slug for transfer in handover.transfers.all()] == ["spain", "coalition"]
    assert handover.on_schedule is None


def test_a_public_row_embeds_what_became_public_in_the_same_load(files: Files) -> None:
    load(files.folder)

    base = PublishedMilitaryBase.objects.at().get(slug="besmaya")
    assert base.document["within"]["slug"] == "zone"
    assert PublishedContextEvent.objects.get().document["refers_to"]["slug"] == "besmaya-2020"


def test_a_load_is_signed_by_the_account_of_the_dataset(files: Files) -> None:
    load(files.folder)

    account = User.objects.get(username="dataset")
    assert (account.has_usable_password(), account.is_active, account.is_staff) == (False, False, False)
    assert set(Record.objects.values_list("edited_by", "revision")) == {(account.pk, 1)}


@pytest.mark.django_db(transaction=True)
def test_a_load_is_one_revision_that_says_why_no_second_person_read_it(files: Files) -> None:
    load(files.folder)

    revision = Revision.objects.get()
    assert revision.who == "dataset"
    assert "second reader" in revision.why
    assert revision.changes == Change.objects.count()


@pytest.mark.django_db(transaction=True)
def test_a_second_load_writes_nothing(files: Files) -> None:
    load(files.folder)
    before = traces()

    outcome = load(files.folder)

    assert traces() == before
    assert (outcome.written, outcome.published) == (0, 0)
    assert outcome.rows == sum(map(len, files.rows.values()))


def test_all_bad_rows_are_named_at_once(files: Files) -> None:
    files.change("areas", 1, parent="IR", kind="goverorate")
    files.change("handovers", 0, counted_reason="", transferring_forces="spain;spian")
    files.change("attacks", 0, killed_max="", killed_min="", munitions_max="3", weapons="rocket;rockets")
    files.change("attacks", 1, date_latest="2020-08-31", date_earliest="1 July 2020")
    files.change("claims", 1, note="")
    files.change("claims", 2, value="seven")
    files.change("presences", 0, start_latest="2015-03-31", end_known="ended")
    files.remove("citations", 0)

    assert refused(files) == [
        "areas.csv:3: kind: “goverorate” is not a known code (country, region, governorate, district)."
        " Did you mean “governorate”?",
        "areas.csv:3: parent: “IR” is not known, neither from the files nor from the record.",
        "attacks.csv:2: munitions_max: munitions: give nothing, a minimum, or a minimum and a maximum that is not"
        " smaller.",
        "attacks.csv:2: weapons: “rockets” is not a known code (rocket, mortar, one_way_drone, ballistic_missile,"
        " cruise_missile, ied, small_arms, other, unknown). Did you mean “rocket”?",
        "attacks.csv:3: date_earliest: “1 July 2020” is not a day, like 2020-07-25",
        "claims.csv:3: note: Say in the note why the editors decided against this claim.",
        "claims.csv:4: value: it is not JSON: Expecting value: line 1 column 1 (char 0)",
        "drawdowns.csv:2: slug: a public row needs a source: citations.csv has none for drawdown:iraq",
        "handovers.csv:2: counted_reason: it must be given",
        "handovers.csv:2: transferring_forces: “spian” is not known, neither from the files nor from the record."
        " Did you mean “spain”?",
        "presences.csv:2: end_known: Give an end exactly where the presence is known to have ended.",
        "presences.csv:2: start_precision: start: the two days do not fit the precision.",
    ]


def test_a_key_that_stands_twice_is_refused(files: Files) -> None:
    files.copy_row("attacks", 0)
    files.copy_row("citations", 3)
    files.copy_row("sources", 0, id="cccccccccc")

    assert refused(files) == [
        "attacks.csv:4: slug: the same stands in line 2 already",
        "citations.csv:11: record: the same stands in line 5 already",
        "sources.csv:4: url: the same stands in line 2 already",
    ]


def test_an_address_that_another_source_has_is_refused(files: Files) -> None:
    load(files.folder)
    files.change("sources", 0, id="cccccccccc")
    for row in files.rows["citations"] + files.rows["claims"] + files.rows["milestones"] + files.rows["sources"]:
        row.update({column: "cccccccccc" for column, cell in row.items() if cell == "aaaaaaaaaa"})
    files.write()

    assert refused(files) == ["sources.csv:2: url: “aaaaaaaaaa” has it already"]


def test_an_accepted_claim_must_be_what_the_record_stores(files: Files) -> None:
    files.change("claims", 0, value='{"min": 5, "max": 5}')

    assert refused(files) == [
        "claims.csv:2: value: munitions: accepted as {'max': 5, 'min': 5}, but the record has {'min': 4, 'max': 4}"
    ]


def test_an_accepted_ordinal_must_be_the_computed_one(files: Files) -> None:
    files.change("claims", 2, value="7")

    assert refused(files) == ["claims.csv:4: value: accepted as 7, but the record makes it 1"]


def test_a_claim_needs_a_citation_and_a_field(files: Files) -> None:
    files.change("claims", 0, source="bbbbbbbbbb", record="handover:besmaya-2020", field="xyz")
    files.change("claims", 1, field="munitons")

    assert refused(files) == [
        "claims.csv:2: field: a record of kind handover has no field “xyz”.",
        "claims.csv:2: source: citations.csv does not cite bbbbbbbbbb for handover:besmaya-2020",
        "claims.csv:3: field: a record of kind attack has no field “munitons”. Did you mean “munitions”?",
    ]


def test_a_public_row_cannot_stand_on_one_in_review(files: Files) -> None:
    files.change("bases", 0, state="in_review")

    assert refused(files) == [
        f"{file}.csv:2: base: a public row cannot stand on “besmaya”, which is not public"
        for file in ("attacks", "handovers", "presences")
    ]


def test_a_changed_row_becomes_a_new_version(files: Files) -> None:
    load(files.folder)
    files.change("attacks", 0, munition="Katyusha")

    outcome = load(files.folder)

    assert (outcome.written, outcome.published) == (1, 1)
    assert PublishedAttack.objects.at().get().document["munition"] == "Katyusha"
    assert [version.version for version in PublishedAttack.objects.order_by("version")] == [1, 2]
    attack = Attack.objects.get(slug="2020-07-24-besmaya")
    assert (attack.revision, attack.published_revision) == (2, 2)


def test_a_changed_part_becomes_a_new_version_of_its_record(files: Files) -> None:
    load(files.folder)
    files.change("claims", 0, wording="4 rockets")
    files.change("handovers", 0, transferring_forces="coalition")

    outcome = load(files.folder)

    assert outcome.published == 2
    assert [force["slug"] for force in PublishedHandover.objects.at().get().document["transferring_forces"]] == [
        "coalition"
    ]
    assert set(Record.objects.filter(revision=2).values_list("slug", flat=True)) == {
        "besmaya-2020",
        "2020-07-24-besmaya",
    }


def test_a_row_that_leaves_review_is_published(files: Files) -> None:
    load(files.folder)
    files.change("attacks", 1, state="public")
    files.add("citations", record="attack:2020-07-20-taji", source="aaaaaaaaaa", verification="none")

    load(files.folder)

    assert PublishedAttack.objects.at().count() == 2


def test_a_row_whose_review_the_editors_finished_stays_public(files: Files, editor: User) -> None:
    files.add("citations", record="attack:2020-07-20-taji", source="aaaaaaaaaa", verification="none")
    load(files.folder)
    services.publish(Record.objects.get(slug="2020-07-20-taji"), by=editor, why="read")
    edit(Attack.objects.get(slug="2020-07-20-taji"), editor, working_state=WorkingState.READY)

    assert load(files.folder).written == 0
    assert PublishedAttack.objects.at().count() == 2


def test_a_changed_name_is_carried_into_what_embeds_it(files: Files) -> None:
    load(files.folder)
    files.change("bases", 0, name="Besmaya Range")
    files.change("publishers", 0, name="The News Agency")

    load(files.folder)

    document = PublishedAttack.objects.at().get().document
    assert document["base"]["name"] == "Besmaya Range"
    assert document["citations"][0]["source"]["publisher"]["name"] == "The News Agency"
    assert PublishedReference.objects.at().get(kind="publisher").name == "The News Agency"


def test_rows_that_are_gone_from_the_files_are_left_alone(files: Files) -> None:
    load(files.folder)
    files.remove("attacks", 1)
    files.remove("milestones", 1)

    outcome = load(files.folder)

    assert (outcome.written, outcome.published, outcome.left) == (0, 0, 2)
    assert Attack.objects.count() == 2


def test_a_set_needs_no_attacks(files: Files) -> None:
    for name in ("attacks", "casualties", "attributions"):
        del files.rows[name]
    files.rows["claims"] = files.rows["claims"][2:]
    files.rows["citations"] = [row for row in files.rows["citations"] if not row["record"].startswith("attack")]
    files.write()

    assert load(files.folder).published == 7


def test_parts_can_be_added_to_records_that_are_in_no_file(files: Files) -> None:
    load(files.folder)
    for name in ("attacks", "casualties", "attributions"):
        del files.rows[name]
    files.add("sources", id="cccccccccc", publisher="agency", title="Rockets again")
    files.add("citations", record="attack:2020-07-24-besmaya", source="cccccccccc", said_by="a spokesman")

    outcome = load(files.folder)

    assert (outcome.written, outcome.published) == (2, 1)
    assert len(PublishedAttack.objects.at().get().document["citations"]) == 3


def test_claims_of_two_speakers_in_one_source_cannot_be_told_apart(files: Files) -> None:
    files.copy_row("citations", 6, said_by="a spokesman")

    assert refused(files) == [
        "claims.csv:3: source: the record cites “bbbbbbbbbb” twice: whose claim it is cannot be told"
    ]


@pytest.mark.django_db(transaction=True)
def test_a_second_load_at_the_same_time_is_refused(files: Files) -> None:
    with ThreadPoolExecutor(1) as other, transaction.atomic():
        load(files.folder)
        with pytest.raises(RefusedError, match="another load is under way"):
            other.submit(load_and_hang_up, files.folder).result()


def load_and_hang_up(folder: Path) -> None:
    try:
        load(folder)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_load_that_fails_late_leaves_nothing(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    before = traces()
    monkeypatch.setattr(loader, "ordinals", lambda: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        load(files.folder)

    assert traces() == before
