"""Citations and claims of a record on one page."""

from typing import Any

import pytest
from django.test import Client

from editorial.choices import ClaimStatus, Verification
from editorial.models import Citation, Claim, Record
from tests.desk import page, sign_in, values
from tests.factories import cite, make_attack, make_source, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    return sign_in()


def sent(response: Any, **changes: Any) -> dict[str, Any]:
    """What the page would send, with some of it changed."""
    citations, why = response.context["citations"], response.context["why"]
    forms = [citations.management_form, why]
    for citation in citations.forms:
        forms += [citation, citation.claims.management_form, *citation.claims.forms]
    return values(*forms) | changes


def problems(response: Any) -> str:
    citations = response.context["citations"]
    claims = [form.claims.errors for form in citations.forms]
    return f"{citations.errors} {citations.non_form_errors()} {claims} {response.context['why'].errors}"


def test_a_source_and_its_claims_are_added_in_one_go(editor: Client) -> None:
    attack, source = make_attack(), make_source("Security Media Cell")
    here = page(attack, "evidence")
    typed = {
        "citations-1-source": source.pk,
        "citations-1-said_by": "a spokesman",
        "citations-1-verification": "opened",
        "citations-1-claims-0-field": "munitions",
        "citations-1-claims-0-value": "3-5",
        "citations-1-claims-0-wording": "several missiles",
        "citations-1-claims-0-status": "conflict",
        "citations-1-claims-0-note": "All others say four.",
        "citations-1-claims-TOTAL_FORMS": "2",
        "citations-1-claims-1-field": "killed",
        "citations-1-claims-1-value": "none",
        "citations-1-claims-1-status": "accepted",
    }

    response = editor.post(here, sent(editor.get(here)) | typed)

    assert response.status_code == 302, problems(response)
    citation = Citation.objects.get(source=source)
    assert (citation.said_by, citation.opened_by, citation.record_id) == ("a spokesman", make_user(), attack.pk)
    claims = {claim.field: (claim.value, claim.status) for claim in citation.claims.all()}
    assert claims == {
        "munitions": ({"min": 3, "max": 5}, ClaimStatus.CONFLICT),
        "killed": ({"min": 0, "max": 0}, ClaimStatus.ACCEPTED),
    }
    assert Record.objects.get(pk=attack.pk).revision == 2


def test_what_is_disputed_stands_first_beside_what_the_record_has(editor: Client) -> None:
    attack = make_attack(cited=False)
    cite(attack, make_source("One"), {"munitions": {"min": 4, "max": 4}, "killed": {"min": 0, "max": 0}})
    other = cite(attack, make_source("Two"))
    Claim.objects.create(citation=other, field="munitions", value={"min": 3, "max": 3}, status="conflict", note="no")

    weighed = editor.get(page(attack, "evidence")).context["weighed"]

    assert [(each.field, each.stored, each.disputed) for each in weighed] == [
        ("munitions", "4 munitions exactly", True),
        ("killed", "0 killed, reported as none", False),
    ]
    assert [(claim.words, claim.accepted, claim.agrees, claim.note) for claim in weighed[0].said] == [
        ("4 munitions exactly", True, True, ""),
        ("3 munitions exactly", False, False, "no"),
    ]
    assert not weighed[0].undecided


def test_the_form_of_a_record_shows_at_once_on_what_its_sources_disagree(editor: Client) -> None:
    attack = make_attack(cited=False)
    cite(attack, make_source("One"), {"munitions": {"min": 4, "max": 4}, "weapons": ["rocket", "mortar"]})
    cite(attack, make_source("Two"), {"munitions": {"min": 3, "max": None}})

    shown = editor.get(page(attack))

    munitions, weapons = shown.context["weighed"]
    assert (munitions.differing, munitions.undecided) == (["4 munitions exactly", "at least 3 munitions"], True)
    assert (weapons.said[0].words, weapons.disputed) == ("rocket, mortar", False)
    assert "They disagree on" in shown.text
    assert "no note yet" in shown.text
    agreed = make_attack("other", cited=False)
    cite(agreed, claims={"munitions": {"min": 4, "max": 4}})
    assert "No source contradicts another." in editor.get(page(agreed)).text


def test_a_dispute_that_the_editors_decided_tells_how(editor: Client) -> None:
    attack = make_attack(cited=False)
    cite(attack, make_source("One"), {"date": {"earliest": "2020-07-24", "latest": "2020-07-24", "precision": "day"}})
    other = cite(attack, make_source("Two"), said_by="a spokesman")
    value = {"earliest": "2020-07-23", "latest": "2020-07-24", "precision": "days"}
    Claim.objects.create(citation=other, field="date", value=value, status="conflict", note="All others say Friday.")

    text = editor.get(page(attack)).text

    assert "23 to 24 July 2020, two days" in text
    assert "All others say Friday." in text
    assert "INA, a spokesman: Two" in text
    assert "no note yet" not in text


