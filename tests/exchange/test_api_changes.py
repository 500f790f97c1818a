"""Changes: in the order in which they became public; and the record as of an instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.models import DateTimeField, Value
from django.utils import timezone

from analysis.serving import OVER_RECORDS
from editorial import services
from editorial.choices import Retraction
from editorial.log_check import broken_links
from editorial.models import Citation, PublishedReference, PublishedUse, User
from exchange.api.changes import InstantText
from exchange.api.problems import instant
from tests.embargoes import soon, wait_until
from tests.exchange.api import ask, blamed, text_of, told
from tests.factories import cite, make_area, make_attack, make_base, make_source, make_user, publish

pytestmark = pytest.mark.django_db(transaction=True)
references_left = import_module("editorial.migrations.0016_references_left")
NOUNS = {
    "attack": "attacks", "base": "bases", "drawdown": "drawdowns", "source": "sources", "publisher": "publishers",
    "force": "forces", "area": "areas",
}  # fmt: skip


class Copy:
    """A consumer that holds what the changes told it, and nothing else."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Any] = {}
        self.since = ""

    def follow(self, limit: int = 3) -> list[dict[str, Any]]:
        """Apply everything since the last time."""
        seen = []
        while True:
            answer = told(f"changes/?limit={limit}" + (f"&since={self.since}" if self.since else ""))
            for change in answer["results"]:
                self.apply(change)
            seen += answer["results"]
            self.since = answer["since"]
            if answer["next"] is None:
                assert [each["seq"] for each in seen] == sorted({each["seq"] for each in seen})
                return seen

    def apply(self, change: dict[str, Any]) -> None:
        if change["former_slug"]:
            self.rows.pop((change["kind"], change["former_slug"]), None)
        if change["record"] is None and change["event"] in {"retracted", "merged"}:
            self.rows.pop((change["kind"], change["slug"]), None)
        elif change["record"] is not None:
            self.rows[change["kind"], change["slug"]] = change["record"]

    def holds(self, kind: str) -> list[Any]:
        return sorted((row for (of, _slug), row in self.rows.items() if of == kind), key=repr)


def edit(record: Any, **changed: Any) -> None:
    record.refresh_from_db()
    for name, value in changed.items():
        setattr(record, name, value)
    record.save()
    publish(record)


def test_a_consumer_that_applies_the_changes_holds_what_the_lists_hold() -> None:
    copy, attacks = Copy(), [make_attack(f"2020-07-{day}-besmaya", f"2020-07-{day}") for day in (21, 22, 23, 24)]
    publish(*attacks)
    copy.follow()
    edit(attacks[0], munition="107 mm")
    edit(attacks[0], munition="122 mm")
    services.retract(attacks[1], by=make_user("chief"), why="Wrong.", reason="It was an exercise.")
    services.merge(attacks[2], into=attacks[3], by=make_user("chief"), why="The same.", reason="Told twice.")
    hidden = make_attack("2020-08-01-besmaya", "2020-08-01")
    lapses = soon()
    services.publish(hidden, by=make_user(), why="Checked.", not_before=lapses)
    seen = copy.follow()
    assert b"2020-08-01" not in ask("changes/?limit=1000").content
    wait_until(lapses)
    services.seal_public_log()
    lapsed = copy.follow()

    assert [(each["event"], each["slug"], each["merged_into"]) for each in seen if each["kind"] == "attack"] == [
        ("changed", "2020-07-21-besmaya", None),
        ("changed", "2020-07-21-besmaya", None),
        ("retracted", "2020-07-22-besmaya", None),
        ("merged", "2020-07-23-besmaya", "2020-07-24-besmaya"),
    ]
    assert [each["slug"] for each in lapsed] == ["2020-08-01-besmaya"]
    for kind, noun in NOUNS.items():
        shared = ",".join(OVER_RECORDS.get(kind, ()))
        listed = told(f"{noun}/?limit=1000" + (f"&omit={shared}" if shared else ""))["results"]
        assert copy.holds(kind) == sorted(listed, key=repr), kind
    assert copy.follow() == []


def seen_of(copy: Copy, *kinds: str) -> set[tuple[str, str]]:
    return {(each["event"], each["slug"]) for each in copy.follow() if each["kind"] in kinds}


def equals_the_lists(copy: Copy, *kinds: str) -> None:
    for kind in kinds:
        assert copy.holds(kind) == sorted(told(f"{NOUNS[kind]}/?limit=1000")["results"], key=repr), kind


