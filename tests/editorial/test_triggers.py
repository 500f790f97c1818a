"""What the staff log notes of each statement, and what it passes over."""

from __future__ import annotations

import pytest
from django.db import connection

from editorial.models import Change, Citation, Claim, OpenRevision, Publisher, Record, Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def publishers() -> list[Publisher]:
    return Publisher.objects.bulk_create(Publisher(slug=f"agency-{n}", name="Agency", kind="website") for n in range(3))


def noted() -> list[tuple[str, str, int]]:
    return list(Change.objects.order_by("id").values_list("operation", "table", "row"))


def test_one_statement_that_adds_many_rows_notes_each_in_their_order(publishers: list[Publisher]) -> None:
    assert noted() == [("INSERT", "editorial_publisher", publisher.pk) for publisher in publishers]


def test_a_change_is_noted_with_the_row_as_it_was_and_as_it_is(publishers: list[Publisher]) -> None:
    Publisher.objects.filter(slug="agency-1").update(note="Of the state.")

    change = Change.objects.latest("id")
    assert (change.operation, change.before["note"], change.after["note"]) == ("UPDATE", "", "Of the state.")


def test_only_rows_that_a_statement_altered_are_noted(publishers: list[Publisher]) -> None:
    Publisher.objects.filter(slug="agency-1").update(note="Of the state.")
    Publisher.objects.update(note="Of the state.")

    assert [row for operation, _table, row in noted() if operation == "UPDATE"] == [
        publishers[1].pk,
        publishers[0].pk,
        publishers[2].pk,
    ]


def test_a_deletion_is_noted_with_the_row_as_it_was(publishers: list[Publisher]) -> None:
    gone = publishers[0].pk
    publishers[0].delete()

    change = Change.objects.latest("id")
    assert (change.operation, change.row, change.before["slug"], change.after) == ("DELETE", gone, "agency-0", None)


def test_a_statement_without_effect_opens_no_revision() -> None:
    Publisher.objects.update(note="nobody")
    Publisher.objects.filter(slug="nobody").delete()

    assert not OpenRevision.objects.exists()


def test_a_change_of_a_key_leaves_both_shapes_in_the_log(publishers: list[Publisher]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE editorial_publisher SET id = 10 + id WHERE id = %s", [publishers[0].pk])

    shapes = Change.objects.filter(operation="UPDATE").order_by("row")
    assert [(change.row, bool(change.before), bool(change.after)) for change in shapes] == [
        (publishers[0].pk, True, False),
        (publishers[0].pk + 10, False, True),
    ]


def test_a_claim_is_noted_under_the_record_that_its_citation_supports(publishers: list[Publisher]) -> None:
    source = Source.objects.create(publisher=publishers[0], title="Report")
    record = Record.objects.create(kind="attack", slug="a")
    citation = Citation.objects.create(record=record, source=source)
    Claim.objects.create(citation=citation, field="date", value="yesterday")

    assert Change.objects.get(table="editorial_claim").record_id == record.pk
    assert Change.objects.get(table="editorial_source").record_id is None
