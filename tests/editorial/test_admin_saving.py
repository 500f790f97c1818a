"""Saving at the desk: nobody overwrites a colleague, and nothing that breaks a rule is lost in an error page."""

import pytest
from django.test import Client

from attacks.models import Attack
from editorial.choices import Role, Verification, WorkingState
from editorial.models import Change, Citation, Record, Revision
from handovers.models import Force, Handover
from tests.desk import errors, filled, page, sign_in
from tests.factories import make_attack, make_drawdown, make_force, make_handover, make_source, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return sign_in()


def test_a_save_is_signed_numbered_and_noted_field_by_field(transactional_db: None) -> None:
    editor, attack = sign_in(), make_attack()

    response = editor.post(page(attack), filled(editor.get(page(attack)), summary="Four rockets.", why="reread"))

    assert response.status_code == 302
    attack.refresh_from_db()
    assert (attack.summary, attack.revision, attack.edited_by) == ("Four rockets.", 2, make_user())
    revision = Revision.objects.latest("seq")
    assert (revision.who, revision.why) == ("layla", "reread")
    assert {change.table for change in Change.objects.filter(xid=revision.xid)} == {"editorial_record"}


def test_a_save_that_started_from_an_older_revision_is_refused_and_keeps_what_was_typed(editor: Client) -> None:
    attack, colleague = make_attack(), sign_in("omar")
    mine, theirs = editor.get(page(attack)), colleague.get(page(attack))
    colleague.post(page(attack), filled(theirs, summary="Theirs."))

    response = editor.post(page(attack), filled(mine, summary="Mine."))

    assert response.status_code == 200
    assert "omar saved this record while you were editing" in errors(response)
    assert response.context["adminform"].form["summary"].value() == "Mine."
    assert "Theirs." in response.text
    attack.refresh_from_db()
    assert (attack.summary, attack.revision) == ("Theirs.", 2)


def test_a_colleagues_revision_is_saved_over_only_by_who_has_been_shown_it(editor: Client) -> None:
    attack, colleague = make_attack(), sign_in("omar")
    mine, theirs = editor.get(page(attack)), colleague.get(page(attack))
    colleague.post(page(attack), filled(theirs, summary="Theirs."))

    response = editor.post(page(attack), filled(mine, summary="Mine.") | {"_over": "2"})
    attack.refresh_from_db()
    assert (response.status_code, attack.summary) == (302, "Mine.")

    response = editor.post(page(attack), filled(mine, summary="Again.") | {"_over": "2"})
    attack.refresh_from_db()
    assert (response.status_code, attack.summary) == (200, "Mine.")


def test_a_record_that_was_published_changes_only_with_a_reason_and_wants_another_look(editor: Client) -> None:
    attack = make_attack()
    publish(attack)
    shown = editor.get(page(attack))

    assert "required" in errors(editor.post(page(attack), filled(shown, summary="Changed.")))
    response = editor.post(page(attack), filled(shown, summary="Changed.", why="a later report"))

    assert response.status_code == 302
    attack.refresh_from_db()
    assert (attack.summary, attack.working_state) == ("Changed.", WorkingState.IN_REVIEW)
    assert "edited since" in editor.get(page(attack)).text


def test_a_save_that_changes_nothing_makes_no_revision(editor: Client) -> None:
    attack = make_attack()

    editor.post(page(attack), filled(editor.get(page(attack))))

    attack.refresh_from_db()
    assert (attack.revision, attack.edited_by) == (1, None)


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"date_latest": "2020-07-26"}, "do not fit the precision"),
        ({"date_earliest": "", "date_latest": ""}, "do not fit the precision"),
        ({"munitions_min": "", "munitions_max": "4"}, "give nothing, a minimum"),
        ({"munitions_min": "5"}, "give nothing, a minimum"),
        ({"munitions_min": "-1"}, "greater than or equal to 0"),
        ({"coordinates": "33.1, 44.2"}, "Place: give latitude, longitude"),
        ({"coordinates": "44.2, 33.1"}, "look swapped"),
        ({"coordinates": "near Besmaya"}, "33.7856, 42.4411"),
        ({"weapons": ["harsh words"]}, "not one of the available choices"),
        ({"base": ""}, ""),
        ({"time_local": "25:00"}, "valid time"),
        ({"drawdown": "999999"}, "valid choice"),
        ({"target": ""}, "required"),
    ],
)
def test_what_breaks_a_rule_comes_back_as_the_forms_own_error(editor: Client, broken: dict, said: str) -> None:
    attack = make_attack()

    response = editor.post(page(attack), filled(editor.get(page(attack)), **broken))

    assert response.status_code == 200
    assert said in errors(response)
    assert Record.objects.get(pk=attack.pk).revision == 1