@pytest.mark.parametrize("kind", [Retraction.ERROR, Retraction.SAFETY])
def test_what_nothing_public_speaks_of_any_more_is_told_to_be_gone_and_told_again_when_it_comes_back(
    kind: Retraction,
) -> None:
    copy, chief = Copy(), make_user("chief")
    first, second = (make_attack(f"2020-07-{day}-besmaya", f"2020-07-{day}", cited=False) for day in (21, 22))
    alone = make_source("Told of the first alone", "reuters")
    cite(first, alone)
    for attack in (first, second):
        cite(attack, make_source("Told of both", "ap"))
    publish(first, second)
    copy.follow()

    services.retract(first, by=chief, why="Wrong.", reason="It was an exercise.", kind=kind)

    assert seen_of(copy, "source", "publisher") == {("retracted", "reuters"), ("retracted", alone.public_id)}
    equals_the_lists(copy, "source", "publisher")
    cite(second, alone)
    edit(second, munition="107 mm")
    assert seen_of(copy, "source", "publisher") == {("changed", "reuters"), ("changed", alone.public_id)}
    equals_the_lists(copy, "source", "publisher")
    Citation.objects.filter(source=alone).delete()
    edit(second, munition="122 mm")
    assert seen_of(copy, "source", "publisher") == {("retracted", "reuters"), ("retracted", alone.public_id)}
    equals_the_lists(copy, "source", "publisher")
    assert list(broken_links()) == []


def test_the_migration_tells_of_rows_that_were_left_before_there_were_tombstones() -> None:
    copy, attack = Copy(), make_attack()
    source = make_source("Left", "reuters")
    cite(attack, source)
    publish(attack)
    copy.follow()
    left = [f"/api/v1/sources/{source.public_id}/", "/api/v1/publishers/reuters/"]
    PublishedUse.objects.filter(api_url__in=left).update(published_until=timezone.now())

    for _twice in range(2):
        with connection.cursor() as cursor:
            cursor.execute(references_left.SQL.read_text(encoding="utf-8"))

    assert seen_of(copy, "source", "publisher") == {("retracted", "reuters"), ("retracted", source.public_id)}
    equals_the_lists(copy, "source", "publisher")
    assert PublishedReference.objects.filter(retracted=True).count() == 2
    assert list(broken_links()) == []


def test_what_a_merge_moves_is_never_gone() -> None:
    copy = Copy()
    first, second = (make_attack(f"2020-07-{day}-besmaya", f"2020-07-{day}", cited=False) for day in (21, 22))
    cite(first, make_source("Told of the first alone", "reuters"))
    cite(second, make_source("Told of the second", "ap"))
    publish(first, second)
    copy.follow()

    services.merge(first, into=second, by=make_user("chief"), why="The same.", reason="Told twice.")

    assert seen_of(copy, "source", "publisher") == set()
    equals_the_lists(copy, "source", "publisher")


def test_what_a_version_under_embargo_lets_go_of_is_gone_when_it_lapses_unless_another_speaks_of_it_by_then() -> None:
    copy = Copy()
    first, second = (make_attack(f"2020-07-{day}-besmaya", f"2020-07-{day}") for day in (21, 22))
    gone, stays = make_source("Gone", "reuters"), make_source("Stays", "afp")
    for source in (gone, stays):
        cite(first, source)
    publish(first, second)
    copy.follow()
    Citation.objects.filter(source__in=[gone, stays]).delete()
    first.refresh_from_db()
    lapses = soon()
    services.changed(first, make_user())
    services.publish(first, by=make_user("chief"), why="Checked.", not_before=lapses)
    cite(second, stays)
    edit(second, munition="122 mm")
    assert seen_of(copy, "source", "publisher") == set()
    equals_the_lists(copy, "source", "publisher")

    wait_until(lapses)
    services.seal_public_log()

    assert seen_of(copy, "source", "publisher") == {("retracted", "reuters"), ("retracted", gone.public_id)}
    equals_the_lists(copy, "source", "publisher")


