"""The page of a review, notes, sending back, opening sources, and publishing what is edited in one step."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from attacks.models import Attack, PublishedAttack
from editorial.choices import NoteKind, PublicState, Role, Verification, WorkingState
from editorial.models import Citation, Note, Record
from editorial.services.notes import say, send_back
from editorial.standing import standing
from tests.desk import filled, page, sign_in
from tests.factories import cite, make_attack, make_base, make_source, make_user, publish

pytestmark = pytest.mark.django_db


def said(response: object) -> str:
    return " ".join(map(str, get_messages(response.wsgi_request)))


def edited_by(record: Record, name: str) -> None:
    Record.objects.filter(pk=record.pk).update(edited_by=make_user(name, None), working_state=WorkingState.IN_REVIEW)


def changed_in(response: object) -> dict[str, tuple[list[str], list[str]]]:
    return {each.name: (each.public, each.working) for each in response.context["review"].changed}


def test_a_review_shows_old_and_new_of_what_changes_and_folds_the_rest() -> None:
    attack = make_attack(summary="Four rockets.", latitude=33.18, longitude=44.53, uncertainty_m=1500,
                         location_basis="site", governorate=None)  # fmt: skip
    publish(attack)
    cite(attack, make_source("A second account"))
    Attack.objects.filter(pk=attack.pk).update(summary="Three rockets.", latitude=33.2, revision=2)

    shown = sign_in().get(page(attack, "review"))
    review = shown.context["review"]

    assert changed_in(shown)["summary"] == (["Four rockets."], ["Three rockets."])
    assert "munitions_min" in {each.name for each in review.same}
    assert [each.is_new for each in review.citations if "second" in str(each.citation)] == [True]
    assert round(review.apart_km, 1) == 2.2
    assert b'data-public="33.18,44.53,1500"' in shown.content


def test_a_first_review_has_nothing_public_to_stand_beside() -> None:
    shown = sign_in().get(page(make_attack(), "review"))

    assert shown.context["review"].is_first
    assert "Publish its base first." in shown.context["obstacles"]
    assert b"Public now:" not in shown.content


def test_a_note_stays_with_its_record_and_is_never_changed() -> None:
    attack, editor = make_attack(), sign_in()

    editor.post(page(attack, "note"), {"text": " Is this the same as Taji? ", "from": "review"})
    editor.post(page(attack, "note"), {"text": "  "})

    assert [(note.text, str(note.author)) for note in attack.notes.all()] == [("Is this the same as Taji?", "layla")]
    assert b"same as Taji" in editor.get(page(attack)).content
    with pytest.raises(DatabaseError), transaction.atomic():
        Note.objects.update(text="Nothing.")


def test_a_note_is_no_edit_so_that_who_wrote_it_may_publish() -> None:
    attack = make_attack()
    edited_by(attack, "omar")
    say(attack, "Looks right.", by=make_user())

    attack.refresh_from_db()
    assert (attack.revision, str(attack.edited_by)) == (1, "omar")


def test_sending_back_wants_a_note_and_says_it_on_the_first_page() -> None:
    attack, layla = make_attack(), sign_in("layla")
    edited_by(attack, "omar")

    refused = layla.post(page(attack, "send_back"), {"text": " "})
    layla.post(page(attack, "send_back"), {"text": "The hour is missing."})

    assert "Say something" in said(refused)
    attack.refresh_from_db()
    assert attack.working_state == WorkingState.DRAFT
    assert attack.notes.get().kind == NoteKind.SENT_BACK


def test_what_was_sent_back_shows_its_note_to_who_wrote_it(transactional_db: None) -> None:
    omar = sign_in("omar", Role.CONTRIBUTOR)
    attack = make_attack(working_state=WorkingState.IN_REVIEW)
    edited_by(attack, "omar")
    send_back(attack, "The hour is missing.", by=make_user("layla"))

    assert b"layla: The hour is missing." in omar.get("/admin/").content


def test_another_persons_work_goes_back_with_a_note_only() -> None:
    attack, layla = make_attack(), sign_in("layla")
    edited_by(attack, "omar")

    assert layla.post(page(attack, "move"), {"to": "draft"}).status_code == 403
    with pytest.raises(ValidationError):
        send_back(make_attack("2020-01-01-x", "2020-01-01", working_state=WorkingState.DRAFT), "Why?", by=make_user())


def test_a_contributor_sends_nothing_back_and_sees_the_notes_on_own_work_alone() -> None:
    omar = sign_in("omar", Role.CONTRIBUTOR)
    own, others = make_attack(), make_attack("2020-01-01-besmaya", "2020-01-01")
    edited_by(own, "omar")
    say(own, "Which village?", by=make_user("layla"))

    assert b"Which village?" in omar.get(page(own, "review")).content
    assert omar.post(page(own, "send_back"), {"text": "No."}).status_code == 403
    assert omar.get(page(others, "review")).status_code in {302, 404}
    assert omar.post(page(others, "note"), {"text": "Hello."}).status_code in {302, 404}
    assert not others.notes.exists()


@pytest.mark.parametrize(
    ("found", "words", "verification"),
    [
        ("says_it", "", Verification.OPENED),
        ("not_there", "It speaks of Taji.", Verification.OPENED),
        ("excerpt", "Behind a wall.", Verification.EXCERPT),
        ("unreachable", "Gone.", Verification.NONE),
    ],
)
def test_looking_at_a_source_notes_who_did_and_what_was_found(found: str, words: str, verification: str) -> None:
    attack, layla = make_attack(), sign_in("layla")
    edited_by(attack, "omar")
    citation = attack.citations.get()

    layla.post(page(attack, "opening"), {"citation": citation.pk, "found": found, "words": words})

    citation.refresh_from_db()
    attack.refresh_from_db()
    assert citation.verification == verification
    assert (str(citation.opened_by) == "layla") == (verification == Verification.OPENED)
    assert [note.text.endswith(words) for note in attack.notes.all()] == [True] * bool(words)
    assert (attack.revision, str(attack.edited_by)) == (2, "omar")


def test_what_was_not_as_cited_wants_words_and_a_citation_of_another_record_is_not_found() -> None:
    attack, layla = make_attack(), sign_in("layla")
    other = make_attack("2020-01-01-besmaya", "2020-01-01").citations.get()

    refused = layla.post(page(attack, "opening"), {"citation": attack.citations.get().pk, "found": "not_there"})

    assert "Say what was found" in said(refused)
    assert layla.post(page(attack, "opening"), {"citation": other.pk, "found": "says_it"}).status_code == 404
    assert not Citation.objects.exclude(opened_by=None).exists()


def test_publishing_says_how_many_citations_nobody_opened() -> None:
    attack = make_attack()
    publish(make_base())
    cite(attack, make_source("Two"))

    for name in ("review", "publish"):
        assert "2 citations were not opened by an editor" in sign_in().get(page(attack, name)).content.decode()


def test_anothers_work_is_edited_and_published_in_one_step() -> None:
    attack, layla = make_attack(), sign_in("layla")
    publish(make_base())
    edited_by(attack, "omar")

    sent = filled(layla.get(page(attack)), summary="Four rockets.", why="Checked, and said better.")
    layla.post(page(attack), sent | {"_publish": "1"})

    assert standing(attack).state == PublicState.PUBLISHED
    assert PublishedAttack.objects.get().document["summary"] == "Four rockets."


def test_own_work_is_saved_and_waits_for_a_second_person_all_the_same() -> None:
    attack, layla = make_attack(), sign_in("layla")
    publish(make_base())
    edited_by(attack, "layla")

    response = layla.post(page(attack), filled(layla.get(page(attack)), summary="Mine.", why="x") | {"_publish": "1"})

    attack.refresh_from_db()
    assert "a second person publishes it" in said(response)
    assert (attack.summary, standing(attack).state) == ("Mine.", PublicState.NEVER)


def test_publishing_what_is_edited_wants_a_reason_and_saves_nothing_without() -> None:
    attack, layla = make_attack(), sign_in("layla")
    edited_by(attack, "omar")

    response = layla.post(page(attack), filled(layla.get(page(attack)), summary="New.", why="") | {"_publish": "1"})

    attack.refresh_from_db()
    assert "Publishing wants a reason" in str(response.context["adminform"].form.errors["why"])
    assert attack.summary != "New."
