"""A record's history out of the staff log."""

import pytest

from attacks.models import Attack
from editorial.history import revisions_of
from editorial.models import Change, Revision
from tests.desk import filled, page, sign_in
from tests.factories import cite, make_attack, make_force, make_handover, make_source, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)


def fields(each: object) -> dict[str, tuple[str | None, str | None]]:
    """What a revision changed: the field's label to what it was and became."""
    rows = each.rows
    return {str(field.label): (field.before, field.after) for row in rows for field in row.fields}


def test_each_revision_tells_who_when_why_and_field_by_field_what_it_was_and_became() -> None:
    attack, editor = make_attack(), sign_in()
    changes = {"summary": "Four rockets.", "outcome": "impact_inside", "munitions_max": "5", "why": "a second report"}
    editor.post(page(attack), filled(editor.get(page(attack)), **changes))

    newest = editor.get(page(attack, "history")).context["revisions"][0]

    assert (newest.revision.who, newest.revision.why) == ("layla", "a second report")
    assert fields(newest) == {
        "summary": (None, "Four rockets."),
        "outcome": ("not known", "fell inside"),
        "munitions, at most": ("4", "5"),
        "working state": ("ready", "in review"),
    }


def test_what_a_field_points_to_is_called_by_its_name_and_parts_belong_to_their_record() -> None:
    handover = make_handover()
    source = make_source("INA on the handover")
    cite(handover, source, {"munitions": {"min": 3, "max": 5}})
    spain = make_force()

    rows = [
        (str(row.what), fields(each))
        for each in revisions_of(handover, Revision.objects.order_by("seq"))
        for row in each.rows
        if row.what in {"transferring force", "claim"}
    ]

    assert rows[0] == ("transferring force", {"force": (None, str(spain)), "position": (None, "1")})
    assert rows[1][1]["value"] == (None, "3-5")
    assert rows[1][1]["citation"] == (None, "INA: INA on the handover")


def test_the_history_of_one_record_names_nothing_of_another() -> None:
    attack = make_attack()
    make_attack("2020-08-01-besmaya", "2020-08-01", summary="CANARY")

    assert "CANARY" not in sign_in().get(page(attack, "history")).text


def test_a_publication_stands_in_the_history_with_its_reason() -> None:
    attack = make_attack()
    publish(attack, by=make_user("omar"))

    text = sign_in().get(page(attack, "history")).text

    assert "omar" in text
    assert "reviewed" in text


def test_a_history_asks_the_database_as_often_for_many_changes_as_for_few(
    django_assert_num_queries: object,
) -> None:
    few, many = make_attack(), make_attack("2020-08-01-besmaya", "2020-08-01")
    for number in range(5):
        cite(many, make_source(f"source {number}"), {"munitions": {"min": 4, "max": 4}})
    cite(few, make_source("one"), {"munitions": {"min": 4, "max": 4}})
    assert Change.objects.filter(record_id=many.pk).count() > 10

    for record in (few, many):
        with django_assert_num_queries(8):  # type: ignore[operator]
            revisions_of(Attack.objects.get(pk=record.pk), Revision.objects.all())
