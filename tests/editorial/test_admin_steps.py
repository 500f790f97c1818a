"""The steps of a record at the desk: to review, out to the public, and back; each refusal is told on its page."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from attacks.models import Attack, PublishedAttack
from editorial.choices import PublicState, Role, WorkingState
from editorial.models import Record, Revision
from editorial.standing import standing
from handovers.models import Force, PublishedHandover
from tests.desk import filled, page, sign_in
from tests.factories import cite, make_attack, make_base, make_force, make_handover, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return sign_in()


def said(response: object) -> str:
    return " ".join(map(str, get_messages(response.wsgi_request)))


def refusals(response: object) -> str:
    return str(response.context["form"].non_field_errors())


def test_a_reviewed_record_is_published_with_its_reason(transactional_db: None) -> None:
    editor, attack = sign_in(), make_attack()
    publish(make_base())

    response = editor.post(page(attack, "publish"), {"why": "two sources agree"})

    assert (response.status_code, standing(attack).state) == (302, PublicState.PUBLISHED)
    assert Revision.objects.latest("seq").why == "two sources agree"


def test_publishing_wants_a_reason(editor: Client) -> None:
    attack = make_attack()
    publish(make_base())

    response = editor.post(page(attack, "publish"), {"why": " "})

    assert "required" in str(response.context["form"].errors["why"])
    assert not PublishedAttack.objects.exists()


def test_all_that_stands_in_the_way_is_listed_before_and_after_the_button_is_pressed(editor: Client) -> None:
    attack = make_attack(cited=False, working_state=WorkingState.DRAFT)

    shown = editor.get(page(attack, "publish"))
    response = editor.post(page(attack, "publish"), {"why": "x"})

    for text in (str(shown.context["obstacles"]), refusals(response)):
        assert "still a draft" in text
        assert "Cite at least one source" in text
        assert "Publish its base first" in text
    assert not PublishedAttack.objects.exists()


def test_who_edited_last_does_not_publish_and_another_does(editor: Client) -> None:
    attack = make_attack()
    publish(make_base())
    editor.post(page(attack), filled(editor.get(page(attack)), summary="Mine."))

    assert "a second person publishes it" in refusals(editor.post(page(attack, "publish"), {"why": "x"}))
    assert sign_in("omar").post(page(attack, "publish"), {"why": "x"}).status_code == 302


def test_saying_that_a_record_is_ready_does_not_make_the_reviewer_its_last_editor(editor: Client) -> None:
    attack = make_attack(working_state=WorkingState.IN_REVIEW)
    publish(make_base())

    assert editor.post(page(attack, "move"), {"to": "ready"}).status_code == 302
    assert editor.post(page(attack, "publish"), {"why": "x"}).status_code == 302


def test_the_editor_in_chief_publishes_alone_with_a_reason_and_an_editor_cannot(editor: Client) -> None:
    chief = sign_in("chief", Role.EDITOR_IN_CHIEF)
    attack = make_attack()
    publish(make_base())
    Record.objects.filter(pk=attack.pk).update(edited_by=make_user("chief", Role.EDITOR_IN_CHIEF))

    assert "second person" in refusals(chief.post(page(attack, "publish"), {"why": "x"}))
    Record.objects.filter(pk=attack.pk).update(edited_by=make_user())
    assert "second person" in refusals(editor.post(page(attack, "publish"), {"why": "x", "override": "on"}))
    Record.objects.filter(pk=attack.pk).update(edited_by=make_user("chief", Role.EDITOR_IN_CHIEF))
    alone = chief.post(page(attack, "publish"), {"why": "nobody else is on duty", "override": "on"})

    assert alone.status_code == 302


def test_one_person_publishes_where_the_setting_says_so(editor: Client, settings: object) -> None:
    settings.REVIEW_NEEDS_TWO = False
    attack = make_attack()
    publish(make_base())
    Record.objects.filter(pk=attack.pk).update(edited_by=make_user())

    assert editor.post(page(attack, "publish"), {"why": "x"}).status_code == 302


def test_an_embargo_ends_at_the_hour_of_the_zone_that_was_named_and_can_be_taken_back(editor: Client) -> None:
    attack = make_attack()
    publish(make_base())
    day = (datetime.now(UTC) + timedelta(days=30)).date()
    typed = {"why": "agreed with the source", "not_before": f"{day}T00:00", "zone": "Asia/Baghdad"}

    assert editor.post(page(attack, "publish"), typed).status_code == 302
    waits = standing(attack)
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo("Asia/Baghdad"))
    assert (waits.state, waits.embargoed_until) == (PublicState.EMBARGOED, midnight)
    assert "in Baghdad" in editor.get(page(attack)).text
    assert "waits under embargo" in refusals(editor.post(page(attack, "publish"), {"why": "again"}))

    editor.post(page(attack, "take_back"), {"why": "the source asked"})
    assert standing(attack).state == PublicState.NEVER


def test_what_a_reviewer_did_not_see_is_not_published(editor: Client) -> None:
    attack = make_attack()
    publish(make_base())
    shown = editor.get(page(attack, "publish"))
    assert shown.context["form"]["started_from"].value() == 1
    omar = sign_in("omar")
    omar.post(page(attack), filled(omar.get(page(attack)), summary="Edited meanwhile."))

    response = editor.post(page(attack, "publish"), {"why": "reviewed", "started_from": "1"})

    assert "omar saved this record while you were editing" in refusals(response)
    assert not PublishedAttack.objects.exists()


def test_the_publish_page_sets_the_public_version_beside_the_working_copy(editor: Client) -> None:
    attack = make_attack(summary="Four rockets.")
    publish(attack)
    editor.post(page(attack), filled(editor.get(page(attack)), summary="Five rockets.", why="x"))

    differences = editor.get(page(attack, "publish")).context["differences"]

    assert [(each.name, each.public, each.working) for each in differences] == [
        ("summary", ["Four rockets."], ["Five rockets."])
    ]


def test_a_retraction_gives_the_public_a_reason_and_as_an_error_is_the_default(editor: Client) -> None:
    attack = make_attack()
    publish(attack)
    shown = editor.get(page(attack, "retract"))
    assert shown.context["form"]["kind"].value() == "error"

    assert "required" in str(editor.post(page(attack, "retract"), {"why": "x", "kind": "error"}).context["form"].errors)
    editor.post(page(attack, "retract"), {"why": "x", "kind": "error", "reason": "It was another base."})

    assert standing(attack).state == PublicState.RETRACTED
    tombstone = PublishedAttack.objects.latest("version")
    assert (tombstone.retraction, tombstone.retraction_reason) == ("error", "It was another base.")


def test_a_record_that_others_speak_of_is_not_retracted_and_the_page_says_which(editor: Client) -> None:
    handover = make_handover()
    publish(handover)

    response = editor.post(page(handover.base, "retract"), {"why": "x", "kind": "error", "reason": "y"})

    assert "handover:besmaya-2020" in refusals(response)


def test_many_are_published_from_the_list_and_those_refused_are_told_one_by_one(editor: Client) -> None:
    publish(make_base())
    good, bad = make_attack(), make_attack("2020-08-01-besmaya", "2020-08-01", cited=False)
    chosen = {"action": "publish_selected", "_selected_action": [good.pk, bad.pk]}

    asked = editor.post(page(Attack, "changelist"), chosen)
    response = editor.post(page(Attack, "changelist"), chosen | {"apply": "1", "why": "checked"})

    assert "2020-08-01-besmaya" in asked.text
    assert standing(good).state == PublicState.PUBLISHED
    assert standing(bad).state == PublicState.NEVER
    assert "2020-08-01-besmaya: Cite at least one source." in said(response)


def test_a_contributor_is_not_offered_the_action_that_publishes() -> None:
    response = sign_in("amal", Role.CONTRIBUTOR).get(page(Attack, "changelist"))

    assert "publish_selected" not in response.text


def test_a_change_to_a_force_becomes_public_by_a_step_and_shows_in_the_records_that_name_it(editor: Client) -> None:
    def public_name() -> object:
        return PublishedHandover.objects.at().values_list("document__transferring_forces__0__name", flat=True).get()

    publish(make_handover())
    spain = make_force()
    editor.post(page(spain), filled(editor.get(page(spain)), name="Spain’s forces"))
    assert public_name() == "Spain"

    response = editor.post(page(spain, "publish"), {"why": "the full name"}, follow=True)

    assert "1 record shows it" in response.text
    assert public_name() == "Spain’s forces"
    assert "slug" in editor.get(page(spain)).context["adminform"].readonly_fields
    assert Force.objects.get(pk=spain.pk).slug == "spain"


def test_an_unsourced_draft_cannot_jump_review_by_the_lists_action(editor: Client) -> None:
    publish(make_base())
    draft = make_attack(working_state=WorkingState.DRAFT)
    cite(draft, said_by="a mayor")
    chosen = {"action": "publish_selected", "_selected_action": [draft.pk], "apply": "1", "why": "x"}

    editor.post(page(Attack, "changelist"), chosen)

    assert standing(draft).state == PublicState.NEVER
