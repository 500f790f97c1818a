"""Tests of requests for correction: who may write them, and what the public reads of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from attacks.models import PublishedAttack
from editorial import services
from editorial.choices import RequestState, Retraction
from editorial.models import CorrectionRequest, Published, PublishedAnswer, Record
from editorial.publicplane import public_plane
from editorial.services.corrections import Settlement, TooManyRequestsError, receive, settle
from tests.factories import make_attack, make_user, publish

pytestmark = pytest.mark.django_db
SAID, SOURCE = "There were three rockets.", "https://example.org/three"


def public_attack(slug: str = "2020-07-24-besmaya") -> Published:
    if not Record.objects.filter(slug=slug).exists():
        publish(make_attack(slug))
    return PublishedAttack.objects.at().get(slug=slug)


def asked(version: Published | None = None, said: str = SAID) -> CorrectionRequest:
    version = version or public_attack()
    with public_plane():
        receipt = receive(version, said, SOURCE)
    return CorrectionRequest.objects.get(receipt=receipt)


def told(state: RequestState = RequestState.ANSWERED, **given: Any) -> Settlement:
    return Settlement(state, **{"answer": "It was four.", "asked": "How many rockets?", **given})


def shown(record_id: int) -> list[str]:
    """What the public's role reads on the page of a record."""
    with public_plane():
        rows = PublishedAnswer.objects.covering().filter(record_id=record_id, on_page=True)
        return list(rows.values_list("answer", flat=True))


def test_the_publics_role_adds_a_request_and_can_do_nothing_else_with_it() -> None:
    request = asked()

    assert (request.said, request.source_url, request.state, request.version) == (SAID, SOURCE, "waiting", 1)
    for statement in (
        "SELECT 1 FROM editorial_correctionrequest",
        "UPDATE editorial_correctionrequest SET said = ''",
        "DELETE FROM editorial_correctionrequest",
        "INSERT INTO editorial_correctionrequest (receipt, record_id, version, said, source_url, state)"
        f" VALUES ('X', {request.record_id}, 1, '', '', 'waiting')",
        "UPDATE editorial_publishedanswer SET answer = ''",
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), public_plane():
            connection.cursor().execute(statement)


def test_the_same_words_sent_twice_are_one_request() -> None:
    version = public_attack()

    assert asked(version) == asked(version)
    assert asked(version, "There were five.") != asked(version)
    assert CorrectionRequest.objects.count() == 2


def test_a_record_takes_thirty_waiting_requests_a_day_and_the_site_120_an_hour() -> None:
    version, other = public_attack(), public_attack("2020-08-01-besmaya")
    for number in range(30):
        asked(version, f"{SAID} {number}")

    with pytest.raises(TooManyRequestsError):
        asked(version)
    asked(other)

    CorrectionRequest.objects.bulk_create(
        CorrectionRequest(receipt=str(n), record_id=other.record_id, version=1, said=SAID, source_url=f"{n}")
        for n in range(89)
    )
    third = public_attack("2020-08-02-besmaya")
    with pytest.raises(TooManyRequestsError):
        asked(third)
    CorrectionRequest.objects.update(received_at=timezone.now() - timedelta(hours=2))
    asked(third)


def test_an_answer_is_public_and_the_request_is_not() -> None:
    request = asked()
    assert shown(request.record_id) == []

    settle(request, told(), by=make_user())

    assert shown(request.record_id) == ["It was four."]
    request.refresh_from_db()
    assert (request.state, str(request.settled_by)) == ("answered", "layla")
    assert SAID not in str(PublishedAnswer.objects.values())


def test_a_reason_for_declining_is_on_the_page_only_where_the_editor_says_so() -> None:
    silent, open_ = asked(), asked(said="Another thing is wrong.")

    settle(silent, told(RequestState.DECLINED, answer="No source.", asked="", on_page=False), by=make_user())
    settle(open_, told(RequestState.DECLINED, answer="It says four."), by=make_user())

    assert shown(silent.record_id) == ["It says four."]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"answer": " "}, "answer"),
        ({"asked": " "}, "asked"),
        ({"not_before": timezone.now() - timedelta(hours=1)}, "not_before"),
    ],
)
def test_an_answer_without_words_or_in_the_past_is_refused(given: dict[str, Any], field: str) -> None:
    request = asked()

    with pytest.raises(ValidationError) as refusal:
        settle(request, told(**given), by=make_user())

    assert list(refusal.value.message_dict) == [field]
    assert (PublishedAnswer.objects.count(), CorrectionRequest.objects.get().state) == (0, "waiting")


def test_an_answer_waits_for_its_instant_and_another_takes_its_place() -> None:
    request = asked()
    settle(request, told(answer="At first."), by=make_user())
    settle(request, told(answer="Tomorrow.", not_before=timezone.now() + timedelta(days=1)), by=make_user())
    assert shown(request.record_id) == ["At first."]

    settle(request, told(answer="At last."), by=make_user())

    assert shown(request.record_id) == ["At last."]
    assert sorted(PublishedAnswer.objects.values_list("answer", flat=True)) == ["At first.", "At last."]


def test_an_answer_that_was_public_is_never_changed_or_deleted() -> None:
    settle(asked(), told(), by=make_user())

    for change in (
        lambda: PublishedAnswer.objects.update(answer="It was five."),
        lambda: PublishedAnswer.objects.update(receipt="ANOTHER"),
        lambda: PublishedAnswer.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_answers_go_with_a_record_that_is_merged_and_keep_their_day() -> None:
    settle(request := asked(), told(), by=make_user())
    waiting = asked(said="And the day is wrong.")
    answered_at = PublishedAnswer.objects.get().answered_at
    stays = public_attack("2020-07-24-besmaya-2")
    of, into = Record.objects.get(pk=request.record_id), Record.objects.get(pk=stays.record_id)

    services.merge(of, into=into, by=make_user(), why="x", reason="Recorded twice.")
    settle(waiting, told(answer="It is right."), by=make_user())

    assert (shown(of.pk), sorted(shown(into.pk))) == ([], ["It is right.", "It was four."])
    assert PublishedAnswer.objects.covering().get(request=request).answered_at == answered_at


def test_what_was_answered_about_a_record_withdrawn_for_safety_is_erased_and_stays_so() -> None:
    answered, waiting = asked(), asked(said="Another thing is wrong.")
    settle(answered, told(), by=make_user())
    later = {"not_before": timezone.now() + timedelta(days=1)}
    settle(waiting, told(answer="Tomorrow.", **later), by=make_user())
    record = Record.objects.get(pk=answered.record_id)

    services.retract(record, by=make_user(), why="x", reason="Someone may be hurt.", kind=Retraction.SAFETY)
    assert set(PublishedAnswer.objects.values_list("asked", "answer", "on_page")) == {("", "", False)}

    settle(waiting, told(answer="They live there."), by=make_user())
    assert set(PublishedAnswer.objects.values_list("asked", "answer", "on_page")) == {("", "", False)}
