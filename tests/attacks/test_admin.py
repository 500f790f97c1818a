"""The desks of attacks, actors and attributions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from attacks.models import Actor, Attack, SeriesAttribution
from tests.desk import errors, filled, page, sign_in
from tests.factories import make_actor, make_attack, make_base, make_drawdown

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[Any]]
DAY = {"date_earliest": "2020-07-24", "date_latest": "2020-07-24", "date_precision": "day"}

MONTH = {"date_earliest": "2019-11-01", "date_latest": "2019-11-30", "date_precision": "month"}


@pytest.fixture
def editor() -> Client:
    return sign_in()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_rows_as_for_one(
    editor: Client, number: int, django_assert_num_queries: Counting
) -> None:
    for n in range(number):
        make_attack(f"2020-07-24-base-{n}", base=make_base(f"base-{n}"), drawdown=make_drawdown())
    with django_assert_num_queries(9):
        assert editor.get(page(Attack, "changelist")).status_code == 200


def test_an_attack_is_added_with_weapons_casualties_and_attributions(editor: Client) -> None:
    typed = {
        "drawdown": make_drawdown().pk, "base": make_base().pk, "target": "base", **DAY,
        "weapons": ["rocket", "mortar"],
        "casualties-TOTAL_FORMS": "1", "casualties-0-side": "coalition",
        "casualties-0-killed_min": "0", "casualties-0-killed_max": "0",
        "attributions-TOTAL_FORMS": "1", "attributions-0-actor": make_actor().pk, "attributions-0-stance": "accused",
        "attributions-0-speaker": "Washington",
    }  # fmt: skip

    response = editor.post(page(Attack, "add"), filled(editor.get(page(Attack, "add"))) | typed)

    assert response.status_code == 302, errors(response)
    attack = Attack.objects.get()
    assert (attack.slug, attack.weapons, attack.killed_min) == ("2020-07-24-besmaya", ["rocket", "mortar"], None)
    assert attack.casualties.get().killed_max == 0
    assert attack.attributions.get().speaker == "Washington"


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ({"place": "Burjesia", **DAY}, "2020-07-24-burjesia"),
        ({"place": "Green Zone", **MONTH}, "2019-11-green-zone"),
        ({"place": "Taji", "slug": "2020-07-24-camp-taji", **DAY}, "2020-07-24-camp-taji"),
    ],
)  # fmt: skip
def test_the_slug_says_when_and_where(editor: Client, typed: dict[str, str], slug: str) -> None:
    common = {"drawdown": make_drawdown().pk, "target": "other", "weapons": ["rocket"]}

    response = editor.post(page(Attack, "add"), filled(editor.get(page(Attack, "add"))) | common | typed)

    assert response.status_code == 302, errors(response)
    assert Attack.objects.get().slug == slug


def test_not_reported_and_none_are_kept_apart(editor: Client) -> None:
    attack = make_attack(killed_min=0, killed_max=0, wounded_min=None, wounded_max=None)

    editor.post(page(attack), filled(editor.get(page(attack)), summary="x"))

    attack.refresh_from_db()
    assert (attack.killed_min, attack.killed_max, attack.wounded_min, attack.wounded_max) == (0, 0, None, None)
    assert attack.summary == "x"


def test_a_series_attribution_is_called_after_speaker_stance_and_actor(editor: Client) -> None:
    window = {"date_earliest": "2020-01-01", "date_precision": "open"}
    typed = {"drawdown": make_drawdown().pk, "actor": make_actor().pk, "stance": "accused", "speaker": "US", **window}
    add = page(SeriesAttribution, "add")

    response = editor.post(add, filled(editor.get(add)) | typed)

    assert response.status_code == 302, errors(response)
    assert SeriesAttribution.objects.get().slug == "us-accused-usbat-al-thairin"


def test_an_actors_other_names_are_typed_one_a_line(editor: Client) -> None:
    actor = make_actor(aliases=["One"])
    shown = editor.get(page(actor))
    assert shown.context["adminform"].form["aliases"].value() == "One"

    editor.post(page(actor), filled(shown, aliases="One\n Two \n"))

    assert Actor.objects.get().aliases == ["One", "Two"]