def test_an_embargo_that_is_cancelled_takes_nothing_away() -> None:
    copy = Copy()
    attack, source = make_attack(), make_source("Stays", "reuters")
    cite(attack, source)
    publish(attack)
    copy.follow()
    Citation.objects.filter(source=source).delete()
    services.changed(attack, make_user())
    later = timezone.now() + timedelta(hours=1)
    services.publish(attack, by=make_user("chief"), why="Checked.", not_before=later)
    assert PublishedReference.objects.filter(retracted=True).count() == 2

    services.cancel_embargo(attack, by=make_user("chief"), why="Too soon.")

    assert PublishedReference.objects.filter(retracted=True).count() == 0
    assert seen_of(copy, "source", "publisher") == set()
    equals_the_lists(copy, "source", "publisher")


def test_what_a_version_said_that_was_overtaken_is_not_told_and_a_renamed_record_says_its_former_name() -> None:
    base = make_base()
    publish(base)
    edit(base, name="Another name")
    edit(base, slug="renamed")

    changes = [each for each in told("changes/?limit=1000")["results"] if each["kind"] == "base"]

    assert [each["record"] and each["record"]["slug"] for each in changes] == [None, None, "renamed"]
    assert [each["former_slug"] for each in changes] == [None, None, "besmaya"]


def test_a_code_that_json_writes_otherwise_is_told_and_the_words_of_a_retraction_too() -> None:
    area = make_area('A"B\\C', "An area with a strange code")
    attack = make_attack(base=make_base("taji", governorate=area))
    publish(attack)
    reason = 'Never "happened" \\ لم يحدث'
    services.retract(attack, by=make_user("chief"), why="Wrong.", reason=reason)

    changes = told("changes/?limit=100")["results"]

    assert area.code in [each["slug"] for each in changes if each["kind"] == "area"]
    assert reason in [each["reason"] for each in changes]


@pytest.mark.parametrize("moment", ["2020-07-24T10:00:00", "2020-07-24T10:00:00.120000", "0999-07-24T10:00:00.000001"])
def test_the_server_writes_an_instant_as_the_api_does(moment: str) -> None:
    given = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    make_user()

    assert User.objects.values_list(InstantText(Value(given, DateTimeField()))).get() == (instant(given),)


def test_a_cursor_that_was_not_given_out_is_blamed() -> None:
    assert [each["name"] for each in blamed("changes/?since=3")] == ["since"]
    assert [each["name"] for each in blamed("changes/?limit=0")] == ["limit"]


LISTS = ("attacks/", "bases/", "sources/", "timeline/", "bases/besmaya/timeline/", "attacks/2020-07-24-besmaya/")


def whole(address: str, instant: str) -> bytes:
    """An answer's rows: its links and the address that they name apart."""
    answer = ask(f"{address}?as_of={instant}")
    assert answer.status_code == 200, answer.content
    body = answer.json()
    return repr(body.get("results", body)).encode()


def test_as_of_is_the_record_as_it_was_public_at_that_instant() -> None:
    attack = make_attack()
    publish(attack)
    before = timezone.now().isoformat().replace("+00:00", "Z")
    held = {address: whole(address, before) for address in LISTS}
    file = text_of(ask(f"attacks/?format=csv&as_of={before}"))

    edit(attack, munition="corrected")
    edit(attack.base, name="Another name")
    publish(make_attack("2020-07-25-besmaya", "2020-07-25"))
    assert told("attacks/")["count"] == 2
    services.retract(attack, by=make_user("chief"), why="Wrong.", reason="Wrong.")

    assert {address: whole(address, before) for address in LISTS} == held
    assert text_of(ask(f"attacks/?format=csv&as_of={before}")) == file
    assert ask("attacks/2020-07-24-besmaya/").status_code == 410


def test_what_is_retracted_for_safety_is_in_no_as_of() -> None:
    attack = make_attack(munition="a secret")
    publish(attack)
    before = timezone.now().isoformat().replace("+00:00", "Z")
    services.retract(
        attack, by=make_user("chief"), why="Safety.", reason="Someone may be hurt.", kind=Retraction.SAFETY
    )

    assert b"secret" not in ask(f"attacks/?as_of={before}").content
    assert b"secret" not in ask("changes/?limit=1000").content


def test_an_as_of_ahead_of_now_shows_nothing_under_embargo() -> None:
    attack = make_attack()
    publish(attack.base, attack.drawdown)
    services.publish(attack, by=make_user(), why="Checked.", not_before=timezone.now() + timedelta(hours=1))

    assert told("attacks/?as_of=2100-01-01T00:00:00Z")["results"] == []
    assert [each["name"] for each in blamed("attacks/?as_of=yesterday")] == ["as_of"]
