"""“Record an event”: a source and what it reports, saved in one go as a cited draft, or not at all."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from attacks.admin import eventpage
from attacks.models import Attack
from editorial.choices import Role, WorkingState
from editorial.claims import unfounded_claims
from editorial.models import Change, Citation, Claim, Publisher, Record, Revision, Source
from editorial.publishing import working_documents
from handovers.models import Handover
from tests.desk import sign_in
from tests.factories import (
    make_attack,
    make_base,
    make_source,
    make_user,
    publish,
)
from tests.recording import HERE, SIMILAR, problems, typed

pytestmark = pytest.mark.django_db
CANARY = "CANARY"


@pytest.fixture
def editor() -> Client:
    return sign_in()


def saved(client: Client, kind: str, **changes: Any) -> Any:
    response = client.post(HERE, typed(kind, **changes))
    assert response.status_code == 302, problems(response) or response.context["page"].similar
    return response


def claims(citation: Citation) -> dict[str, Any]:
    assert {claim.status for claim in citation.claims.all()} <= {"accepted"}
    return {claim.field: claim.value for claim in citation.claims.all()}


DAY = {"earliest": "2020-07-25", "latest": "2020-07-25", "precision": "day"}


def test_a_handover_is_saved_as_a_draft_with_its_source_and_what_that_states(editor: Client) -> None:
    response = saved(editor, "handover")

    handover = Handover.objects.get()
    assert response["Location"] == f"/admin/handovers/handover/{handover.pk}/change/"
    assert (handover.slug, handover.working_state, handover.edited_by) == ("besmaya-2020", "draft", make_user())
    assert (handover.date_earliest, handover.date_precision) == (date(2020, 7, 25), "day")
    assert [force.slug for force in handover.transferring_forces.all()] == ["spain"]
    assert (handover.receiving_force.slug, handover.counted, handover.on_schedule) == (
        "iraqi-security-forces",
        True,
        True,
    )
    citation = handover.citations.get()
    assert (citation.verification, citation.opened_by) == ("opened", make_user())
    assert claims(citation) == {
        "date": DAY,
        "portion": "coalition_portion",
        "transferring_forces": ["spain"],
        "receiving_force": "iraqi-security-forces",
        "on_schedule": True,
        "ordinal": 7,
    }
    source = citation.source
    assert (source.url, source.published_on, source.published_precision, source.language) == (
        "https://www.example.org/news/1",
        date(2020, 7, 25),
        "day",
        "en",
    )
    assert (source.publisher.slug, source.publisher.kind) == ("the-example", "newspaper")


def test_an_attack_is_saved_with_counts_that_keep_none_and_not_reported_apart(editor: Client) -> None:
    saved(editor, "attack")

    attack = Attack.objects.get()
    assert (attack.slug, attack.weapons, attack.munition) == ("2020-07-24-besmaya", ["rocket"], "Katyusha")
    assert (attack.munitions_min, attack.munitions_max) == (4, 4)
    assert (attack.killed_min, attack.killed_max, attack.wounded_min, attack.wounded_max) == (0, 0, None, None)
    assert attack.launch_area.code == "IQ-DI"
    assert claims(attack.citations.get()) == {
        "date": {"earliest": "2020-07-24", "latest": "2020-07-24", "precision": "day"},
        "weapons": ["rocket"],
        "munition": "Katyusha",
        "munitions": {"min": 4, "max": 4},
        "killed": {"min": 0, "max": 0},
        "wounded": None,
        "launch_area": {"text": "Diyala, east of Baghdad", "area": "IQ-DI"},
    }


@pytest.mark.parametrize("kind", ["handover", "attack"])
def test_what_the_source_is_said_to_state_is_what_the_record_stores(editor: Client, kind: str) -> None:
    saved(editor, kind)

    record = Record.objects.get(kind=kind)
    document = working_documents(kind, [record.pk])[record.pk]
    assert unfounded_claims(document) == []
    assert len(document["citations"]) == 1


def test_all_of_it_is_one_revision_signed_by_who_recorded_it(transactional_db: None) -> None:
    client = sign_in()
    known = typed("attack")
    before = Revision.objects.count()

    assert client.post(HERE, known).status_code == 302

    revision = Revision.objects.order_by("-seq").first()
    tables = set(Change.objects.filter(xid=revision.xid).values_list("table", flat=True))
    assert (Revision.objects.count() - before, revision.who) == (1, "layla")
    assert tables >= {"editorial_source", "editorial_publisher", "attacks_attack", "editorial_citation"}


def test_a_plan_is_recorded_with_the_window_for_which_it_was_scheduled(editor: Client) -> None:
    saved(editor, "handover", date="", handover__status="scheduled", handover__scheduled_words="late July 2020")

    handover = Handover.objects.get()
    assert (handover.date_precision, str(handover.scheduled_earliest)) == ("", "2020-07-21")
    assert claims(handover.citations.get())["scheduled_for"]["precision"] == "month"


def test_an_attack_at_no_base_is_recorded_at_its_place_with_a_point_of_the_military_grid(editor: Client) -> None:
    place = {
        "place": "Burjesia",
        "coordinates": "38RQU4066",
        "uncertainty_m": "5000",
        "location_basis": "settlement",
    }

    saved(editor, "attack", base="", **{f"attack__{name}": value for name, value in place.items()})

    attack = Attack.objects.get()
    assert (attack.slug, attack.base, attack.uncertainty_m) == ("2020-07-24-burjesia", None, 5000)
    assert (attack.latitude, attack.longitude) == pytest.approx((30.4, 47.5), abs=0.6)


# --- the source


@pytest.mark.parametrize("address", ["http://example.org/news/1/", "example.org/news/1?fbclid=2", "EXAMPLE.org/news/1"])
def test_a_known_source_is_recognised_however_its_address_is_written(editor: Client, address: str) -> None:
    known = make_source("As it was recorded", url="https://www.example.org/news/1")
    nothing = {"source__title": "", "source__publisher": "", "source__publisher_kind": "", "source__day": ""}

    saved(editor, "attack", source__address=address, **nothing)

    assert Attack.objects.get().citations.get().source == known
    assert Source.objects.filter(title="As it was recorded").count() == 1
    assert not Publisher.objects.filter(name="The Example").exists()
    told = editor.post("/admin/understand/", {"as": "source-address", "text": address}).json()
    assert told["words"] == "In the record already: “As it was recorded”, INA."
    assert told["link"] == f"/admin/editorial/source/{known.pk}/change/"


def test_a_source_without_an_address_is_recognised_by_publisher_and_title(editor: Client) -> None:
    known = make_source("Radio report")

    saved(editor, "attack", source__address="", source__title="radio report", source__publisher="ina")

    assert Attack.objects.get().citations.get().source == known


def test_a_publisher_is_known_by_any_spelling_and_its_kind_need_not_be_said(editor: Client) -> None:
    ina = make_source("Another").publisher

    saved(editor, "attack", source__publisher="INA news agency", source__publisher_kind="")

    assert Attack.objects.get().citations.get().source.publisher == ina


def test_a_new_publisher_with_an_arabic_name_gets_its_slug_from_its_site(editor: Client) -> None:
    saved(editor, "attack", source__publisher="صحيفة المثال")

    publisher = Attack.objects.get().citations.get().source.publisher
    assert (publisher.slug, publisher.name, publisher.name_ar) == ("example-org", "صحيفة المثال", "صحيفة المثال")


def test_several_voices_of_one_source_are_cited_each(editor: Client) -> None:
    make_source(publisher="joc")
    voices = {
        "voice-0-said_by": "Major General Tahsin al-Khafaji",
        "voice-0-relays": "JOC",
        "voice-1-said_by": "State television",
    }

    saved(editor, "handover", **voices)

    cited = Handover.objects.get().citations.order_by("pk")
    assert [(each.said_by, each.relays and each.relays.slug, each.claims.count()) for each in cited] == [
        ("Major General Tahsin al-Khafaji", "joc", 6),
        ("State television", None, 0),
    ]
    assert cited[0].source == cited[1].source


def test_the_next_event_of_the_same_source_is_typed_without_it(editor: Client) -> None:
    response = saved(editor, "attack", _another="1")
    source = Source.objects.get(title="Coalition hands over Besmaya")

    shown = editor.get(response["Location"])
    page = shown.context["page"]
    assert (page.source.given, page.kind, page.event["base"].value()) == (source, "attack", "besmaya")
    assert "Another source" in shown.text
    fields = {name: value for name, value in typed("handover").items() if not name.startswith("source-")}
    assert editor.post(HERE, fields | {"source-known": source.public_id}).status_code == 302

    assert Handover.objects.get().citations.get().source == source


# --- what is wrong


@pytest.mark.parametrize(
    ("kind", "changes", "field", "why"),
    [
        ("handover", {"source__title": ""}, "source-title", "has a title"),
        ("handover", {"source__publisher": ""}, "source-publisher", "Who published it?"),
        ("handover", {"source__publisher_kind": ""}, "source-publisher_kind", "is new"),
        ("handover", {"source__address": "nowhere"}, "source-address", "web address"),
        ("handover", {"source__day": "17-19 March 2020"}, "source-day", "day of publication"),
        ("handover", {"voice_0__relays": "Nobody"}, "voice-0-relays", "spelled so"),
        ("handover", {"base": ""}, "base", "has a base"),
        ("handover", {"base": "Zzyzx"}, "base", "spelled so"),
        ("handover", {"date": ""}, "date", "completed handover has a day"),
        ("handover", {"handover__status": "scheduled"}, "date", "into “Scheduled for”"),
        ("handover", {"date": "03/04/2020"}, "date", "can be 3 April 2020 or 4 March 2020"),
        ("handover", {"handover__counted_reason": ""}, "handover-counted_reason", "required"),
        ("handover", {"handover__transferring": "Spain, Atlantis"}, "handover-transferring", "spelled so"),
        ("handover", {"handover__ordinal": "seventh"}, "handover-ordinal", "whole number"),
        ("handover", {"handover__announced_on": "May 2020"}, "handover-announced_on", "one day"),
        ("handover", {"drawdown": "999999"}, "drawdown", "valid choice"),
        ("attack", {"base": ""}, "base", "a base of the record, or a place"),
        ("attack", {"date": ""}, "date", "has a day"),
        ("attack", {"attack__weapons": []}, "attack-weapons", "required"),
        ("attack", {"attack__munitions_words": "several"}, "attack-munitions_words", "no bounds"),
        ("attack", {"attack__launched_from": "Atlantis"}, "attack-launched_from", "spelled so"),
        ("attack", {"attack__time_local": "half ten"}, "attack-time_local", "valid time"),
        ("attack", {"date": "July 2020", "attack__time_local": "22:30"}, "attack-time_local", "single day"),
        ("attack", {"attack__coordinates": "33.2, 44.5"}, "attack-uncertainty_m", "how many metres"),
        ("attack", {"attack__uncertainty_m": "500"}, "attack-coordinates", "Give the point"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_saved_or_lost(
    editor: Client, kind: str, changes: dict[str, Any], field: str, why: str
) -> None:
    given = typed(kind, **{name.replace("voice_", "voice-"): value for name, value in changes.items()})
    sources, publishers = Source.objects.count(), Publisher.objects.count()

    response = editor.post(HERE, given)

    assert response.status_code == 200
    assert why in problems(response)[field]
    assert "" not in problems(response)
    assert not Record.objects.filter(kind=kind).exists()
    assert (Source.objects.count(), Publisher.objects.count()) == (sources, publishers)
    page = response.context["page"]
    for form in page.asked:
        for bound in form:
            if bound.html_name in given:
                shown, sent = str(bound.value()), str(given[bound.html_name])
                assert shown == {"true": "True", "on": "True"}.get(sent, sent)


def test_of_the_other_kind_nothing_is_asked_and_what_was_typed_stays(editor: Client) -> None:
    response = editor.post(HERE, typed("attack", date="", handover__ordinal="seventh"))

    page = response.context["page"]
    assert set(problems(response)) == {"date"}
    assert page.records["handover"].errors == {}
    assert page.records["handover"]["ordinal"].value() == "seventh"


def test_one_speaker_is_not_named_twice(editor: Client) -> None:
    twice = {"voice-0-said_by": "State television", "voice-1-said_by": "State television"}

    assert "once" in problems(editor.post(HERE, typed("attack", **twice)))["voice-1-said_by"]


def test_a_fault_in_the_middle_leaves_nothing_behind(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*given: Any, **named: Any) -> None:
        raise ValidationError("no")

    monkeypatch.setattr(eventpage, "cite", refuse)
    with pytest.raises(ValidationError):
        editor.post(HERE, typed("attack"))

    assert not Attack.objects.exists()
    assert not Source.objects.filter(title="Coalition hands over Besmaya").exists()


def test_only_showing_what_is_understood_saves_nothing(editor: Client) -> None:
    response = editor.post(HERE, typed("attack", _check="1"))

    assert "Friday 24 July 2020" in response.text
    assert "4 munitions exactly" in response.text
    assert "Nothing was saved yet" not in response.text
    assert not Attack.objects.exists()


# --- who may know of what


@pytest.fixture
def contributor() -> Client:
    publish(make_base())
    return sign_in("amal", Role.CONTRIBUTOR)


def record_address(record: Record) -> str:
    return f"/admin/attacks/attack/{record.pk}/change/"


def test_a_contributor_records_an_event_and_it_is_theirs_as_a_draft(contributor: Client) -> None:
    saved(contributor, "attack")

    attack = Attack.objects.get()
    assert (attack.edited_by.username, attack.working_state) == ("amal", WorkingState.DRAFT)
    assert contributor.get(record_address(attack)).status_code == 200


def test_a_source_that_a_contributor_may_not_know_of_is_not_told_and_is_recorded_once_all_the_same(
    contributor: Client,
) -> None:
    hidden = make_source(CANARY, url="https://example.org/news/1")
    asked = {"as": "source-address", "text": "https://example.org/news/1"}

    assert contributor.post("/admin/understand/", asked).json()["words"] == "https://example.org/news/1"
    assert CANARY not in contributor.get(f"{HERE}?source={hidden.public_id}").text
    saved(contributor, "attack")

    assert Attack.objects.get().citations.get().source == hidden
    assert not Publisher.objects.filter(name="The Example").exists()


def test_a_base_that_a_contributor_may_not_know_of_is_refused_as_one_that_does_not_exist(contributor: Client) -> None:
    make_base("secret", name=CANARY)

    said = [problems(contributor.post(HERE, typed("attack", base=base)))["base"] for base in (CANARY, "Zzyzx")]

    assert said[0] == said[1]


def test_the_page_is_the_desks_own() -> None:
    nobody = make_user("nobody", None)
    client = Client()
    assert client.get(HERE).status_code == 302
    client.force_login(nobody)

    assert [client.get(HERE).status_code, client.post(HERE, {}).status_code] == [403, 403]
    assert client.post(SIMILAR, {}).status_code == 403
    assert sign_in().get(SIMILAR).status_code == 405
    assert "no-store" in sign_in().get(HERE)["Cache-Control"]


def test_every_page_of_the_desk_leads_to_it(editor: Client) -> None:
    attack = make_attack()

    for path in ("/admin/", "/admin/attacks/attack/", record_address(attack), HERE):
        assert f'href="{HERE}"' in editor.get(path).text
    assert HERE not in Client().get("/admin/login/").text


def test_nothing_typed_is_answered_with_every_field_that_needs_something(editor: Client) -> None:
    response = editor.post(HERE, {"kind": "attack"})

    assert set(problems(response)) >= {"source-title", "source-publisher", "drawdown", "base", "date", "attack-weapons"}
    assert not Claim.objects.exists()
