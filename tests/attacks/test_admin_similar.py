"""What may be recorded already, told before an event is saved."""

from typing import Any

import pytest
from django.test import Client

from attacks.models import Attack
from editorial.choices import Role
from editorial.models import Record
from tests.desk import page, sign_in
from tests.factories import make_attack, make_base, make_handover, make_user, publish
from tests.recording import HERE, SIMILAR, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return sign_in()


def labels(client: Client, given: dict[str, Any]) -> list[str]:
    return [each["label"] for each in client.post(SIMILAR, given).json()["similar"]]


def test_a_near_duplicate_is_shown_and_saved_only_once_it_was_looked_at(editor: Client) -> None:
    other = make_attack()
    given = typed("attack", date="23-25 July 2020", attack__weapons=["mortar"])

    response = editor.post(HERE, given)

    assert [each.key for each in response.context["page"].similar] == [other.address]
    assert f"/admin/attacks/attack/{other.pk}/change/" in response.text
    assert Attack.objects.count() == 1
    token = editor.post(SIMILAR, given).json()["token"]
    assert editor.post(HERE, given | {"confirmed": token}).status_code == 302
    assert Attack.objects.count() == 2


def test_having_looked_at_one_does_not_count_for_another(editor: Client) -> None:
    make_attack()
    given = typed("attack")
    token = editor.post(SIMILAR, given).json()["token"]
    make_attack("2020-07-24-besmaya-2")

    assert editor.post(HERE, given | {"confirmed": token}).status_code == 200
    assert Attack.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"date": "July 2020"}, True),
        ({"date": "since 2019"}, True),
        ({"date": "25 July 2020"}, False),
        ({"attack__weapons": ["ballistic_missile"]}, True),
        ({"attack__weapons": ["unknown"]}, True),
        ({"attack__weapons": []}, True),
        ({"attack__weapons": ["ied"]}, False),
        ({"base": "taji"}, False),
        ({"base": ""}, False),
        ({"date": "not yet"}, False),
    ],
)
def test_an_attack_is_like_another_by_base_days_and_weapons(
    editor: Client, changes: dict[str, Any], found: bool
) -> None:
    make_attack()
    make_base("taji")

    assert labels(editor, typed("attack", **changes)) == (
        ["Besmaya · 24 July 2020 · rocket · 4 munitions exactly · ready"] if found else []
    )


@pytest.mark.parametrize(
    ("site", "changes", "found"),
    [
        ("", {"date": "1 May 2022"}, True),
        ("the Spanish forces’ site", {"handover__site_name": "site of the Spanish forces"}, True),
        ("the hospital", {"handover__site_name": "the runway"}, True),
        ("the hospital", {"handover__site_name": "the runway", "date": "1 May 2022"}, False),
        ("", {"base": "taji"}, False),
    ],
)
def test_a_handover_is_like_another_of_the_base_by_site_or_days(
    editor: Client, site: str, changes: dict[str, Any], found: bool
) -> None:
    make_handover(site_name=site)
    make_base("taji")

    assert len(labels(editor, typed("handover", **changes))) == int(found)


def test_an_attack_at_a_place_is_like_another_at_the_place_however_it_is_spelled(editor: Client) -> None:
    make_attack(base=None, place="Ain al-Asad")

    assert len(labels(editor, typed("attack", base="", attack__place="ain asad"))) == 1
    assert labels(editor, typed("attack", base="", attack__place="Balad")) == []


def test_a_contributor_is_told_of_what_is_public_and_of_their_own_alone() -> None:
    publish(make_base())
    contributor = sign_in("amal", Role.CONTRIBUTOR)
    public = make_attack()
    make_attack("of-somebody-else")
    publish(public)
    Attack.objects.filter(pk=public.pk).update(munitions_max=9)
    own = make_attack("own")
    Record.objects.filter(pk=own.pk).update(edited_by=make_user("amal", Role.CONTRIBUTOR))
    publish(make_handover())
    make_handover("of-somebody-else")

    found = contributor.post(SIMILAR, typed("attack")).json()["similar"]

    assert found == [
        {"label": "Besmaya · 24 July 2020 · rocket · 4 munitions exactly · ready", "link": page(own)},
        {
            "label": "Besmaya · 24 July 2020 · rocket · 4 munitions exactly · published",
            "link": "/attacks/2020-07-24-besmaya/",
        },
    ]
    assert [each["link"] for each in contributor.post(SIMILAR, typed("handover")).json()["similar"]] == [
        "/handovers/besmaya-2020/"
    ]
