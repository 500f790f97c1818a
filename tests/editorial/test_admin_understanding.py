"""What the desk says that it understood, before anything is saved."""

from typing import Any

import pytest
from django.test import Client

from attacks.models import Attack
from editorial.choices import Role
from handovers.models import Handover
from tests.desk import errors, filled, page, sign_in
from tests.factories import make_attack, make_base, make_drawdown, make_handover, make_user

pytestmark = pytest.mark.django_db
HERE = "/admin/understand/"


@pytest.fixture
def editor() -> Client:
    return sign_in()


def told(client: Client, kind: str, text: str) -> dict[str, Any]:
    return client.post(HERE, {"as": kind, "text": text}).json()


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("window", "17-19 March 2020", "17 to 19 March 2020, three days"),
        ("window", "٢٤ تموز ٢٠٢٠", "Friday 24 July 2020"),
        ("munitions", "4", "4 munitions exactly"),
        ("killed", "none", "0 killed, reported as none"),
        ("wounded", "not reported", "not reported"),
        ("point", "33.7856, 42.4411", "33.7856° north, 42.4411° east"),
        ("point", "38SMB48", "33.302693° north, 44.409213° east: the middle of a square of 10 km"),
        ("window", "  ", ""),
    ],
)
def test_a_text_is_told_back_in_words(editor: Client, kind: str, text: str, words: str) -> None:
    said = told(editor, kind, text)

    assert (said["words"], said["problem"]) == (words, False)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("window", "03/04/2020", "3 April 2020 or 4 March 2020"),
        ("munitions", "several", "has no bounds"),
        ("point", "nowhere", "Write “33.7856, 42.4411”"),
        ("point", "44.8, 33.18", "look swapped"),
        ("window", "x" * 5000, "too long"),
        ("window", "24 July\x00", "the year, too"),
    ],
)
def test_what_is_not_understood_is_told_with_what_to_write(editor: Client, kind: str, text: str, words: str) -> None:
    said = told(editor, kind, text)

    assert said["problem"]
    assert words in said["words"]


def test_it_is_asked_by_people_of_the_desk_alone_in_the_body_and_kept_nowhere(editor: Client) -> None:
    asked = {"as": "window", "text": "2020"}

    assert editor.get(HERE, asked).status_code == 405
    assert editor.post(HERE, {"as": "secrets", "text": "x"}).status_code == 404
    assert "no-store" in editor.post(HERE, asked)["Cache-Control"]
    assert Client().post(HERE, asked).status_code == 302
    assert Client(enforce_csrf_checks=True).post(HERE, asked).status_code in {302, 403}


def test_an_attack_is_recorded_in_words(editor: Client) -> None:
    add = page(Attack, "add")
    words = {
        "date_words": "الجمعة ٢٤ تموز ٢٠٢٠",
        "munitions_words": "3-5",
        "killed_words": "none",
        "wounded_words": "at least 2",
    }
    typed = {"drawdown": make_drawdown().pk, "base": make_base().pk, "target": "base", "weapons": ["rocket"]}

    response = editor.post(add, filled(editor.get(add)) | typed | words)

    assert response.status_code == 302, errors(response)
    attack = Attack.objects.get()
    assert attack.slug == "2020-07-24-besmaya"
    assert (str(attack.date_earliest), str(attack.date_latest), attack.date_precision) == ("2020-07-24",) * 2 + ("day",)
    assert (attack.munitions_min, attack.munitions_max) == (3, 5)
    assert (attack.killed_min, attack.killed_max, attack.wounded_min, attack.wounded_max) == (0, 0, 2, None)


