"""A base, a force, an area and a publisher named by any spelling, in either script."""

from typing import Any

import pytest
from django.test import Client

from editorial.choices import Role
from editorial.models import Name, Record, Redirect
from handovers.models import Area, MilitaryBase
from tests.desk import sign_in
from tests.factories import make_area, make_base, make_force, make_source, make_user, publish

pytestmark = pytest.mark.django_db
CANARY = "Canaryville"


@pytest.fixture
def editor() -> Client:
    return sign_in()


@pytest.fixture
def besmaya() -> MilitaryBase:
    base = make_base("besmaya", name="Besmaya Range Complex", name_ar="معسكر بسماية")
    for text, lang in (("Bismayah", "en"), ("Base Gran Capitán", "es"), ("قاعدة بسماية", "ar")):
        Name.objects.create(record=base.record_ptr, text=text, lang=lang)
    return base


def told(client: Client, kind: str, text: str) -> dict[str, Any]:
    return client.post("/admin/understand/", {"as": kind, "text": text}).json()


def offered(said: dict[str, Any]) -> list[str]:
    return [choice["text"] for choice in said["choices"]]


@pytest.mark.parametrize(
    "text",
    [
        "Besmaya Range Complex",
        "besmaya",
        "BISMAYAH",
        "Bismayah camp",
        "Camp Bismayah",
        "gran capitan",
        "بسماية",
        "بسمايه",
        "معسكر بسماية",
        "مُعسكر بسماية العسكري",
        "Anything [besmaya]",
    ],
)
def test_a_base_is_found_by_any_spelling_in_either_script(editor: Client, besmaya: MilitaryBase, text: str) -> None:
    assert told(editor, "base", text) == {
        "words": "Besmaya Range Complex",
        "problem": False,
        "choices": [],
        "link": "",
        "values": {},
    }


def test_a_spelling_that_is_nobodys_is_answered_with_those_like_it(editor: Client, besmaya: MilitaryBase) -> None:
    make_base("taji")

    said = told(editor, "base", "Bessmayah base")

    assert said["problem"]
    assert offered(said) == ["Besmaya Range Complex [besmaya]"]
    assert not told(editor, "base", offered(said)[0])["problem"]


def test_a_spelling_that_several_have_is_answered_with_all_of_them(editor: Client) -> None:
    make_base("taji-camp", name="Camp Taji")
    make_base("taji-airfield", name="Taji airfield")

    said = told(editor, "base", "Taji")

    assert said["problem"]
    assert sorted(offered(said)) == ["Camp Taji [taji-camp]", "Taji airfield [taji-airfield]"]
    assert told(editor, "base", "camp taji")["words"] == "Camp Taji"


def test_what_is_like_nothing_is_refused_without_a_guess(editor: Client, besmaya: MilitaryBase) -> None:
    for text in ("Zzyzx", "camp", "--", "[", "[]"):
        said = told(editor, "base", text)
        assert (said["problem"], said["choices"]) == (True, []), text


def test_a_former_address_still_names_its_base(editor: Client, besmaya: MilitaryBase) -> None:
    Redirect.objects.create(kind="base", slug="fob-hammer", record=besmaya.record_ptr)

    assert told(editor, "base", "FOB Hammer")["words"] == "Besmaya Range Complex"


def test_a_contributor_finds_what_is_public_by_its_public_names_and_nothing_else(besmaya: MilitaryBase) -> None:
    contributor = sign_in("amal", Role.CONTRIBUTOR)
    publish(besmaya)
    make_base("secret", name=CANARY)
    Name.objects.create(record=besmaya.record_ptr, text="Hush", lang="en")
    MilitaryBase.objects.filter(pk=besmaya.pk).update(name=CANARY)
    own = make_base("own", name="Own ground")
    Record.objects.filter(pk=own.pk).update(edited_by=make_user("amal", Role.CONTRIBUTOR))

    assert told(contributor, "base", "bismayah")["words"] == "Besmaya Range Complex"
    assert told(contributor, "base", "own ground")["words"] == "Own ground"
    nothing = told(contributor, "base", "Zzyzx")
    for text in (CANARY, "canaryvile", "secret", "Hush", "[secret]"):
        assert told(contributor, "base", text) == nothing


def test_forces_areas_and_publishers_are_named_so_too(editor: Client) -> None:
    make_force("spain", name_ar="إسبانيا")
    make_force("united-states")
    make_area("IQ-DI", "Diyala")
    Area.objects.filter(code="IQ-DI").update(aliases=["Diala"])
    make_source(publisher="ina")

    assert told(editor, "force", "اسبانيا")["words"] == "Spain"
    assert told(editor, "forces", "Spain, united states and Spain")["words"] == "Spain, United-States, Spain"
    assert "[spain]" in told(editor, "forces", "United States, Spai")["words"]
    assert told(editor, "area", "diala province")["words"] == "Diyala"
    assert told(editor, "publisher", "ina")["words"] == "INA"
    new = told(editor, "publisher", "Unheard Of Gazette")
    assert (new["words"], new["problem"]) == ("A new publisher", False)