def test_an_accepted_claim_that_is_not_what_the_record_stores_is_pointed_out(editor: Client) -> None:
    attack = make_attack(cited=False)
    cite(attack, claims={"munitions": {"min": 5, "max": 5}})

    shown = editor.get(page(attack, "evidence"))

    assert [each.unfounded for each in shown.context["weighed"]] == [["5 munitions exactly"]]
    assert "“5 munitions exactly” is accepted, and the record has “4 munitions exactly”." in shown.text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"citations-0-claims-0-field": "munitions", "citations-0-claims-0-value": "several"}, "at least 2"),
        ({"citations-0-claims-0-field": "a secret"}, "valid choice"),
        ({"citations-0-claims-0-field": "munitions", "citations-0-claims-0-status": "conflict"}, "Say in the note"),
        ({"citations-0-claims-0-value": "4"}, "required"),
        ({"citations-0-source": ""}, "required"),
        ({"citations-1-said_by": "nobody"}, "required"),
        ({"citations-0-source": "999999"}, "valid choice"),
    ],
)
def test_what_cannot_be_saved_comes_back_with_its_reason_and_nothing_is_written(
    editor: Client, typed: dict[str, str], problem: str
) -> None:
    attack = make_attack()
    here = page(attack, "evidence")

    response = editor.post(here, sent(editor.get(here)) | typed)

    assert response.status_code == 200
    assert problem in problems(response)
    assert (Claim.objects.count(), Record.objects.get(pk=attack.pk).revision) == (0, 1)


def test_one_source_is_not_cited_twice_for_one_speaker(editor: Client) -> None:
    attack = make_attack()
    here = page(attack, "evidence")
    again = {"citations-1-source": make_source().pk, "citations-1-verification": "none"}

    assert "cited twice" in problems(editor.post(here, sent(editor.get(here)) | again))


def test_a_citation_is_deleted_with_its_claims(editor: Client) -> None:
    attack = make_attack(cited=False)
    cite(attack, claims={"munitions": {"min": 4, "max": 4}})
    here = page(attack, "evidence")

    response = editor.post(here, sent(editor.get(here)) | {"citations-0-DELETE": "on"})

    assert response.status_code == 302, problems(response)
    assert not attack.citations.exists()
    assert not Claim.objects.exists()


def test_opening_a_source_is_forgotten_where_the_citation_no_longer_says_so(editor: Client) -> None:
    attack = make_attack()
    here = page(attack, "evidence")
    editor.post(here, sent(editor.get(here)) | {"citations-0-verification": "opened"})
    assert attack.citations.get().opened_by == make_user()

    editor.post(here, sent(editor.get(here)) | {"citations-0-verification": "excerpt"})

    citation = attack.citations.get()
    assert (citation.verification, citation.opened_by, citation.opened_at) == (Verification.EXCERPT, None, None)


def test_a_published_record_wants_a_reason_and_a_stale_page_is_refused_here_too(editor: Client) -> None:
    attack = make_attack()
    publish(attack)
    here = page(attack, "evidence")
    shown = editor.get(here)
    change = {"citations-0-said_by": "a spokesman"}

    assert "required" in problems(editor.post(here, sent(shown) | change))
    assert editor.post(here, sent(shown) | change | {"why": "he is named"}).status_code == 302
    late = editor.post(here, sent(shown) | {"citations-0-said_by": "somebody else", "why": "x"})

    assert "saved this record while you were editing" in problems(late)
    assert attack.citations.get().said_by == "a spokesman"


def test_a_page_that_changes_nothing_makes_no_revision(editor: Client) -> None:
    attack = make_attack()
    cite(attack, make_source("Two"), {"munitions": {"min": 4, "max": None}, "time_local": "19:52"})
    here = page(attack, "evidence")

    assert editor.post(here, sent(editor.get(here))).status_code == 302
    assert Record.objects.get(pk=attack.pk).revision == 1


def test_an_empty_value_says_that_the_source_knows_of_none(editor: Client) -> None:
    attack = make_attack()
    here = page(attack, "evidence")

    response = editor.post(here, sent(editor.get(here)) | {"citations-0-claims-0-field": "munitions"})

    assert response.status_code == 302, problems(response)
    assert Claim.objects.get().value is None
    assert editor.post(here, sent(editor.get(here))).status_code == 302
    assert Record.objects.get(pk=attack.pk).revision == 2
