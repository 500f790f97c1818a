"""ETags that are known before anything is read, and answers that are kept by them."""

from __future__ import annotations

import pytest

from analysis.kept import BESIDE, Answers
from analysis.marks import mark_of_record
from editorial import services
from editorial.publicplane import public_plane
from exchange.api.kept import answers
from tests.embargoes import soon, wait_until
from tests.exchange.api import ask
from tests.factories import make_attack, make_base, make_user, publish

ADDRESSES = ("attacks/", "attacks/2020-07-24-besmaya/", "bases/?on=2020-07-25", "timeline/", "attacks/?format=geojson")


def tag(address: str, **headers: str) -> str:
    answer = ask(address, **headers)
    assert answer.status_code == 200
    return answer["ETag"]


@pytest.mark.django_db(transaction=True)
def test_an_answer_is_kept_until_anything_public_changes() -> None:
    attack = make_attack()
    publish(attack)
    first = {address: (tag(address), ask(address).content) for address in ADDRESSES}
    assert len(answers.kept) == len(ADDRESSES)

    attack.refresh_from_db()
    attack.munition = "a draft's word"
    attack.save()
    drafted = {address: (tag(address), ask(address).content) for address in ADDRESSES}
    publish(attack)
    changed = {address: tag(address) for address in ADDRESSES}

    assert drafted == first
    assert all(changed[address] != first[address][0] for address in ADDRESSES)
    assert b"a draft's word" in ask(ADDRESSES[1]).content


@pytest.mark.django_db(transaction=True)
def test_a_known_answer_costs_the_plane_alone(django_assert_num_queries: pytest.FixtureRequest) -> None:
    publish(make_attack())
    etag = tag("attacks/")

    with django_assert_num_queries(3):  # type: ignore[operator]
        unchanged = ask("attacks/", if_none_match=etag)
    with django_assert_num_queries(3):  # type: ignore[operator]
        ask("attacks/")

    assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)


@pytest.mark.django_db(transaction=True)
def test_language_format_and_origin_have_etags_of_their_own() -> None:
    publish(make_attack())

    tags = {
        tag("attacks/"),
        tag("attacks/", accept_language="ar"),
        tag("attacks/", accept="application/geo+json"),
        tag("attacks/?limit=100"),
        tag("attacks/", host="localhost"),
    }

    assert len(tags) == 5


@pytest.mark.django_db(transaction=True)
def test_a_lapsing_embargo_turns_the_etag_over_though_nobody_seals_the_log() -> None:
    attack = make_attack()
    publish(attack.base, attack.drawdown)
    before = tag("attacks/")
    lapses = soon()
    services.publish(attack, by=make_user(), why="Checked.", not_before=lapses)
    embargoed = tag("attacks/")
    wait_until(lapses)

    assert embargoed == before
    assert tag("attacks/") != before
    assert ask("attacks/").json()["count"] == 1


@pytest.mark.django_db
def test_what_is_not_committed_has_no_mark_and_is_not_kept() -> None:
    with public_plane():
        assert mark_of_record()
    publish(make_base())

    with public_plane():
        assert mark_of_record() == ""
    assert ask("bases/").json()["count"] == 1
    assert not answers.kept


def test_the_longest_unasked_for_goes_first_and_the_too_long_is_never_kept() -> None:
    kept: Answers[str, str] = Answers(most=10 + 2 * BESIDE)
    kept.put("first", b"12345", "text")
    kept.put("second", b"12345", "text")
    kept.get("first")
    kept.put("third", b"1", "text")

    assert [kept.get(each) is not None for each in ("first", "second", "third")] == [True, False, True]
    assert kept.held == 6 + 2 * BESIDE
