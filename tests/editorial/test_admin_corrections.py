"""Tests of requests for correction at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from attacks.models import Attack, PublishedAttack
from editorial import services
from editorial.choices import Role
from editorial.models import CorrectionRequest, PublishedAnswer
from editorial.services.corrections import receive
from tests.desk import page, sign_in, values
from tests.factories import make_attack, make_user, publish

pytestmark = pytest.mark.django_db
SAID = "There were <b>three</b> rockets."


@pytest.fixture
def asked() -> CorrectionRequest:
    publish(make_attack())
    receipt = receive(PublishedAttack.objects.get(), SAID, "https://example.org/three?a=1&b=2")
    return CorrectionRequest.objects.get(receipt=receipt)


def told(response: Any, **changes: str) -> dict[str, Any]:
    return values(response.context["form"]) | {"asked": "How many?", "answer": "It was four."} | changes


def test_what_waits_is_listed_and_read_as_text(asked: CorrectionRequest) -> None:
    editor = sign_in()

    listed = editor.get(f"{page(CorrectionRequest, 'changelist')}?state__exact=waiting&q={asked}")
    shown = editor.get(page(asked))

    assert listed.context["cl"].result_count == 1
    assert "There were &lt;b&gt;three&lt;/b&gt; rockets." in shown.text
    assert 'href="https://example.org/three?a=1&amp;b=2" rel="noopener noreferrer nofollow"' in shown.text
    assert "?url=https%3A%2F%2Fexample.org%2Fthree%3Fa%3D1%26b%3D2" in shown.text


def test_an_answer_is_given_and_replaced(asked: CorrectionRequest) -> None:
    editor = sign_in()
    editor.post(page(asked), told(editor.get(page(asked))))
    again = editor.get(page(asked))
    assert again.context["form"].initial["answer"] == "It was four."

    editor.post(page(asked), told(again, answer="It was five."))

    assert [each.answer for each in PublishedAnswer.objects.covering()] == ["It was five."]
    assert [entry.object_repr for entry in LogEntry.objects.all()] == [str(asked)] * 2
    asked.refresh_from_db()
    assert (asked.state, str(asked.settled_by)) == ("answered", "layla")


def test_declining_wants_a_reason(asked: CorrectionRequest) -> None:
    editor = sign_in()

    refused = editor.post(page(asked), told(editor.get(page(asked)), state="declined", answer=""))
    assert (refused.status_code, "answer" in refused.context["form"].errors) == (200, True)
    assert not PublishedAnswer.objects.exists()

    declined = told(refused, state="declined", answer="No source says so.", asked="")
    assert editor.post(page(asked), declined).status_code == 302
    assert [(each.state, each.on_page) for each in PublishedAnswer.objects.all()] == [("declined", False)]


def test_what_the_public_would_read_without_knowing_of_what_is_refused(asked: CorrectionRequest) -> None:
    editor = sign_in()

    refused = editor.post(page(asked), told(editor.get(page(asked)), asked=""))

    assert "asked" in refused.context["form"].errors


def test_the_answer_to_a_record_that_waits_under_embargo_waits_with_it(asked: CorrectionRequest) -> None:
    later = (timezone.now() + timedelta(days=2)).replace(second=0, microsecond=0)
    attack = Attack.objects.get()
    attack.outcome = "impact_outside"
    attack.save()
    services.publish(attack, by=make_user(), why="x", not_before=later)
    editor = sign_in()

    editor.post(page(asked), told(editor.get(page(asked))))

    assert PublishedAnswer.objects.get().published_from == later


def test_contributors_know_nothing_of_requests(asked: CorrectionRequest) -> None:
    contributor = sign_in("amal", Role.CONTRIBUTOR)

    assert contributor.get(page(CorrectionRequest, "changelist")).status_code == 403
    assert contributor.get(page(asked)).status_code == 403
    assert contributor.post(page(asked), {}).status_code == 403
    assert "correctionrequest" not in contributor.get("/admin/").text


def test_the_first_page_of_the_desk_says_what_readers_wait_for(asked: CorrectionRequest) -> None:
    editor = sign_in()
    waiting = "/admin/editorial/correctionrequest/?state__exact=waiting"
    assert f'href="{waiting}&amp;q=2020-07-24-besmaya"' in editor.get("/admin/").text
    assert editor.get(f"{waiting}&q=2020-07-24-besmaya").context["cl"].result_count == 1

    editor.post(page(asked), told(editor.get(page(asked))))

    assert waiting not in editor.get("/admin/").text
    assert "correctionrequest/?state" not in sign_in("amal", Role.CONTRIBUTOR).get("/admin/").text
