"""The desk shows a contributor their own work and what is public, and nothing of what others are working on."""

from typing import Any

import pytest
from django.test import Client

from attacks.models import Attack
from editorial import jobs
from editorial.choices import Role, WorkingState
from editorial.models import Citation, Claim, Job, Record, Source
from handovers.models import Handover, MilitaryBase
from tests.desk import filled, page, sign_in
from tests.factories import cite, make_attack, make_base, make_drawdown, make_handover, make_source, make_user, publish

pytestmark = pytest.mark.django_db
CANARY = "CANARY"


@pytest.fixture
def contributor() -> Client:
    return sign_in("amal", Role.CONTRIBUTOR)


def own(record: Any) -> Any:
    """Make amal the one who recorded it, as a draft."""
    amal = make_user("amal", Role.CONTRIBUTOR)
    Record.objects.filter(pk=record.pk).update(edited_by=amal, working_state=WorkingState.DRAFT)
    record.refresh_from_db()
    return record


def choices(client: Client, app: str, model: str, field: str, term: str = "") -> list[str]:
    given = {"app_label": app, "model_name": model, "field_name": field, "term": term}
    return [each["text"] for each in client.get("/admin/autocomplete/", given).json()["results"]]


def test_a_contributors_lists_hold_own_records_alone_in_rows_counts_and_searches(contributor: Client) -> None:
    mine = own(make_attack("2020-06-13-taji"))
    cite(make_attack(slug="2020-01-01-canary", summary=CANARY), make_source(CANARY), {"munition": CANARY}, note=CANARY)

    for model in (Attack, Record, Citation, Claim, Source, Handover):
        assert CANARY not in contributor.get(page(model, "changelist")).text
        assert not contributor.get(f"{page(model, 'changelist')}?q=canary").context["cl"].result_count
    response = contributor.get(page(Attack, "changelist"))
    assert list(response.context["cl"].queryset) == [mine]
    assert response.context["cl"].full_result_count is None


@pytest.mark.parametrize("name", ["evidence", "history", "publish", "retract", "take_back", "move"])
def test_a_record_of_somebody_else_answers_as_one_that_does_not_exist(contributor: Client, name: str) -> None:
    attack = make_attack()

    there, nowhere = contributor.get(page(attack, name)), contributor.get(page(Attack(pk=999_999), name))
    form, no_form = contributor.get(page(attack)), contributor.get(page(Attack(pk=999_999)))

    assert there.status_code == nowhere.status_code == 404
    assert form.status_code == no_form.status_code == 302
    assert form["Location"] == no_form["Location"]


def test_a_contributor_may_point_to_public_records_and_own_ones_only(contributor: Client) -> None:
    publish(make_base("besmaya"))
    make_base("taji")
    own(make_base("kirkuk"))

    assert choices(contributor, "handovers", "handover", "base") == ["Besmaya", "Kirkuk"]
    assert choices(contributor, "handovers", "handover", "base", "taj") == []
    assert choices(sign_in(), "handovers", "handover", "base") == ["Besmaya", "Kirkuk", "Taji"]


def test_the_name_that_a_public_base_is_about_to_get_is_not_told_to_a_contributor(contributor: Client) -> None:
    publish(make_base("besmaya"))
    MilitaryBase.objects.update(name=CANARY)
    handover = own(make_handover())

    assert choices(contributor, "handovers", "handover", "base") == ["Besmaya"]
    assert choices(contributor, "handovers", "handover", "base", "canary") == []
    assert choices(contributor, "handovers", "handover", "base", "besm") == ["Besmaya"]
    form = contributor.get(page(handover)).context["adminform"].form
    assert CANARY not in str(form["base"])


def test_an_unpublished_source_is_not_offered_to_a_contributor(contributor: Client) -> None:
    make_source(CANARY)
    publish(make_base("besmaya"))
    cite(own(make_attack(cited=False)), make_source("Cited by me"))

    assert choices(contributor, "editorial", "citation", "source") == [
        "INA: Cited by me",
        "INA: Seventh site handed over",
    ]
    assert CANARY not in contributor.get(page(Source, "changelist")).text


def test_a_key_that_may_not_be_known_is_refused_as_one_that_does_not_exist(contributor: Client) -> None:
    make_drawdown()
    hidden = make_base("taji")
    add = page(Handover, "add")
    shown = contributor.get(add)

    def said(key: int) -> str:
        response = contributor.post(add, filled(shown, base=str(key)))
        return str(response.context["adminform"].form.errors["base"])

    assert said(hidden.pk) == said(999_999)


def test_a_contributor_edits_own_drafts_until_they_are_ready_or_published(contributor: Client) -> None:
    attack = own(make_attack())
    assert contributor.get(page(attack)).context["has_change_permission"]

    Record.objects.filter(pk=attack.pk).update(working_state=WorkingState.READY)
    response = contributor.get(page(attack))

    assert not response.context["has_change_permission"]
    assert contributor.post(page(attack), {}).status_code == 403
    assert contributor.post(page(attack, "evidence"), {}).status_code == 403


def test_a_contributor_sends_to_review_and_neither_marks_as_ready_nor_publishes(contributor: Client) -> None:
    attack = own(make_attack())

    assert contributor.post(page(attack, "move"), {"to": "in_review"}).status_code == 302
    assert contributor.post(page(attack, "move"), {"to": "ready"}).status_code == 403
    assert contributor.get(page(attack, "publish")).status_code == 403
    assert Record.objects.get(pk=attack.pk).working_state == WorkingState.IN_REVIEW


def test_a_contributor_still_sees_own_record_that_an_editor_edited(transactional_db: None) -> None:
    contributor, editor = sign_in("amal", Role.CONTRIBUTOR), sign_in()
    make_drawdown()
    add = page(Attack, "add")
    day = "2020-06-13"
    typed = {"place": "Taji", "target": "base", "weapons": ["rocket"], "drawdown": str(make_drawdown().pk)}
    window = {"date_earliest": day, "date_latest": day, "date_precision": "day"}
    publish(make_drawdown())
    contributor.post(add, filled(contributor.get(add), **typed, **window))
    attack = Attack.objects.get()

    editor.post(page(attack), filled(editor.get(page(attack)), summary="Edited."))

    attack.refresh_from_db()
    assert (attack.edited_by and attack.edited_by.username, attack.summary) == ("layla", "Edited.")
    assert list(contributor.get(page(Attack, "changelist")).context["cl"].queryset) == [attack]


@pytest.mark.parametrize("query", ["summary__regex=C", "base__name__regex=C", "edited_by__password__startswith=p"])
def test_a_list_answers_no_question_that_it_does_not_offer(query: str) -> None:
    assert sign_in().get(f"{page(Attack, 'changelist')}?{query}").status_code == 400


@pytest.mark.parametrize("query", ["target__exact=base", "date_latest__year=2020", "public=published", "edits=yes"])
def test_a_list_answers_what_its_filters_ask(query: str) -> None:
    assert sign_in().get(f"{page(Attack, 'changelist')}?{query}").status_code == 200


def test_a_contributor_sees_the_jobs_that_they_asked_for_alone(contributor: Client) -> None:
    jobs.ask("something", owner=make_user("amal", Role.CONTRIBUTOR))
    jobs.ask("something.else", owner=make_user())

    assert [job.kind for job in contributor.get(page(Job, "changelist")).context["cl"].queryset] == ["something"]
    assert sign_in().get(page(Job, "changelist")).context["cl"].result_count == 2
