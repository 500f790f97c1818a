"""Rows written out once: the same as served from their versions, and never more than what is public."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from attacks.models import PublishedAttack
from editorial import services
from editorial.choices import ClaimStatus
from exchange.api import texts
from exchange.api.sent import TYPE
from exchange.models import VersionText
from exchange.tasks import write_missing_texts
from tests.exchange.api import ask, slugs, text_of, told
from tests.factories import cite, make_attack, make_context_event, make_source, make_user, publish

pytestmark = pytest.mark.django_db
LISTS = ("attacks/?limit=2", "attacks/?sort=updated&limit=1", "context-events/", "attacks/?lang=ar")


def content(address: str, style: str) -> bytes:
    answer = ask(f"{address}{'&' if '?' in address else '?'}format={style}")
    assert answer.status_code == 200
    return text_of(answer).encode() if answer.streaming else answer.content


def publish_some() -> None:
    first = make_attack(munitions_min=4, munitions_max=4)
    cite(first, make_source("A second report", "afp"), {"munitions": {"min": 4, "max": 4}})
    other = cite(first, make_source("A third report", "reuters"))
    other.claims.create(field="munitions", value={"min": 3, "max": 3}, status=ClaimStatus.CONFLICT, note="Fewer.")
    second = make_attack("nowhere", "2020-07-01", base=None, place='=a "place", \u2028or, two', place_ar="مكان")
    publish(first, second, make_context_event(), make_attack("third", "2020-06-01"))


@pytest.mark.parametrize("style", ["json", "geojson", "csv", "ndjson"])
def test_a_list_of_texts_is_the_same_as_one_served_from_versions(style: str) -> None:
    publish_some()
    written = [content(address, style) for address in LISTS]
    assert VersionText.objects.count() == 4

    VersionText.objects.filter(kind="attack").update(form="other code")
    mixed = [content(address, style) for address in LISTS]
    VersionText.objects.all().delete()
    served = [content(address, style) for address in LISTS]

    assert written == mixed == served


def test_a_text_is_read_as_the_bytes_that_are_stored() -> None:
    stored = ' "\\u0001/" \\ بسماية \U0001f680 '
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT %s::{TYPE}, NULL::{TYPE}, %s::text", [stored, stored])
        assert cursor.fetchone() == (stored.encode(), None, stored)


def test_a_list_with_members_chosen_is_the_same_as_cut_from_a_list_of_texts() -> None:
    publish_some()

    whole = told("attacks/")["results"]
    chosen = told("attacks/?fields=slug,place,disputed_fields")["results"]

    assert chosen == [{name: row[name] for name in ("slug", "place", "disputed_fields")} for row in whole]
    assert whole[0]["disputed_fields"] == ["munitions"]


def test_what_is_missing_is_written_in_portions_until_nothing_is() -> None:
    publish_some()
    VersionText.objects.filter(kind="attack").delete()

    assert [texts.write_missing("attack", 2) for _ in range(3)] == [2, 1, 0]
    assert VersionText.objects.filter(kind="attack", form=texts.form("attack")).count() == 3


def test_a_load_of_many_leaves_its_texts_to_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(texts, "AT_ONCE", 1)
    publish_some()
    ids = list(PublishedAttack.objects.values_list("record", flat=True))
    VersionText.objects.all().delete()

    texts.write_texts("attack", ids)
    left = VersionText.objects.count()
    write_missing_texts()

    assert (len(ids), left, VersionText.objects.filter(kind="attack").count()) == (3, 0, 3)


def test_the_clock_writes_whatever_an_upgrade_left_without_a_text() -> None:
    publish_some()
    VersionText.objects.filter(kind="attack").update(form="other code")

    write_missing_texts()

    assert set(VersionText.objects.values_list("kind", "form")) == {
        (kind, texts.form(kind)) for kind in ("attack", "context-event")
    }


def test_an_embargoed_version_is_written_and_not_listed() -> None:
    attack = make_attack()
    publish(attack.base, attack.drawdown)
    services.publish(attack, by=make_user(), why="Checked.", not_before=timezone.now() + timedelta(days=1))

    assert VersionText.objects.filter(kind="attack").count() == 1
    assert slugs("attacks/") == []


def test_a_retraction_for_safety_erases_the_texts_of_every_version() -> None:
    attack = make_attack()
    publish(attack)
    attack.refresh_from_db()
    attack.munition = "107 mm"
    attack.save()
    publish(attack)
    assert PublishedAttack.objects.count() == VersionText.objects.filter(kind="attack").count() == 2

    services.retract(attack, by=make_user("chief"), why="Someone may be hurt.", reason="Withdrawn.", kind="safety")

    assert not VersionText.objects.filter(kind="attack").exists()