def test_a_handover_that_is_announced_has_no_day_of_its_own(editor: Client) -> None:
    handover = make_handover()

    response = editor.post(page(handover), filled(editor.get(page(handover)), status="announced"))

    assert response.status_code == 200
    assert "A completed handover has a day; any other has none" in errors(response)


def test_the_slug_is_made_where_none_is_given_and_numbered_where_it_is_taken(editor: Client) -> None:
    make_attack("2020-07-24-besmaya")
    add = page(Attack, "add")
    base = Record.objects.get(kind="base").pk
    day = {"date_earliest": "2020-07-24", "date_latest": "2020-07-24", "date_precision": "day"}
    typed = {"drawdown": make_drawdown().pk, "base": base, "target": "base", "weapons": ["rocket"], **day}

    response = editor.post(add, filled(editor.get(add), **typed))

    assert response.status_code == 302
    assert Attack.objects.latest("pk").slug == "2020-07-24-besmaya-2"


def test_a_slug_that_was_public_is_not_typed_over(editor: Client) -> None:
    attack = make_attack()
    publish(attack)

    editor.post(page(attack), filled(editor.get(page(attack)), slug="another", why="x"))

    attack.refresh_from_db()
    assert attack.slug == "2020-07-24-besmaya"


def test_names_and_citations_are_saved_with_their_record_and_opening_a_source_is_remembered(editor: Client) -> None:
    attack = make_attack(cited=False)
    source = make_source("Another")
    citation = {"citations-TOTAL_FORMS": "1", "citations-0-source": source.pk, "citations-0-verification": "opened"}
    name = {"names-TOTAL_FORMS": "1", "names-0-text": "Besmaya attack", "names-0-lang": "en", "names-0-kind": "alias"}

    response = editor.post(page(attack), filled(editor.get(page(attack))) | citation | name)

    assert response.status_code == 302, errors(response)
    saved = Citation.objects.get(record=attack.pk)
    assert (saved.source, saved.opened_by, saved.verification) == (source, make_user(), Verification.OPENED)
    attack.refresh_from_db()
    assert (attack.revision, attack.names.get().text) == (2, "Besmaya attack")


def test_a_row_that_records_share_is_not_overwritten_either(editor: Client) -> None:
    force, colleague = make_force(), sign_in("omar")
    mine, theirs = editor.get(page(force)), colleague.get(page(force))
    colleague.post(page(force), filled(theirs, note="Theirs."))

    response = editor.post(page(force), filled(mine, note="Mine."))

    assert "Somebody changed this while you were editing" in errors(response)
    assert Force.objects.get().note == "Theirs."


def test_a_record_that_was_never_published_is_deleted_with_its_parts_by_the_editor_in_chief_alone() -> None:
    handover = make_handover()
    chief, editor = sign_in("chief", Role.EDITOR_IN_CHIEF), sign_in()

    assert editor.post(page(handover, "delete"), {"post": "yes"}).status_code == 403
    assert "Citation" in chief.get(page(handover, "delete")).text.title()
    assert chief.post(page(handover, "delete"), {"post": "yes"}).status_code == 302
    assert not Handover.objects.exists()
    assert not Record.objects.filter(pk=handover.pk).exists()


def test_a_record_that_was_published_is_never_deleted() -> None:
    handover = make_handover()
    publish(handover)

    assert sign_in("chief", Role.EDITOR_IN_CHIEF).post(page(handover, "delete"), {"post": "yes"}).status_code == 403


def test_a_record_that_others_point_to_is_not_deleted_and_the_desk_says_so() -> None:
    base = make_handover().base

    response = sign_in("chief", Role.EDITOR_IN_CHIEF).post(page(base, "delete"), {"post": "yes"}, follow=True)

    assert "Other records point to it" in response.text
    assert Record.objects.filter(pk=base.pk).exists()