def test_a_handover_scheduled_in_words_fills_the_exact_columns(editor: Client) -> None:
    handover = make_handover(day=None, status="scheduled")

    response = editor.post(page(handover), filled(editor.get(page(handover)), scheduled_words="late July 2020"))

    assert response.status_code == 302, errors(response)
    handover.refresh_from_db()
    window = (handover.scheduled_earliest, handover.scheduled_latest, handover.scheduled_precision)
    assert tuple(map(str, window)) == ("2020-07-21", "2020-07-31", "month")
    shown = editor.get(page(handover)).context["adminform"].form
    assert shown["scheduled_words"].value() == "21-31 July 2020"
    assert "21 to 31 July 2020, 11 days" in str(shown["scheduled_words"])


def test_exact_columns_hold_where_the_words_are_left_alone(editor: Client) -> None:
    attack = make_attack(munitions_min=4, munitions_max=4)
    exact = {"date_earliest": "2020-07-23", "date_precision": "days", "munitions_max": "", "killed_max": "3"}

    response = editor.post(page(attack), filled(editor.get(page(attack)), **exact))

    assert response.status_code == 302, errors(response)
    attack.refresh_from_db()
    assert (str(attack.date_earliest), attack.date_precision) == ("2020-07-23", "days")
    assert (attack.munitions_min, attack.munitions_max, attack.killed_min, attack.killed_max) == (4, None, 0, 3)


def test_words_that_are_emptied_empty_the_columns(editor: Client) -> None:
    attack = make_attack(killed_min=0, killed_max=0)

    editor.post(page(attack), filled(editor.get(page(attack)), killed_words=""))

    attack.refresh_from_db()
    assert (attack.killed_min, attack.killed_max) == (None, None)


@pytest.mark.parametrize(
    ("typed", "field", "why"),
    [
        ({"date_words": "03/04/2020"}, "date_words", "can be"),
        ({"munitions_words": "dozens"}, "munitions_words", "no bounds"),
        ({"munitions_words": "5", "munitions_max": "6"}, "munitions_words", "say otherwise"),
        ({"killed_words": "1", "killed_min": ""}, "killed_words", "say otherwise"),
    ],
)
def test_words_that_cannot_be_read_are_refused_at_their_own_field_and_nothing_is_lost(
    editor: Client, typed: dict[str, str], field: str, why: str
) -> None:
    attack = make_attack()

    response = editor.post(page(attack), filled(editor.get(page(attack)), **typed))

    form = response.context["adminform"].form
    assert why in str(form.errors[field])
    assert set(form.errors) == {field}
    assert form[field].value() == typed[field]
    attack.refresh_from_db()
    assert (attack.munitions_min, attack.revision) == (4, 1)


def test_a_known_window_that_is_left_alone_is_not_an_edit(editor: Client) -> None:
    attack = make_attack()

    editor.post(page(attack), filled(editor.get(page(attack))))

    attack.refresh_from_db()
    assert attack.revision == 1


def test_rows_of_a_record_are_typed_in_words_as_well(editor: Client) -> None:
    attack, handover = make_attack(), make_handover()
    hurt = {"casualties-TOTAL_FORMS": "1", "casualties-0-side": "coalition", "casualties-0-killed_words": "at least 2"}
    step = {
        "milestones-TOTAL_FORMS": "1",
        "milestones-0-kind": "ceremony",
        "milestones-0-title": "Ceremony",
        "milestones-0-date_words": "early July 2020",
    }

    for record, typed in ((attack, hurt), (handover, step)):
        response = editor.post(page(record), filled(editor.get(page(record))) | typed)
        assert response.status_code == 302, errors(response)

    assert (attack.casualties.get().killed_min, attack.casualties.get().killed_max) == (2, None)
    assert str(handover.milestones.get().date_latest) == "2020-07-10"


def test_who_may_not_change_a_record_reads_it_in_words() -> None:
    amal = make_user("amal", Role.CONTRIBUTOR)
    attack = make_attack(edited_by=amal)
    handover = make_handover(edited_by=amal)
    contributor = sign_in("amal", Role.CONTRIBUTOR)

    assert "24 July 2020" in contributor.get(page(attack)).text
    assert "25 July 2020" in contributor.get(page(handover)).text
    assert Handover.objects.count() == 1
