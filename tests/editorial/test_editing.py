"""Who else has a record open: told to those who may change it, in names and times alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.choices import Role
from editorial.models import Editing
from editorial.services.editing import FORGOTTEN_AFTER, GONE_AFTER, arrive, leave
from tests.desk import page, sign_in
from tests.factories import make_attack, make_user

pytestmark = pytest.mark.django_db


def names(found: list[Editing]) -> list[str]:
    return [each.editor.username for each in found]


def seen(ago: timedelta) -> None:
    Editing.objects.update(seen_at=timezone.now() - ago)


def test_each_is_told_of_the_others_and_never_of_oneself() -> None:
    attack, layla, omar = make_attack(), make_user("layla"), make_user("omar")

    assert arrive(attack, layla) == []
    assert names(arrive(attack, omar)) == ["layla"]
    assert names(arrive(attack, layla)) == ["omar"]
    assert Editing.objects.count() == 2


def test_who_left_or_fell_silent_is_gone_and_comes_again_as_new() -> None:
    attack, layla, omar = make_attack(), make_user("layla"), make_user("omar")
    arrive(attack, layla)
    leave(attack, layla)
    assert arrive(attack, omar) == []

    arrive(attack, layla)
    before = Editing.objects.get(editor=layla).since
    seen(GONE_AFTER + timedelta(seconds=1))
    assert arrive(attack, omar) == []
    arrive(attack, layla)
    assert Editing.objects.get(editor=layla).since >= before


def test_what_is_long_past_is_deleted() -> None:
    arrive(make_attack(), make_user("layla"))
    seen(FORGOTTEN_AFTER + timedelta(seconds=1))

    arrive(make_attack("2020-01-01-besmaya", "2020-01-01"), make_user("omar"))

    assert names(list(Editing.objects.all())) == ["omar"]


def test_the_desk_tells_names_to_those_who_may_change_the_record_alone() -> None:
    attack = make_attack()
    arrive(attack, make_user("omar"))

    told = sign_in("layla").post(page(attack, "editing")).json()["others"]

    assert len(told) == 1
    assert told[0].startswith("omar has this record open too, since ")
    assert sign_in("layla").get(page(attack, "editing")).status_code == 403
    assert sign_in("sami", Role.CONTRIBUTOR).post(page(attack, "editing")).status_code in {302, 403, 404}
    assert sign_in("layla").post(page(attack, "editing"), {"leave": "1"}).status_code == 204
    assert names(list(Editing.objects.all())) == ["omar"]
