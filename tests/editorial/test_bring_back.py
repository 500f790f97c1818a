"""Any revision of a record can be brought back as a new one, with all its parts."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from attacks.models import Attack, PublishedAttack
from editorial import services, staff_log
from editorial.choices import Role
from editorial.models import Change, Citation, Claim, Revision
from editorial.services.bringback import bring_back, steps_back
from tests.desk import page, sign_in
from tests.factories import cite, make_attack, make_base, make_source, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)


def newest() -> Revision:
    return Revision.objects.latest("seq")


def edit(attack: Attack, **changed: object) -> None:
    with staff_log.signed(make_user(), "An edit."):
        Attack.objects.filter(pk=attack.pk).update(**changed)
        services.changed(attack, make_user())


def test_fields_and_parts_come_back_as_they_were() -> None:
    attack = make_attack(summary="Four rockets.", munitions_min=4)
    said = Claim.objects.create(citation=attack.citations.get(), field="munitions", value={"min": 4, "max": 4})
    then = newest()
    edit(attack, summary="Three rockets.", munitions_min=3)
    said.delete()
    Citation.objects.get(record=attack.pk).delete()
    cite(attack, make_source("Another"))

    bring_back(attack, then, by=make_user("layla"), why="The first was right.")

    attack.refresh_from_db()
    assert (attack.summary, attack.munitions_min, attack.revision) == ("Four rockets.", 4, 3)
    assert [str(each.source) for each in attack.citations.all()] == ["INA: Seventh site handed over"]
    assert Claim.objects.get().value == {"min": 4, "max": 4}
    assert steps_back(attack, then) == []


def test_it_is_a_revision_like_any_other_and_can_itself_be_brought_back() -> None:
    attack = make_attack(summary="One.")
    first = newest()
    edit(attack, summary="Two.")
    second = newest()
    bring_back(attack, first, by=make_user("layla"), why="First.")
    bring_back(attack, second, by=make_user("layla"), why="Second.")

    attack.refresh_from_db()
    assert (attack.summary, newest().who, newest().why) == ("Two.", "layla", "Second.")


def test_the_public_reads_on_what_it_read() -> None:
    attack = make_attack(summary="One.")
    first = newest()
    publish(make_base())
    edit(attack, summary="Two.")
    publish(attack, by=make_user("omar"))

    bring_back(attack, first, by=make_user("omar"), why="Back.")

    assert PublishedAttack.objects.get().document["summary"] == "Two."
    attack.refresh_from_db()
    assert (attack.published_revision, attack.revision) == (2, 3)


def test_what_is_not_there_any_more_is_named_and_nothing_is_half_done() -> None:
    attack = make_attack(summary="One.")
    source = make_source("Gone")
    citation = cite(attack, source)
    then = newest()
    edit(attack, summary="Two.")
    citation.delete()
    source.delete()

    with pytest.raises(ValidationError, match=f"source #{source.pk}" if source.pk else "source #"):
        bring_back(attack, then, by=make_user(), why="Back.")

    attack.refresh_from_db()
    assert attack.summary == "Two."


def test_a_revision_of_another_record_and_one_that_changes_nothing_are_refused() -> None:
    attack = make_attack()
    own = newest()
    make_attack("2020-01-01-besmaya", "2020-01-01")

    with pytest.raises(ValidationError, match="another record"):
        bring_back(attack, newest(), by=make_user(), why="x")
    with pytest.raises(ValidationError, match="as it was"):
        bring_back(attack, own, by=make_user(), why="x")


def test_the_desk_shows_what_would_change_and_then_does_it() -> None:
    attack, editor = make_attack(summary="One."), sign_in()
    then = newest()
    edit(attack, summary="Two.")

    history = editor.get(page(attack, "history")).content.decode()
    address = f"{page(attack, 'bring_back')}?revision={then.seq}"
    shown = editor.get(address)
    stale = editor.post(address, {"why": "x", "started_from": 1})
    done = editor.post(address, {"why": "One was right.", "started_from": 2})

    assert f"revision={then.seq}" in history
    assert [(field.before, field.after) for row in shown.context["rows"] for field in row.fields] == [("Two.", "One.")]
    assert "Nothing was saved" in str(stale.context["form"].non_field_errors())
    assert done.status_code == 302
    attack.refresh_from_db()
    assert attack.summary == "One."


def test_whoever_may_not_change_a_record_brings_nothing_back() -> None:
    attack = make_attack(summary="One.")
    then = newest()
    edit(attack, summary="Two.")
    address = f"{page(attack, 'bring_back')}?revision={then.seq}"

    assert sign_in("omar", Role.CONTRIBUTOR).post(address, {"why": "x", "started_from": 2}).status_code in {
        302,
        403,
        404,
    }
    assert Attack.objects.get().summary == "Two."
    assert sign_in().get(f"{page(attack, 'bring_back')}?revision=nonsense").status_code == 404
    assert Change.objects.filter(record_id=attack.pk).exists()
