"""Tests of what is erased with a record that is withdrawn for safety, and of what the database lets nobody erase."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from attacks.models import Attack, PublishedAttack
from editorial import services
from editorial.choices import Retraction
from editorial.log_check import broken_links
from editorial.models import PublishedReference, Record
from handovers.models import MilitaryBase, PublishedMilitaryBase
from tests.factories import cite, make_attack, make_base, make_source, make_user, publish

pytestmark = pytest.mark.django_db
SECRET = "the-green-house"


def withdraw(record: Any) -> None:
    record = Record.objects.get(pk=record.pk)
    services.retract(record, by=make_user(), why="x", reason="Someone may be hurt.", kind=Retraction.SAFETY)


def published_again(record: Any, **changes: Any) -> None:
    for name, value in changes.items():
        setattr(record, name, value)
    record.save()
    services.publish(record, by=make_user(), why="x")


def readable() -> str:
    """All that the public's role may read, in one text."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'v', 'm', 'p') AND c.relnamespace = 'public'"
            "::regnamespace AND has_table_privilege('handover_watch_public', c.oid, 'SELECT')"
        )
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_what_other_records_once_said_of_it_is_erased_and_both_logs_hold() -> None:
    attack = make_attack(base=make_base("hidden", name=SECRET), summary="An attack.")
    publish(attack, elsewhere := make_base("taji"))
    published_again(attack, base=elsewhere)
    assert SECRET in readable()

    withdraw(MilitaryBase.objects.get(slug="hidden"))

    assert SECRET not in readable()
    assert [bool(each.document) for each in PublishedAttack.objects.order_by("version")] == [False, True]
    for address in ("/attacks/2020-07-24-besmaya/", "/corrections/", "/bases/hidden/"):
        assert SECRET not in Client().get(address).text
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert [*broken_links()] == []


def test_what_was_merged_into_it_is_erased_too() -> None:
    stays, twin, third = make_attack(), make_attack("2020-07-24-besmaya-2"), make_attack("2020-07-24-besmaya-3")
    for each in (twin, third):
        Attack.objects.filter(pk=each.pk).update(summary=SECRET)
    publish(stays, twin, third)
    for of, into in ((third, twin), (twin, stays)):
        services.merge(of, into=into, by=make_user(), why="x", reason=f"Twice: {SECRET}")

    withdraw(stays)

    assert SECRET not in readable()
    reasons = PublishedAttack.objects.filter(retracted=True).values_list("retraction", "retraction_reason")
    assert set(reasons) == {("safety", "Someone may be hurt."), ("merged", "")}


def test_sources_that_nothing_else_rests_on_are_erased_and_shared_ones_stay() -> None:
    attack, other = make_attack(), make_attack("2020-08-01-besmaya")
    cite(attack, make_source(SECRET, publisher="paper", url=f"https://example.org/{SECRET}"))
    publish(attack, other)

    withdraw(attack)

    assert SECRET not in readable()
    assert [each.name for each in PublishedReference.objects.at().filter(kind="source")] == ["Seventh site handed over"]


def test_a_source_that_was_erased_is_public_again_with_the_next_record_that_rests_on_it() -> None:
    attack = make_attack()
    source = make_source("A report", publisher="paper")
    cite(attack, source)
    publish(attack)
    withdraw(attack)

    other = make_attack("2020-08-01-besmaya")
    cite(other, source)
    publish(other)

    assert Client().get(f"/sources/{source.public_id}/").status_code == 200


def test_the_reason_of_an_earlier_withdrawal_goes_with_the_text() -> None:
    attack = make_attack()
    publish(attack)
    services.retract(attack, by=make_user(), why="x", reason=SECRET)
    Record.objects.filter(pk=attack.pk).update(working_state="ready")
    services.publish(Attack.objects.get(), by=make_user(), why="x")

    withdraw(attack)

    assert SECRET not in readable()


def test_a_record_that_another_speaks_of_until_its_embargo_ends_is_not_withdrawn() -> None:
    attack = make_attack(base=make_base("hidden"))
    publish(attack, make_base("taji"))
    Attack.objects.update(base=make_base("taji"))
    later = timezone.now() + timedelta(hours=1)
    services.publish(Attack.objects.get(), by=make_user(), why="x", not_before=later)

    with pytest.raises(ValidationError, match="Other public records speak of it"):
        withdraw(make_base("hidden"))


def test_nothing_is_erased_that_was_not_withdrawn_for_safety() -> None:
    attack, other = make_attack(), make_attack("2020-08-01-besmaya")
    publish(attack, other)
    services.retract(other, by=make_user(), why="x", reason="It was another place.")
    withdrawn = make_attack("2020-08-02-besmaya")
    publish(withdrawn)
    withdraw(withdrawn)

    for rows in (
        PublishedAttack.objects.filter(record=attack.pk),
        PublishedAttack.objects.filter(record=other.pk),
        PublishedMilitaryBase.objects.all(),
        PublishedReference.objects.filter(kind="source"),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rows.update(document=None)
